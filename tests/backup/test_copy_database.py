"""`manage.py copy_database`: from one database into another, each row under its number."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from articles import search
from articles.database import day_counts, edition
from articles.models import (
    Article,
    Author,
    AuthorName,
    DeletedStory,
    EditorLanguage,
    Embed,
    FileChore,
    Language,
    MailChoice,
    NotVersions,
    Photo,
    PreviewLink,
    ReplacedRow,
    Replacement,
    SectionName,
    TaggedArticle,
    TagName,
    TopStory,
    Translation,
    TranslationGroup,
)
from articles.models.handover.handing_over import take_step, write_note
from articles.models.handover.note import Step
from articles.models.preview_link import make_link
from articles.search.query_parser import parse
from portal.backup import copy_database as copying
from portal.backup.copy_database import copy_database
from portal.backup.databases import BackupError
from portal.contact.models import Message
from portal.readership.models import LogPosition, MostRead, StoryReads, hour_of
from tests.support.databases import all_rows, other_database, site_database, sqlite_database
from tests.support.factories import (
    make_article,
    make_breaking,
    make_bylines,
    make_photo,
    make_site_page,
    make_top_story,
    make_topic_page,
)
from tests.support.files import make_file, show_files
from tests.support.servers import environment, run

pytestmark = pytest.mark.django_db(transaction=True)
# What a database makes for itself: its edition, its migrations' moments, the inside of SQLite's search index, and the
# counts of its days, among which a day that has become empty may stay.
NOT_COPIED = (
    "articles_edition",
    "articles_daycount",
    "django_migrations",
    "articles_search_data",
    "articles_search_idx",
)


@pytest.fixture
def sqlite(tmp_path):
    """The alias of a SQLite database without stories; the last test begins with an empty one."""
    with sqlite_database(tmp_path, migrated=True) as alias:
        yield alias


@pytest.fixture
def other(tmp_path):
    """The alias of a database of the tests' kind without stories."""
    with other_database(tmp_path, migrated=True) as alias:
        yield alias


@pytest.fixture
def story():
    """The public story of a site with accounts, versions, photos, and numbers that are not given again."""
    anahit = User.objects.create_superuser("anahit", password="a long password")
    anahit.groups.add(Group.objects.create(name="Night desk"))
    Permission.objects.create(
        name="Can sleep", codename="sleep", content_type=ContentType.objects.get_for_model(Article)
    )
    story = make_article("Bridge opens in Գորիս", tags=["Weather"], photo=make_photo(added_by=anahit))
    make_bylines(story, "Anahit", "Tigran")
    Author.objects.sign_as(anahit, "Anahit")
    make_top_story(story)
    story.headline = "Bridge opens"
    story.save()
    make_article("Withdrawn").withdraw("why not")
    make_language(story)
    make_article("Draft", published_at=None).delete()
    return story


