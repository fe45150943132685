"""The photos of stories and of their versions survive 0017, which puts a table in the place of a key, both ways."""

import pytest
from django.core.management import call_command
from django.db import connection

from articles.database import edition, triggers
from articles.models import Article, PhotoUse, ShownPhoto
from tests.support.factories import make_article, make_photo, show

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_back_to_this_release")]
BEFORE = "0016_story_type_and_language"


@pytest.fixture
def _back_to_this_release():
    yield
    call_command("migrate", verbosity=0)


def ask(statement: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def write_as_before(statement: str, *values) -> None:
    """Write to the articles as they were, without the triggers of this release, which read columns to come."""
    if connection.vendor == "sqlite":
        triggers.make_way(connection, edition.TABLE)  # `migrate` makes them again
        ask(statement, *values)
    else:
        ask("ALTER TABLE articles_article DISABLE TRIGGER USER")
        ask(statement, *values)
        ask("ALTER TABLE articles_article ENABLE TRIGGER USER")


def test_a_key_becomes_a_use_and_a_version_keeps_its_photo():
    bridge, tunnel = make_photo(alt="A bridge"), make_photo(alt="A tunnel")
    story, plain = make_article("Bridge opens", photo=bridge), make_article("Rain")
    call_command("migrate", "articles", BEFORE, verbosity=0)
    write_as_before("UPDATE articles_article SET photo_id = %s WHERE id = %s", tunnel.pk, story.pk)
    call_command("migrate", verbosity=0)
    assert PhotoUse.objects.shown_in(story.pk) == [ShownPhoto(tunnel.pk)]
    assert PhotoUse.objects.shown_in(plain.pk) == []
    assert [version.shown_photos for version in story.history.all()] == [[ShownPhoto(bridge.pk)]]
    assert [version.shown_photos for version in plain.history.all()] == [[]]


def test_a_photo_of_a_story_from_before_can_be_deleted():
    story = make_article("Bridge opens", photo=make_photo())
    call_command("migrate", "articles", BEFORE, verbosity=0)
    call_command("migrate", verbosity=0)
    Article.objects.get().lead_photo.photo.delete()
    assert PhotoUse.objects.shown_in(story.pk) == []


def test_backwards_the_first_photo_is_the_key():
    bridge, tunnel = make_photo(alt="A bridge"), make_photo(alt="A tunnel")
    story, plain = make_article("Bridge opens"), make_article("Rain")
    show(story, bridge, tunnel, caption="Open at last")
    call_command("migrate", "articles", BEFORE, verbosity=0)
    found = ask("SELECT id, photo_id FROM articles_article ORDER BY id")
    assert found == [(story.pk, bridge.pk), (plain.pk, None)]
    assert ask("SELECT photo_id FROM articles_historicalarticle ORDER BY id") == [(bridge.pk,), (None,)]


def test_a_run_that_was_stopped_can_be_repeated():
    bridge = make_photo(alt="A bridge")
    story = make_article("Bridge opens", photo=bridge)
    if connection.vendor == "postgresql":  # on SQLite all of it is one transaction
        call_command("migrate", "articles", BEFORE, verbosity=0)
        call_command("migrate", "articles", "0017_photo_uses", verbosity=0)
        ask("DELETE FROM django_migrations WHERE app = 'articles' AND name = '0017_photo_uses'")
        ask("DELETE FROM articles_photouse")
    call_command("migrate", verbosity=0)
    assert PhotoUse.objects.shown_in(story.pk) == [ShownPhoto(bridge.pk)]
