"""The lists that readers page through walk an index: no table is scanned, and nothing is sorted."""

import pytest
from django.db import connection
from django.utils import timezone

from articles.database.cursor import Cursor
from articles.models import Article, Author, Correction, Tag
from tests.support.factories import NOON, make_article, make_bylines

pytestmark = pytest.mark.django_db
LISTS = {
    "latest": lambda listed: Article.objects.published(timezone.now()).newest_first(),
    "dispatches": lambda listed: listed.newest_first(),
    "section": lambda listed: listed.in_section(Article.objects.first().section_id).newest_first(),
    "latest of a language": lambda listed: Article.objects.published(timezone.now()).in_language("en").newest_first(),
    "dispatches of a language": lambda listed: listed.in_language("en").newest_first(),
    "section of a language": lambda listed: (
        listed.in_language("en").in_section(Article.objects.first().section_id).newest_first()
    ),
    "tag": lambda listed: listed.tagged(Tag.objects.get().pk).in_language("en").newest_first(),
    "author": lambda listed: listed.by_author(Author.objects.get().pk).in_language("en").newest_first(),
}


def plan(rows):
    """The database's plan of a page of `rows`, were its tables too large to be read."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for step in ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin"):  # what it would do with one row
                cursor.execute(f"SET LOCAL enable_{step} = off")
    return rows[:31].explain()


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="its planner knows that there are fewer corrections")
@pytest.mark.parametrize("language", ["", "en"])
@pytest.mark.parametrize("rows", [Correction.objects.public, Correction.objects.departed], ids=["public", "departed"])
def test_corrections_are_walked_newest_first_and_look_up_their_stories(rows, language):
    for number in range(40):
        make_article(minutes=number)
    Correction.objects.create(article=Article.objects.first(), text="It was two.")
    steps = plan(rows(language=language).values_list("pk", "article__withdrawn_at"))
    assert "correction_made_at" in steps, steps
    for costly in (
        "article_language",
        "article_newest",
        "SCAN articles_article",
        "SCAN U0",
        "Seq Scan on articles_article",
    ):
        assert costly not in steps, steps


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize("name", LISTS)
def test_a_page_of_a_list_is_read_in_the_order_of_an_index(name, deep):
    make_bylines(make_article(tags=["Roads"]), "Anahit")
    rows = LISTS[name](Article.objects.published(timezone.now()).without_briefs())
    if deep:
        rows = rows.before(Cursor(NOON, 1))
    steps = plan(rows)
    assert "index" in steps.lower()
    for costly in ("Sort", "TEMP B-TREE", "SCAN articles_article\n", "Seq Scan on articles_article"):
        assert costly not in f"{steps}\n", steps