def make_language(story):
    """Open a language with names in it, a version of the story and a draft."""
    Language.objects.create(tag="ru", site_name="Новости").open()
    SectionName.objects.create(section=story.section, language="ru", name="Край")
    TagName.objects.create(tag=story.tags.get(), language="ru", name="Погода")
    AuthorName.objects.create(author=Author.objects.first(), language="ru", name="Анаит")
    group = TranslationGroup.objects.create()
    version = make_article("Мост открыт", language="ru", tags=["Weather"])
    Article.objects.filter(pk__in=[story.pk, version.pk]).update(translation_group=group)
    Translation.objects.create(article=version, source=story, source_version=story.text_version)
    EditorLanguage.objects.choose(User.objects.get(username="anahit"), ["ru"])
    draft = make_article("Черновик", language="ru", tags=["Weather"], published_at=None)
    anahit = User.objects.get()
    take_step(draft, anahit, Step.ASSIGNED, to=anahit, text="Գրիր", due_at=timezone.now())
    write_note(draft, User.objects.create_superuser("gor"), "@anahit")
    MailChoice.objects.choose(anahit, wanted=True)
    NotVersions.objects.say(draft.pk, story.pk, by=None)
    TopStory.objects.create(article=version, language="ru")
    make_site_page("about", "ru", title="О нас")
    make_site_page("contact", on_site=False)
    StoryReads.objects.add({(version.pk, hour_of(timezone.now())): 7})
    MostRead.objects.create(language="ru", position=1, story=version.pk, made_at=timezone.now())
    LogPosition.objects.create(log="one:/var/log/portal.log", inode=2**63 - 1, position=10)
    run = Replacement.objects.create(
        looked_for="Arman", written="Armen", places=1, left=[["Rain", "/a/", "It is open."]]
    )
    ReplacedRow.objects.create(replacement=run, kind="photo", number=7, title="Мост", places=1, before={"alt": "Арман"})
    DeletedStory.objects.create(number=2**40, headline="Գորիս", section="Region", version=3, authors=[1, 2])
    Message.objects.create(text="Where is the bridge?", done_at=timezone.now(), done_by=anahit)
    make_article("A video", body="<p>https://youtu.be/dQw4w9WgXcQ</p>")
    Embed.objects.update(title="Dogs", author="A channel", picture="embeds/a.jpg", picture_width=64, picture_height=48)
    make_breaking("Мост открыт", "ru", by=anahit, article=version)
    gone = Article(pk=1_000_000)  # its number stays
    make_breaking("Quake shakes Gyumri", by=anahit, article=gone)
    make_breaking("Bridge opens", by=anahit)
    film = make_file(
        "film.mp4", title="The bridge", captions=("hy",), transcript="Words.", poster=Photo.objects.first()
    )
    show_files(version, film)
    FileChore.objects.create(media_file=film.pk, name="files/2026/11/old.mp4", due_at=timezone.now())
    make_topic_page("Weather", "ru", facts="Снег: до мая", lead=version, photo=Photo.objects.first())


def test_a_preview_link_keeps_its_name_its_maker_and_its_end(story, sqlite):
    link = make_link(make_article("Draft", published_at=None), User.objects.get(username="anahit"))
    PreviewLink.objects.end(link.by)
    link.refresh_from_db()
    copy_database("default", sqlite)
    copied = PreviewLink.objects.using(sqlite).get()
    fields = ("pk", "article_id", "by_id", "name", "until", "openings", "revoked_at", "revoked_by_id")
    assert [getattr(copied, one) for one in fields] == [getattr(link, one) for one in fields]


def test_there_and_back_every_row_is_the_same(story, sqlite, other):
    before = all_rows("default", but=NOT_COPIED)
    there = copy_database("default", sqlite)
    back = copy_database(sqlite, other)
    assert all_rows(other, but=NOT_COPIED) == before
    of_tag = TaggedArticle.objects.using(other).order_by("content_object")
    assert list(of_tag.values_list("site_language", flat=True)) == ["en", "ru", "ru"]
    russian = search.Scope(language="ru")
    assert len(search.numbers(connections[other], parse("мост"), russian)) == 1
    assert day_counts.in_days({1: (date(2020, 10, 2), date(2020, 10, 3))}, "ru", using=other) == {1: 1}
    assert there == back > 100


COPY = "from django.core.management import call_command; call_command('copy_database')"
SITE_WITH_A_STORY = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.support.factories import make_article
make_article("Rain", tags=["Weather"])
"""
HEADLINES = """
from articles.models import Article
print([(story.headline, [tag.name for tag in story.tags.all()]) for story in Article.objects.all()])
"""


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs both kinds")
def test_from_either_kind_into_an_empty_database_of_the_other(tmp_path):
    """In processes of their own: the target's migrations run while the default database is of the other kind."""
    first, last = (f"sqlite:///{tmp_path / name}.sqlite3" for name in ("first", "last"))
    with site_database(tmp_path, migrated=False) as middle:
        run(environment(tmp_path, first), SITE_WITH_A_STORY)
        run(environment(tmp_path, first) | {"COPY_DATABASE_TO": middle}, COPY)
        run(environment(tmp_path, middle) | {"COPY_DATABASE_TO": last}, COPY)
        for address in (middle, last):
            assert run(environment(tmp_path, address), HEADLINES) == "[('Rain', ['Weather'])]\n"


