"""Stories whose language was judged by a text that leaves doubt are listed in the newsroom, until somebody looks."""

import importlib
from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Language
from tests.support.factories import make_article, make_brief

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
CLEAR = "<p>The ministers met on Friday and signed the agreement.</p>"
UNCLEAR = {"headline": "Macron, Merz, Tusk", "body": ""}


@pytest.fixture
def several():
    return Language.objects.create(tag="ru")


def doubtful():
    return list(Article.objects.filter(language_doubtful=True))


def listed(client, query="?language=doubtful"):
    return list(client.get(f"{LIST}{query}").context["cl"].result_list)


def test_a_story_is_in_doubt_if_its_text_is():
    story = make_article(**UNCLEAR)
    make_article("Ministers meet", body=CLEAR)
    assert doubtful() == [story]


def test_a_language_that_somebody_says_is_none():
    make_article(**UNCLEAR, language="fr")
    assert doubtful() == []
    story = make_article(**UNCLEAR)
    story.language = "fr"
    story.save()
    assert doubtful() == []


def test_a_text_that_becomes_clear_ends_it():
    story = make_article(**UNCLEAR)
    story.body = CLEAR
    story.save()
    assert doubtful() == []


def test_what_was_confirmed_stays_so_while_the_language_is_the_same():
    story = make_article(**UNCLEAR)
    Article.objects.update(language_doubtful=False)
    story.refresh_from_db()
    story.headline = "Macron, Merz"
    story.save()
    assert doubtful() == []


def test_the_list_shows_them(admin_client, several):
    story = make_article(**UNCLEAR)
    make_article("Ministers meet", body=CLEAR)
    assert listed(admin_client) == [story]
    assert "In doubt" in admin_client.get(LIST).text


def test_an_editor_confirms_many_at_once(admin_client, several):
    first, second = make_article(**UNCLEAR), make_article("Merz, Macron", body="")
    versions = Article.history.count()
    sent = {"action": "language_is_right", "_selected_action": [first.pk]}
    page = admin_client.post(LIST, sent, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["1 story is no longer in doubt."]
    assert doubtful() == [second]
    assert Article.history.count() == versions


def test_a_site_of_one_language_shows_no_trace_of_it(admin_client):
    make_article(**UNCLEAR)
    page = admin_client.get(LIST).text
    assert "In doubt" not in page
    assert "Language is right" not in page


def test_the_filter_reads_an_index(several):
    rows = Article.objects.filter(language_doubtful=True).order_by("-published_at", "-id")
    if connection.vendor == "sqlite":
        assert "article_language_doubtful" in rows.explain()


def test_the_command_that_opens_a_language_says_how_many(several):
    def said():
        out = StringIO()
        call_command("open_language", "ru", stdout=out)
        return out.getvalue()

    assert "doubt" not in said()
    make_article(**UNCLEAR)
    assert "The language of 1 story is in doubt" in said()
    make_article("Merz, Macron", body="")
    assert "The language of 2 stories is in doubt" in said()


def test_the_migration_marks_those_that_nobody_has_looked_at():
    story, stated = make_article(**UNCLEAR), make_article("Merz, Macron", body="", language="fr")
    make_article("Ministers meet", body=CLEAR)
    make_brief("Tusk, Merz")
    Article.objects.update(language_doubtful=False)
    migration = importlib.import_module("articles.migrations.0025_language_doubtful")
    migration.fill(apps, SimpleNamespace(connection=connection))
    assert doubtful() == [story]
    assert not Article.objects.get(pk=stated.pk).language_doubtful


@pytest.mark.parametrize(
    ("line_2", "text", "expected"),
    [
        ("", "Merz, Macron, Tusk.", True),
        (" language fr\n", "Merz, Macron, Tusk.", False),
        ("", "The ministers met on Friday and signed the agreement.", False),
    ],
)
def test_an_import_says_so_of_what_it_judges(tmp_path, line_2, text, expected):
    seed = f" date 2020-10-02 Macron, Merz, Tusk\n{line_2}October 2, 2020 - 12:00 AMT\n{text}\n"
    (tmp_path / "1.txt").write_text(seed)
    import_seeds([tmp_path], Vocabulary.load(settings.SEED_VOCABULARY))
    assert Article.objects.get().language_doubtful == expected
