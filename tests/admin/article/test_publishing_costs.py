"""What a press of Publish now or Save costs: few queries, and none that reads every story."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Front
from articles.models.sent_form import new_token
from tests.support.factories import make_article, make_bylines, make_top_story
from tests.support.newsroom import CHANGE, article_fields, save
from tests.support.plans import fill_and_analyze, full_scans

pytestmark = pytest.mark.django_db
PAGES = [
    "admin:index",
    "admin:articles_front_changelist",
    "admin:articles_frontslot_changelist",
    "admin:articles_topstory_changelist",
    "admin:articles_article_add",
    "articles:front",
]


@pytest.fixture
def editor(client):
    account = User.objects.create_user("anna", is_staff=True)
    account.groups.add(Group.objects.get(name="Editor"))
    client.force_login(account)
    return client


@pytest.mark.parametrize("button", ["_publish", "_save"])
def test_no_story_is_looked_for_among_all_while_nothing_is_placed(editor, button):
    article = make_article("Rain", published_at=None, tags=["Weather"])
    fill_and_analyze()
    assert full_scans(lambda: save(editor, article, button)) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_placed_stories_reads_all_stories_while_nothing_is_placed(editor, name, unprepared):
    fill_and_analyze()
    assert full_scans(lambda: editor.get(reverse(name))) == []


def test_nor_while_something_is_placed_and_the_database_does_not_know_it_yet(editor):
    fill_and_analyze()
    top = make_top_story(make_article("Snow"))
    assert full_scans(lambda: save(editor, top.article, headline="Sleet")) == []


def publish(client, headline: str) -> list[str]:
    """Publish a story that has tags and an author, by a whole form, and return the queries."""
    article = make_article(headline, published_at=None, tags=["Weather", "Roads"])
    make_bylines(article, "Anahit")
    byline = article.bylines.get()
    rows = {
        "TOTAL_FORMS": 1,
        "INITIAL_FORMS": 1,
        "0-id": byline.pk,
        "0-article": article.pk,
        "0-position": byline.position,
    }
    rows |= {"0-author": byline.author_id}
    fields = {f"bylines-{name}": value for name, value in rows.items()} | {
        "once": new_token(),
        "_form": "form-12345678",
    }
    data = article_fields(article, **fields) | {"_publish": "1"}
    with CaptureQueriesContext(connection) as queries:
        assert client.post(reverse(CHANGE, args=[article.pk]), data).status_code == 302
    article.refresh_from_db()
    assert (article.state, article.bylines.get(), article.tags.count()) == (Article.State.PUBLISHED, byline, 2)
    return [query["sql"] for query in queries.captured_queries]


def test_publishing_takes_at_most_25_queries(editor):
    publish(editor, "Rain in Gyumri")  # which also finds out what the database can do
    queries = publish(editor, "Two bridges open")
    assert len(queries) <= 25, "\n".join(queries)


def test_the_record_of_the_front_page_is_read_for_a_placed_story_alone(editor):
    assert not [sql for sql in publish(editor, "Rain in Gyumri") if 'FROM "articles_front"' in sql]
    top = make_top_story()
    save(editor, top.article, headline="Sleet")
    assert Front.objects.get(by__username="anna").arrangement.top[0].headline == "Sleet"
