"""A file that readers may no longer see is not at the address that they know; no row names a missing file."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from django.utils import timezone

from articles.files import renaming
from articles.models import Article, Captions, FileChore, FileUse, MediaFile
from articles.photos.renaming import REPLACED_FILES_KEPT
from tests.support.factories import make_article
from tests.support.files import WEBVTT, make_file, pdf, sample, show_files, upload
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film(media):
    return make_file("film.mp4", title="The bridge", captions=("en", "hy"))


@pytest.fixture
def story(film):
    article = make_article("Bridge opens")
    show_files(article, film)
    return article


def names() -> list[str]:
    return MediaFile.objects.get().stored_names()


def test_a_row_says_what_the_check_found_and_the_name_tells_nothing(film):
    assert (film.kind, film.type, film.seconds, film.width, film.height) == ("video", "mp4", 3, 64, 36)
    assert (film.size, len(film.digest)) == (len(sample("film.mp4")), 64)
    assert "film" not in film.file.name.removeprefix("files/")
    with default_storage.open(film.file.name) as stored:
        assert b"Secret title" not in stored.read()


def test_a_large_upload_is_moved_not_read_into_memory(media):
    arrived = TemporaryUploadedFile("sound.mp3", "text/html", 0, None)
    arrived.write(sample("sound.mp3"))
    file = MediaFile.objects.create(file=arrived)
    assert default_storage.size(file.file.name) == len(sample("sound.mp3"))
    assert file.title == "sound"
    arrived.close()


@pytest.mark.parametrize(
    "hide",
    [
        lambda story: story.withdraw(),
        lambda story: Article.objects.filter(pk=story.pk).update(published_at=None),
        lambda story: FileUse.objects.get().delete(),
        lambda story: story.delete(),
    ],
    ids=["withdrawn", "draft again", "taken out", "deleted"],
)
def test_what_a_public_page_no_longer_shows_has_another_address(client, story, hide):
    before = names()
    assert {client.head(f"/media/{name}").status_code for name in before} == {200}
    hide(story)
    assert {client.head(f"/media/{name}").status_code for name in before} == {404}
    assert {client.head(f"/media/{name}").status_code for name in names()} == {200}
    assert not FileChore.objects.exists()


def test_a_file_that_another_public_story_shows_keeps_its_address(client, story, film):
    show_files(make_article(), film)
    before = names()
    story.withdraw()
    assert names() == before


def test_a_replaced_file_stays_for_pages_that_are_open(client, story):
    before = names()
    film = MediaFile.objects.get()
    film.file = upload("film.webm")
    film.save()
    assert film.type == "webm"
    assert client.head(f"/media/{before[0]}").status_code == 200
    FileChore.objects.update(due_at=timezone.now() - REPLACED_FILES_KEPT)
    call_command("tidy_photos", stdout=StringIO())
    assert client.head(f"/media/{before[0]}").status_code == 404
    assert client.head(f"/media/{names()[0]}").status_code == 200


def test_deleted_rows_leave_no_files(film):
    before = names()
    MediaFile.objects.all().delete()
    assert [name for name in before if default_storage.exists(name)] == []


def test_captions_that_are_taken_out_are_removed(story):
    captions = Captions.objects.get(language="hy")
    captions.delete()
    FileChore.objects.update(due_at=timezone.now())
    renaming.do_chores()
    assert not default_storage.exists(captions.file.name)


def test_the_poster_of_a_withdrawn_story_has_another_address(story, film):
    poster = make_photo()
    film.poster = poster
    film.save()
    story.withdraw()
    before = poster.image.name
    poster.refresh_from_db()
    assert poster.image.name != before


def test_a_poster_that_a_public_page_shows_keeps_its_address(story, film):
    poster = make_photo()
    film.poster = poster
    film.save()
    other = make_article(photo=poster)
    other.withdraw()
    before = poster.image.name
    poster.refresh_from_db()
    assert poster.image.name == before


def test_files_that_no_row_names_go_after_a_day(story):
    default_storage.save("files/2026/11/left.mp4", SimpleUploadedFile("left.mp4", b"x"))
    assert renaming.remove_unnamed_files(at=timezone.now()) == 0
    assert renaming.remove_unnamed_files(at=timezone.now() + timedelta(days=2)) == 1
    assert all(default_storage.exists(name) for name in names())


def test_after_a_restore_without_files_the_current_names_are_found_by_what_came_in(film):
    known = renaming.names_by_digest()
    MediaFile.objects.update(file="files/2026/11/old.mp4")
    assert renaming.restore_names(known) == 1
    assert names()[0] in known.values()


@pytest.mark.parametrize("data", [b"", b"<html>", pdf(b"/AA<</O<</S/Launch>>>>")])
def test_a_file_that_is_refused_leaves_nothing(media, data):
    with pytest.raises(ValidationError):
        make_file("a.pdf", data)
    assert not MediaFile.objects.exists()


def test_captions_are_stored_as_we_write_them(film):
    with default_storage.open(Captions.objects.get(language="en").file.name) as stored:
        assert stored.read() == WEBVTT.replace(b"00:0", b"00:00:0")
