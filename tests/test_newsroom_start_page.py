"""The newsroom's start page: what waits, what is out, and the way to a new article."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, make_article, make_brief

pytestmark = pytest.mark.django_db


def desk(client) -> dict[str, list[str]]:
    """The headlines on the start page, by the title of their column."""
    columns = client.get(reverse("admin:index")).context["desk"]
    return {column["title"]: [article.headline for article in column["articles"]] for column in columns}


def test_the_start_page_lists_drafts_scheduled_and_just_published_stories(admin_client):
    tomorrow = timezone.now() + timedelta(days=1)
    make_article("Old draft", published_at=None)
    make_article("New draft", published_at=None)
    make_article("Day after", published_at=tomorrow + timedelta(days=1))
    make_article("Tomorrow", published_at=tomorrow)
    make_article("Earlier")
    make_article("Later", minutes=1)
    make_article("Withdrawn", withdrawn_at=timezone.now())
    assert desk(admin_client) == {
        "Drafts": ["New draft", "Old draft"],
        "Scheduled": ["Tomorrow", "Day after"],
        "Just published": ["Later", "Earlier"],
    }


def test_a_brief_does_not_stand_among_the_stories_just_published(admin_client):
    make_article("Full")
    make_brief("Short", minutes=1)
    make_brief("Short draft", published_at=None)
    assert desk(admin_client) == {"Drafts": ["Short draft"], "Scheduled": [], "Just published": ["Full"]}


def test_the_time_is_the_sites_own_stamp_with_its_year(admin_client):
    make_article(published_at=NOON)
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert '<time datetime="2020-10-02T12:00:00+04:00">October 2, 2020 - 12:00 AMT</time>' in page


def test_a_scheduled_brief_says_when_it_will_appear(admin_client, time_machine):
    time_machine.move_to(NOON, tick=False)
    make_brief(published_at=NOON + timedelta(hours=1))
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert "October 2, 2020 - 13:00 AMT" in page


def test_the_news_stands_first_then_partner_news_then_the_accounts(admin_client):
    apps = admin_client.get(reverse("admin:index")).context["app_list"]
    assert [app["name"] for app in apps] == ["News", "Partner news", "Accounts"]


def test_each_column_shows_five_stories(admin_client):
    for minutes in range(6):
        make_article(f"Story {minutes}", minutes=minutes)
    assert desk(admin_client)["Just published"] == [f"Story {minutes}" for minutes in (5, 4, 3, 2, 1)]


def test_the_way_to_a_new_article_is_on_the_start_page(admin_client):
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert f'href="{reverse("admin:articles_article_add")}">New article</a>' in page


def test_who_may_not_see_articles_sees_none_on_the_start_page(client):
    client.force_login(User.objects.create_user("accounts", is_staff=True))
    make_article("Rain", published_at=None)
    page = client.get(reverse("admin:index"))
    assert page.context["desk"] == []
    assert "Rain" not in page.content.decode()


def test_the_start_page_costs_three_queries_for_its_three_lists(admin_client, django_assert_num_queries):
    make_article()
    make_article(published_at=None)
    # the session, the user, the three lists
    with django_assert_num_queries(5):
        admin_client.get(reverse("admin:index"))