def test_every_migration_asks_the_database_that_it_runs_on():
    """A migration that imports the default connection is wrong on every other one."""
    for app in apps.get_app_configs():
        for path in Path(app.path).glob("migrations/*.py"):
            if settings.BASE_DIR in path.parents and ".venv" not in path.parts:
                assert not re.search(r"django\.db import .*\bconnections?\b", path.read_text()), path


def test_each_table_is_reported_with_its_rows(story, sqlite):
    lines = []
    copy_database("default", sqlite, report=lines.append)
    assert "articles_article: 5 rows, identical in both" in lines
    assert "auth_user: 2 rows, identical in both" in lines


def test_afterwards_the_search_finds_and_the_edition_moves(story, sqlite, other):
    copy_database("default", sqlite)
    copy_database(sqlite, other)
    for alias in (sqlite, other):
        assert search.numbers(connections[alias], parse("bridges")) == [story.pk]
        before = edition.current(using=alias)
        Article.objects.using(alias).filter(pk=story.pk).update(headline="Tunnel opens")
        assert edition.current(using=alias) != before


def test_new_rows_take_the_numbers_after_the_last_that_was_ever_given(story, sqlite, other):
    last = Article.objects.latest("pk").pk + 1  # the draft's, which is deleted
    copy_database("default", sqlite)
    copy_database(sqlite, other)
    for alias in (sqlite, other):
        fields = {"headline": "New", "slug": "new", "section_id": story.section_id, "story_type": "flash"}
        (new,) = Article.objects.using(alias).bulk_create([Article(**fields)])
        assert Article.objects.using(alias).get(headline="New").pk == last + 1, new


def test_a_database_that_holds_something_is_refused(story, sqlite):
    User.objects.using(sqlite).create(username="tigran")
    with pytest.raises(BackupError, match="is not empty"):
        copy_database("default", sqlite)
    assert User.objects.using(sqlite).get().username == "tigran"


def test_a_row_that_the_other_database_does_not_take_is_named_and_nothing_is_copied(story, sqlite, other):
    copy_database("default", sqlite)
    with connections[sqlite].cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("UPDATE articles_photo SET focal_x = 200")
    with pytest.raises(BackupError, match=rf"articles_photo, row {Photo.objects.get().pk}: .*photo_focus_within"):
        copy_database(sqlite, other)
    assert User.objects.using(other).count() == 0


def test_a_row_that_arrives_otherwise_ends_it_and_nothing_is_copied(story, sqlite, monkeypatch):
    insert = copying._insert

    def change(model, fields, rows, target):
        for row in rows:
            if isinstance(row, Photo):
                row.alt += " "
        insert(model, fields, rows, target)

    monkeypatch.setattr(copying, "_insert", change)
    with pytest.raises(
        BackupError, match=rf"articles_photo, row {story.lead_photo.photo_id} differs in the target database"
    ):
        copy_database("default", sqlite)
    assert User.objects.using(sqlite).count() == 0


def test_the_command_takes_the_address_from_the_environment(story, settings, tmp_path, capsys):
    with pytest.raises(CommandError, match="COPY_DATABASE_TO is not set"):
        call_command("copy_database")
    path = str(tmp_path / "new.sqlite3")
    settings.COPY_DATABASE_TO = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    call_command("copy_database")
    assert "rows copied and compared. Set DATABASE_URL to that database" in capsys.readouterr().out
    with pytest.raises(CommandError, match="is not empty"):
        call_command("copy_database")
