"""Migration 0016: what rows of the release before become, on both databases."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article, Seed
from tests.support.factories import NOON, make_article

BEFORE, AFTER = "0015", "0016"
ROWS = {
    "story": {"body": "<p>It rains. It pours.</p>", "summary": "It rains."},
    "written": {"body": "<p>It rains. It pours.</p>", "summary": "A wet day."},
    "cut elsewhere": {"body": "<p>Mr. B. won. He is 12.</p>", "summary": "Mr. B."},
    "russian": {"body": "<p>В Гюмри идёт дождь. Он льёт.</p>", "summary": "В Гюмри идёт дождь."},
    "brief": {"body": "", "summary": "Named by a sidebar.", "time_known": False},
    "flash": {"body": "", "summary": ""},
}


def migrate(to: str) -> None:
    call_command("migrate", "articles", to, verbosity=0)


@pytest.fixture
def old_rows(transactional_db):
    """Rows as the release before had them, by name; their ids."""
    section = make_article("Already there").section
    migrate(BEFORE)
    state = MigrationExecutor(connection).loader.project_state([("articles", "0015_photo_chores")])
    old = state.apps.get_model("articles", "Article")
    fields = {"slug": "x", "source": "", "published_at": NOON, "section_id": section.pk}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # triggers of this release, which read the columns to come
            cursor.execute("ALTER TABLE articles_article DISABLE TRIGGER USER")
    ids = {name: old.objects.create(headline=name, **{**fields, **row}).pk for name, row in ROWS.items()}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE articles_article ENABLE TRIGGER USER")
    state.apps.get_model("articles", "HistoricalArticle").objects.create(
        **{**fields, **ROWS["story"]}, id=ids["story"], headline="story", history_date=NOON, history_type="+"
    )
    yield ids
    call_command("migrate", verbosity=0)


def test_rows_keep_what_readers_see_and_get_type_and_language(old_rows):
    migrate(AFTER)
    call_command("migrate", verbosity=0)
    found = {one.headline: one for one in Article.objects.filter(pk__in=old_rows.values())}
    told = {name: (one.story_type, one.summary, one.blurb, one.language) for name, one in found.items()}
    assert told == {
        "story": ("story", "", "It rains.", "en"),
        "written": ("story", "A wet day.", "A wet day.", "en"),
        "cut elsewhere": ("story", "", "Mr. B. won.", "en"),
        "russian": ("story", "", "В Гюмри идёт дождь.", "ru"),
        "brief": ("brief", "Named by a sidebar.", "Named by a sidebar.", "en"),
        "flash": ("flash", "", "", "en"),
    }
    assert {one.headline: one.pk for one in found.values()} == old_rows
    version = Article.history.get(id=old_rows["story"], history_type="+")
    assert (version.summary, version.opening, version.story_type) == ("", "It rains.", "story")


def test_the_way_back_gives_the_summary_back(old_rows):
    migrate(AFTER)
    migrate(BEFORE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT headline, summary FROM articles_article WHERE headline IN ('story', 'flash')")
        assert dict(cursor.fetchall()) == {"story": "It rains.", "flash": ""}


def test_a_blurb_of_the_agency_stays_the_summary(old_rows):
    Seed.objects.create(article_id=old_rows["cut elsewhere"], key="k", blurb="Mr. B.")
    migrate(AFTER)
    call_command("migrate", verbosity=0)
    assert Article.objects.get(pk=old_rows["cut elsewhere"]).summary == "Mr. B."
