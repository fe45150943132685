"""Every list of the newsroom costs few queries, and none that counts or walks a whole table."""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.database import capped_count
from articles.models import Article, Tag
from tests.support.factories import make_article, make_section
from tests.support.newsroom import LIST, messages_of

pytestmark = pytest.mark.django_db
MODELS = sorted(model._meta.label_lower for model in admin.site._registry)
# But of so many rows at the most: of a part of a table, or of the search's newest matches.
COUNT = re.compile(r"COUNT\(\*\)(?! FROM (?:\(SELECT .* LIMIT \d+\)|recent\)))", re.IGNORECASE | re.DOTALL)


def asked(client, address) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("query", ["", "?q=rain", "?p=1", "?_facets=True"])
@pytest.mark.parametrize("model", MODELS)
def test_no_list_counts_a_whole_table(admin_client, model, query):
    make_article("Rain", tags=["Weather"])
    queries = asked(admin_client, reverse(f"admin:{model.replace('.', '_')}_changelist") + query)
    assert len(queries) < 14  # with the one for the site's languages
    assert not [sql for sql in queries if COUNT.search(sql)]


@pytest.mark.parametrize("query", ["", "?published_at__year=2020", "?published_at__year=2020&published_at__month=10"])
def test_no_date_is_cut_out_of_every_row(admin_client, query):
    make_article()
    queries = asked(admin_client, reverse(LIST) + query)
    assert not [sql for sql in queries if re.search(r"django_datetime_|DATE_TRUNC|MIN\(|MAX\(", sql)]


def test_the_ways_in_by_date_lead_from_years_to_months_to_days(admin_client):
    make_article(published_at="2018-05-31T21:00:00Z")  # June already in the site's zone
    make_article()

    def ways(query=""):
        page = (
            admin_client.get(reverse(LIST) + query).text.partition('<nav class="toplinks">')[2].partition("</nav>")[0]
        )
        return re.findall(r'<a href="\?[^"]*published_at__[^"]*"[^>]*>([^<]*)</a>', page)

    assert ways() == ["2018", "2020"]  # no story is of 2019
    assert ways("?published_at__year=2018") == ["June 2018"]
    assert ways("?published_at__year=2020") == ["October 2020"]
    assert ways("?published_at__year=2020&published_at__month=10")[1:] == ["October 2"]


def test_what_lies_beyond_the_counted_rows_is_said_and_not_acted_upon(admin_client, monkeypatch):
    monkeypatch.setattr(capped_count, "CAP", 3)
    section = make_section("Roads")
    for _ in range(4):
        make_article()
    page = admin_client.get(reverse(LIST))
    assert "3+ articles: search or filter to reach the others" in page.text
    assert 'class="question hidden"' not in page.text
    data = {"action": "move", "select_across": "1", "_selected_action": [1], "index": 0, "answer": section.pk}
    page = admin_client.post(reverse(LIST), data, follow=True)
    assert messages_of(page)[0].startswith("More than")
    assert not Article.objects.in_section(section).exists()


def test_a_frequent_tags_stories_are_those_of_the_tag(admin_client, monkeypatch):
    monkeypatch.setattr("articles.admin.article.changelist.filters.CAP", 1)
    stories = [make_article(tags=["Rain"]) for _ in range(3)]
    make_article(tags=["Snow"])
    rows = admin_client.get(reverse(LIST), {"tag": Tag.objects.get(name="Rain").pk}).context["cl"].result_list
    assert {row.pk for row in rows} == {story.pk for story in stories}


def test_a_draft_and_a_withdrawn_story_are_found_by_words_that_stand_in_no_index(admin_client):
    make_article("Heavy rain", published_at=None)
    make_article("Rainy days", withdrawn_at="2020-10-03T00:00:00Z")
    make_article("Rain comes", published_at="2099-01-01T00:00:00Z")
    make_article("Snow")
    rows = admin_client.get(reverse(LIST), {"q": "rain"}).context["cl"].result_list
    assert {row.headline for row in rows} == {"Heavy rain", "Rainy days", "Rain comes"}
