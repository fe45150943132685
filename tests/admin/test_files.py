"""What editors see and do about files: the form that checks them, their list, and the rows in a story's form."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.files.kinds import BYTES_MAX
from articles.models import Captions, FileUse, MediaFile
from tests.support.factories import make_article
from tests.support.files import WEBVTT, make_file, pdf, show_files, upload, xlsx
from tests.support.newsroom import article_fields, messages_of, save, take

pytestmark = pytest.mark.django_db
LIST, ADD, CHANGE = (f"admin:articles_mediafile_{name}" for name in ("changelist", "add", "change"))


def posted(file=None, captions=(), **fields) -> dict:
    rows = {"captions-TOTAL_FORMS": len(captions), "captions-INITIAL_FORMS": 0}
    for number, (language, data) in enumerate(captions):
        rows |= {f"captions-{number}-language": language, f"captions-{number}-file": SimpleUploadedFile("a.vtt", data)}
    return {"title": "", "language": "", "credit": "", "poster": "", "transcript": "", **rows, **fields} | (
        {"file": file} if file else {}
    )


def send(client, file=None, **fields):
    return client.post(reverse(ADD), posted(file, **fields), follow=True)


def test_a_file_without_a_title_has_that_of_its_name(admin_client):
    page = send(admin_client, upload("sound.mp3"), credit="Audio:\nAni")
    file = MediaFile.objects.get()
    assert (file.title, file.kind, file.credit) == ("sound", "audio", "Audio: Ani")
    assert file.added_by.username == "admin"
    assert messages_of(page)[0].startswith("Taken out of the file: its tags")


@pytest.mark.parametrize(
    ("name", "title"),
    [("Բյուջե_2026.xlsx", "Բյուջե 2026"), ("x" * 245 + ".xlsx", "x" * 200), ("../../etc/passwd.xlsx", "passwd")],
)
def test_any_name_is_taken_and_none_reaches_the_storage(admin_client, name, title):
    send(admin_client, upload(name, xlsx()))
    file = MediaFile.objects.get()
    assert file.title == title
    assert file.file.name.startswith("files/20")
    assert len(file.file.name) < 60


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("page.pdf", b"<html><script>", "This is none of the files that can be shown"),
        ("drawing.mp4", b"<svg onload='x'/>", "This is none of the files that can be shown"),
        ("empty.mp3", b"", "This file is empty"),
        ("macros.xlsx", xlsx(**{"vbaProject.bin": b"x"}), "This spreadsheet has macros"),
        ("script.pdf", pdf(b"/AA<</O<</S/JavaScript>>>>"), "This PDF has a script"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(admin_client, name, data, message):
    page = send(admin_client, upload(name, data), title="The budget of the year", transcript="Long words")
    assert message in page.text
    assert 'value="The budget of the year"' in page.text
    assert "Long words" in page.text
    assert "violated" not in page.text
    assert not MediaFile.objects.exists()


def test_captions_come_with_the_file_and_the_wrong_line_is_named(admin_client):
    broken = WEBVTT.replace(b"-->", b"->")
    page = send(admin_client, upload("film.mp4"), captions=[("hy", WEBVTT), ("en", broken)])
    assert "Line 3:" in page.text
    assert not MediaFile.objects.exists()
    send(admin_client, upload("film.mp4"), captions=[("hy", WEBVTT), ("en", WEBVTT)])
    assert set(Captions.objects.values_list("language", flat=True)) == {"hy", "en"}


@pytest.mark.parametrize("captions", [[("hy", WEBVTT), ("hy", WEBVTT)]])
def test_two_captions_in_one_language_are_refused(admin_client, captions):
    page = send(admin_client, upload("film.mp4"), captions=captions)
    assert "duplicate" in page.text
    assert not MediaFile.objects.exists()


def test_a_document_has_no_captions_and_a_sound_no_picture(admin_client):
    page = send(admin_client, upload("a.pdf", pdf()), captions=[("hy", WEBVTT)])
    assert "A document has no captions." in page.text
    assert not MediaFile.objects.exists()


def test_the_same_file_again_is_said(admin_client):
    make_file("sound.mp3", title="The tone")
    page = send(admin_client, upload("sound.mp3"), title="Twice")
    assert any("The same file is here already" in message for message in messages_of(page))


def test_the_form_says_what_was_found_and_the_limits(admin_client):
    file = make_file("film.mp4")
    page = admin_client.get(reverse(CHANGE, args=[file.pk])).text
    assert "MP4, 0:03, 10 KB, 64 × 36 pixels" in page
    assert f"[file {file.pk}]" in page
    assert f"{BYTES_MAX['video'] // 1_000_000} MB" in page


def test_texts_are_changed_without_the_file(admin_client):
    file = make_file("film.mp4", title="Film")
    before = file.file.name
    admin_client.post(reverse(CHANGE, args=[file.pk]), posted(title="The bridge", transcript="A\r\n\r\nB"))
    file.refresh_from_db()
    assert (file.title, file.transcript, file.file.name) == ("The bridge", "A\n\nB", before)


def test_the_list_searches_words_of_the_transcript_and_filters(admin_client):
    sound, film = make_file("sound.mp3", transcript="Երեւանի երգը"), make_file("film.mp4")
    show_files(make_article(), film)

    def found(query):
        return set(admin_client.get(f"{reverse(LIST)}?{query}").context["cl"].queryset)

    assert found("q=ԵՐԵՎԱՆԻ") == {sound}
    assert found("kind=video") == {film}
    assert (found("used=yes"), found("used=no")) == ({film}, {sound})


def test_the_empty_list_says_how_to_begin(admin_client):
    assert "No file yet." in admin_client.get(reverse(LIST)).text
    assert "No file yet." not in admin_client.get(f"{reverse(LIST)}?q=x").text


def test_a_file_in_a_story_is_not_deleted(admin_client):
    film = make_file("film.mp4", title="Film")
    article = make_article(published_at=None)
    show_files(article, film)
    page = take(admin_client, "delete_selected", film, model="mediafile")
    assert messages_of(page) == ["“Film” stands in a story. Take it out of the story first. Nothing was deleted."]
    article.delete()
    take(admin_client, "delete_selected", film, model="mediafile", post="yes")
    assert not MediaFile.objects.exists()


def rows(*files) -> dict:
    fields = {"file_uses-TOTAL_FORMS": len(files), "file_uses-INITIAL_FORMS": 0}
    return fields | {f"file_uses-{number}-media_file": file.pk for number, file in enumerate(files)}


def test_a_storys_form_adds_files_and_takes_them_out(admin_client):
    film, sound, story = make_file("film.mp4"), make_file("sound.mp3"), make_article(published_at=None)
    save(admin_client, story, **rows(film, sound))
    assert [use.media_file for use in FileUse.objects.order_by("pk")] == [film, sound]
    use = FileUse.objects.get(media_file=film)
    other = FileUse.objects.get(media_file=sound)
    fields = {"file_uses-TOTAL_FORMS": 2, "file_uses-INITIAL_FORMS": 2, "file_uses-0-DELETE": "on"}
    for number, one in enumerate((use, other)):
        fields |= {f"file_uses-{number}-id": one.pk, f"file_uses-{number}-media_file": one.media_file_id}
        fields |= {f"file_uses-{number}-article": story.pk}
    save(admin_client, story, **fields)
    assert [use.media_file for use in FileUse.objects.all()] == [sound]


def test_a_form_without_the_rows_leaves_them(admin_client):
    story = make_article()
    show_files(story, make_file())
    save(admin_client, story)
    assert FileUse.objects.count() == 1


def test_one_file_twice_is_refused(admin_client):
    film, story = make_file("film.mp4"), make_article(published_at=None)
    page = save(admin_client, story, **rows(film, film))
    assert "duplicate" in page.text
    assert not FileUse.objects.exists()


def test_the_preview_shows_files_that_are_not_saved(admin_client):
    film, story = make_file("film.mp4"), make_article(published_at=None)
    address = reverse("admin:articles_article_preview", args=[story.pk])
    page = admin_client.post(address, article_fields(story, body=f"<p>[file {film.pk}]</p>", **rows(film))).text
    assert "<video" in page
    assert not FileUse.objects.exists()


def test_publishing_asks_about_a_place_without_its_file(admin_client):
    film, story = make_file("film.mp4"), make_article(published_at=None)
    page = save(admin_client, story, "_publish", body=f"<p>Words.</p><p>[file {film.pk}]</p>")
    assert f"The text has a place for [file {film.pk}], which the story does not show." in page.text
    save(admin_client, story, "_publish", body=f"<p>Words.</p><p>[file {film.pk}]</p>", **rows(film))
    assert story.is_public


def test_a_reporter_mends_an_own_file_until_an_editor_publishes_it(client):
    reporter = User.objects.create_user("anahit", is_staff=True)
    reporter.groups.set(Group.objects.filter(name="Reporter"))
    client.force_login(reporter)
    send(client, upload("sound.mp3"), title="Tone")
    file = MediaFile.objects.get()
    client.post(reverse(CHANGE, args=[file.pk]), posted(title="The tone"))
    file.refresh_from_db()
    assert file.title == "The tone"
    show_files(make_article(), file)
    assert client.post(reverse(CHANGE, args=[file.pk]), posted(title="Mine")).status_code == 403
    assert "An editor has published" in client.get(reverse(CHANGE, args=[file.pk])).text
