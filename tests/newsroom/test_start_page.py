"""The newsroom's start page: what waits, what is out, and the way to a new article."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from django.utils import timezone

from articles.models import FrontSlot, ImportRun
from portal.partners.models import Partner
from tests.support.factories import NOON, make_article, make_brief, make_flash, make_top_story

pytestmark = pytest.mark.django_db


def desk(client) -> dict[str, list[str]]:
    """The headlines on the start page, by the title of their column; without the column of what ends."""
    columns = client.get(reverse("admin:index")).context["desk"]
    return {
        column["title"]: [article.headline for article in column["articles"]]
        for column in columns
        if "articles" in column
    }


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


def test_a_scheduled_flash_says_when_it_will_appear(admin_client, time_machine):
    time_machine.move_to(NOON, tick=False)
    make_flash(published_at=NOON + timedelta(hours=1))
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert "October 2, 2020 - 13:00 AMT" in page


def test_the_news_stands_first_then_partner_news_then_the_accounts_and_the_log(admin_client):
    apps = admin_client.get(reverse("admin:index")).context["app_list"]
    assert [app["name"] for app in apps] == [
        "News",
        "Partner news",
        "Messages from readers",
        "Accounts",
        "Log",
        "Failed log-ins",
    ]


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


def test_ones_own_drafts_stand_first_and_say_so(admin_client, admin_user):
    for headline, account in (("Mine", admin_user), ("Theirs", None), ("Mine, newer", admin_user), ("Imported", None)):
        make_article(headline, published_at=None).history.update(history_user=account)
    assert desk(admin_client)["Drafts"] == ["Mine, newer", "Mine", "Imported", "Theirs"]
    assert admin_client.get(reverse("admin:index")).text.count("<b>yours</b>") == 2


def test_a_reporter_sees_no_unfinished_story_of_others_and_nothing_to_curate(client):
    reporter = User.objects.create_user("ani", is_staff=True)
    reporter.groups.set(Group.objects.filter(name="Reporter"))
    client.force_login(reporter)
    make_article("Mine", published_at=None).history.update(history_user=reporter)
    make_article("Theirs", published_at=None)
    make_article("Waits", published_at=timezone.now() + timedelta(days=1))
    make_article("Public")
    page = client.get(reverse("admin:index"))
    assert [column["key"] for column in page.context["desk"]] == ["draft", "scheduled", "published"]
    assert desk(client) == {"Drafts": ["Mine"], "Scheduled": [], "Just published": ["Public"]}
    assert "New article" in page.text


def standing(client) -> list[tuple]:
    """Headline, place and whether it is over, of each row of the column of what ends."""
    columns = client.get(reverse("admin:index")).context["desk"]
    [column] = [column for column in columns if column["key"] == "ending"]
    return [(row.article.headline, row.place_name, row.over) for row in column["standing"]]


def test_what_ends_within_a_day_stands_first_then_what_is_over(admin_client, time_machine):
    time_machine.move_to(NOON, tick=False)
    ends = {"Long over": -2, "Over": 0, "In a day": 24, "Tomorrow": 25, "In an hour": 1, "For ever": None}
    for position, (headline, hours) in enumerate(ends.items(), start=1):
        until = None if hours is None else NOON + timedelta(hours=hours)
        make_top_story(make_article(headline), until=until, position=position)
    FrontSlot.objects.create(place=0, article=make_article("Led"), until=NOON + timedelta(hours=2))
    assert standing(admin_client) == [
        ("In an hour", "Top stories", False),
        ("Led", "Lead", False),
        ("In a day", "Top stories", False),
        ("Over", "Top stories", True),
        ("Long over", "Top stories", True),
    ]
    page = admin_client.get(reverse("admin:index")).text
    desk = reverse("admin:articles_front_changelist")
    assert f'<a href="{desk}">Ending on the front page</a>' in page
    for headline, part in (("Led", "zone-0"), ("Over", "zone-top")):
        assert f'<a href="{desk}#{part}">{headline}</a>' in page
        assert f'id="{part}"' in admin_client.get(desk).text
    assert 'Lead, until <time datetime="2020-10-02T14:00:00+04:00">October 2, 2020 - 14:00 AMT</time>' in page
    assert '<span class="state">over</span> since <time datetime="2020-10-02T12:00:00+04:00">' in page


def test_who_may_not_arrange_the_front_page_reads_nothing_of_what_ends_there(client):
    account = User.objects.create_user("looks", is_staff=True)
    seen = ["view_front", "view_topstory", "view_frontslot"]
    account.user_permissions.set(Permission.objects.filter(codename__in=seen))
    client.force_login(account)
    make_top_story(make_article("Top"), until=NOON, position=1)
    assert client.get(reverse("admin:index")).context["desk"] == []


def test_the_start_page_costs_a_query_for_each_of_its_lists(admin_client, django_assert_num_queries):
    make_top_story(make_article(), until=NOON)
    make_article(published_at=None)
    FrontSlot.objects.create(place=0, article=make_article(), until=NOON)
    # the session, the user, what waits, notes, unsaved texts and open forms, the site's languages, stories in
    # three lists, Top stories and slots, their stories, the last import, readers' messages, failing feeds,
    # breaking news
    with django_assert_num_queries(13):
        admin_client.get(reverse("admin:index"))


def test_the_last_import_says_how_it_went_and_what_it_rejected(admin_client):
    ImportRun.objects.create(started_at=NOON, ended_at=NOON, counts={"created": 99})
    rejects = [["bad.txt", "line 2: no stamp"]]
    counts = {"created": 1200, "updated": 0, "rejected": 4}
    ImportRun.objects.create(started_at=NOON, ended_at=NOON, counts=counts, rejects=rejects)
    page = " ".join(admin_client.get(reverse("admin:index")).text.split())
    assert "1,200 created, 4 rejected" in page
    assert "bad.txt" in page
    assert "line 2: no stamp" in page
    assert "and 3 more rejected" in page
    assert "99 created" not in page


@pytest.mark.parametrize(
    ("ended", "failure", "word"),
    [(None, "", "running"), (NOON, "", "done"), (NOON, "The disk is full.", "ended early")],
)
def test_the_last_import_says_whether_it_ended(admin_client, ended, failure, word):
    ImportRun.objects.create(started_at=NOON, ended_at=ended, failure=failure)
    page = admin_client.get(reverse("admin:index")).text
    assert f">{word}</span>" in page
    assert failure in page


def test_a_reporter_reads_nothing_of_imports(client):
    reporter = User.objects.create_user("ani", is_staff=True)
    reporter.groups.set(Group.objects.filter(name="Reporter"))
    client.force_login(reporter)
    ImportRun.objects.create(started_at=NOON, failure="The disk is full.")
    assert "The disk is full." not in client.get(reverse("admin:index")).text


def make_feed(name: str, **fields) -> Partner:
    site, feed = "https://ararat.example/", "https://ararat.example/feed"
    return Partner.objects.create(name=name, site_url=site, feed_url=feed, **fields)


def in_trouble(client) -> list[str]:
    """The partners in the column of feeds in trouble; none when there is no such column."""
    columns = client.get(reverse("admin:index")).context["desk"]
    return [partner.name for column in columns for partner in column.get("partners", [])]


def test_feeds_that_fail_are_overdue_or_gone_are_in_trouble_the_longest_first(admin_client):
    now = timezone.now()
    make_feed("Fetched", last_success=now, next_fetch=now + timedelta(minutes=9))
    make_feed("New")
    make_feed("Due", last_success=now, next_fetch=now - timedelta(minutes=59))
    assert in_trouble(admin_client) == []
    make_feed("Off", active=False, last_error="it answers 500")
    make_feed("Overdue", last_success=now - timedelta(hours=2), next_fetch=now - timedelta(minutes=61))
    make_feed("Failing", last_success=now - timedelta(hours=3), last_error="it answers 500")
    make_feed("Gone", active=False, last_error="Switched off: the feed is gone.")
    assert in_trouble(admin_client) == ["Gone", "Failing", "Overdue"]
    page = admin_client.get(reverse("admin:index")).text
    assert "it answers 500" in page
    assert "does fetch_partners run?" in page


@pytest.mark.parametrize(("role", "seen"), [("Editor", []), ("Chief editor", ["Failing"])])
def test_only_who_can_put_a_feed_right_reads_of_it(client, settings, role, seen):
    settings.NEWSROOM_SECOND_FACTOR = "off"
    account = User.objects.create_user("ani", is_staff=True)
    account.groups.set(Group.objects.filter(name=role))
    client.force_login(account)
    make_feed("Failing", last_error="it answers 500")
    assert in_trouble(client) == seen
