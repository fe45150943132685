"""The list of articles: what it shows, finds and costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.database import capped_count
from articles.models import Tag
from tests.support.factories import NOON, make_article, make_brief, make_flash, make_section
from tests.support.newsroom import LIST

pytestmark = pytest.mark.django_db


def rows(client, **query) -> list[str]:
    """The headlines that the list shows for the query."""
    return [article.headline for article in client.get(reverse(LIST), query).context["cl"].result_list]


@pytest.fixture
def one_of_each():
    make_article("A draft", published_at=None)
    make_article("A scheduled one", published_at=timezone.now() + timedelta(days=1))
    make_article("A public one")
    make_article("A withdrawn one", withdrawn_at=NOON)


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize(
    ("state", "headline"),
    [
        ("draft", "A draft"),
        ("scheduled", "A scheduled one"),
        ("published", "A public one"),
        ("withdrawn", "A withdrawn one"),
    ],
)
def test_stories_are_filtered_by_state_and_marked_with_it(admin_client, state, headline):
    assert rows(admin_client, state=state) == [headline]
    page = admin_client.get(reverse(LIST), {"state": state}).content.decode()
    assert f'<span class="state state-{state}">{state}</span>' in page


@pytest.mark.usefixtures("one_of_each")
def test_an_unknown_state_filters_nothing(admin_client):
    assert len(rows(admin_client, state="lost")) == 4


def test_stories_are_filtered_by_section_and_type(admin_client):
    make_article("Full", section=make_section("Sport"))
    make_brief("Short", section=make_section("World"))
    make_flash("Now", section=make_section("Sport"))
    assert rows(admin_client, type="brief") == ["Short"]
    assert rows(admin_client, type="story") == ["Full"]
    assert rows(admin_client, type="flash") == ["Now"]
    assert rows(admin_client, section__id__exact=make_section("World").pk) == ["Short"]


def test_the_list_of_tags_leads_to_the_stories_of_a_tag(admin_client):
    make_article("Tagged", tags=["Gyumri"])
    make_article("Not tagged")
    address = f"{reverse(LIST)}?tag={Tag.objects.get().pk}"
    assert f'<a href="{address}">1</a>' in admin_client.get(reverse("admin:articles_tag_changelist")).content.decode()
    assert rows(admin_client, tag=Tag.objects.get().pk) == ["Tagged"]


def test_headlines_and_summaries_are_searched(admin_client):
    make_article("Rain in Gyumri")
    make_article("Weather", summary="Snow is expected.")
    assert rows(admin_client, q="gyumri") == ["Rain in Gyumri"]
    assert rows(admin_client, q="snow") == ["Weather"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, []),
        ({"o": "4", "p": "1"}, []),
        ({"q": "rain"}, ["1 found"]),
        ({"q": "hail"}, ["0 found"]),
        ({"state": "draft"}, ["1 found"]),
        ({"published_at__year": "2020"}, ["2 found"]),
    ],
)
def test_how_many_were_found_is_said_only_where_something_was_asked_for(admin_client, query, said):
    make_article("Rain")
    make_article("Snow")
    make_article("Wind", published_at=None)
    page = admin_client.get(reverse(LIST), query).text
    assert re.findall(r'<span class="small quiet">(.*) \(<a href="\?">Show all</a>\)</span>', page) == said
    assert page.count("Show all") == len(said)


def test_where_more_were_found_than_anybody_counts_the_number_says_so(admin_client, monkeypatch):
    monkeypatch.setattr(capped_count, "CAP", 1)
    make_article("Rain")
    make_article("Rain again")
    assert "1+ found" in admin_client.get(reverse(LIST), {"q": "rain"}).text


def test_the_time_is_that_of_the_sites_clock(admin_client):
    make_article(published_at=NOON)
    page = admin_client.get(reverse(LIST)).content.decode()
    assert '<td class="field-stamp">October 2, 2020 - 12:00 AMT</td>' in page


def test_the_time_of_an_imported_brief_is_not_shown_since_it_only_orders_lists(admin_client):
    make_brief(published_at=NOON, time_known=False)
    assert "12:00 AMT" not in admin_client.get(reverse(LIST)).content.decode()


def test_the_time_of_a_flash_is_shown(admin_client):
    make_flash(published_at=NOON)
    assert "October 2, 2020 - 12:00 AMT" in admin_client.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({}, ["New draft", "Old draft", "Later", "Earlier"]),
        ({"o": "-4"}, ["New draft", "Old draft", "Later", "Earlier"]),
        ({"o": "4"}, ["Earlier", "Later", "New draft", "Old draft"]),
    ],
    ids=["unasked", "newest first", "oldest first"],
)
def test_drafts_stand_before_the_newest_on_every_database(admin_client, order, expected):
    make_article("Old draft", published_at=None)
    make_article("Earlier")
    make_article("Later", minutes=1)
    make_article("New draft", published_at=None)
    assert rows(admin_client, **order) == expected


def test_the_list_costs_as_many_queries_for_fifty_stories_as_for_one_and_reads_no_text(admin_client):
    make_article(tags=["Gyumri"])
    with CaptureQueriesContext(
        connection,
    ) as one:
        admin_client.get(reverse(LIST))
    for _ in range(49):
        make_article(tags=["Gyumri", "Rain"])
    with CaptureQueriesContext(connection) as fifty:
        admin_client.get(reverse(LIST))
    assert len(fifty) == len(one) < 12
    assert not [query for query in fifty.captured_queries if '."body"' in query["sql"]]
