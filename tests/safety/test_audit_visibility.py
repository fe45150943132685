"""`audit_visibility` finds what shows of a hidden story, wherever it shows; each fault here is planted."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone

from articles.formats import metadata, social_card
from articles.models import Article, Author, DeletedStory, Embed, FileChore, Photo, PhotoUse, PreviewLink
from articles.models.preview_link import address_of, make_link
from articles.pages import errors
from articles.photos import renaming
from articles.selfcheck.hidden import HiddenContent
from articles.selfcheck.visibility import public_passages
from portal.contact.models import Message
from tests.support.factories import NOON, make_article, make_breaking, make_site_page, make_topic_page, show
from tests.support.files import make_file, show_files
from tests.support.pictures import encoded, make_photo, quarters, upload

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LONG_AGO = NOON - timedelta(days=1)
TEXT = "<p>A bridge over the gorge of the Debed was promised to <em>three</em> villages in spring.</p>"


def audit():
    """(lines, whether it passed) of the command."""
    output = StringIO()
    try:
        call_command("audit_visibility", stdout=output)
    except CommandError as error:
        return output.getvalue().splitlines(), error.returncode != 1
    return output.getvalue().splitlines(), True


def hide(state, **fields):
    now = timezone.now()
    moments = {
        "draft": {"published_at": None},
        "scheduled": {"published_at": now + HOUR},
        "withdrawn": {"published_at": now - HOUR, "withdrawn_at": now},
    }
    output = {"summary": "They have waited long.", "body": TEXT}
    return make_article("Debed villages wait for the promised bridge", **(output | moments[state] | fields))


@pytest.fixture
def public():
    return make_article("Museum opens a new wing in Gyumri", tags=["Museums"], published_at=timezone.now() - HOUR)


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_a_site_that_shows_nothing_hidden_passes(public, state):
    photo = make_photo(image=upload(encoded(quarters(60, 40))), caption="The gorge in which no bridge stands")
    hide(state, photo=photo, tags=["Museums", "Bridges"])
    lines, passed = audit()
    assert (passed, lines[-1].endswith("1 hidden stories searched for, 0 leaks")) == (True, True)


@pytest.mark.usefixtures("unprepared")
def test_a_broken_rule_of_visibility_is_found_in_pages_feeds_and_sitemaps(public, monkeypatch):
    hidden = hide("scheduled")
    monkeypatch.setattr(
        "articles.models.querysets.is_listed", lambda at=None: Q(withdrawn_at=None, published_at__gt=LONG_AGO)
    )
    lines, passed = audit()
    assert not passed
    shown_at = {line.partition(":")[0] for line in lines if line.endswith(f"scheduled story {hidden.pk}")}
    assert {
        "/",
        "/latest/",
        "/section/region/",
        "/feeds/latest.json",
        f"/sitemaps/{timezone.localdate():%Y-%m}.xml",
    } <= (shown_at)


@pytest.mark.parametrize("text", ["caption", "credit", "alt"])
@pytest.mark.parametrize("own", [True, False], ids=["the story's own", "the photo's"])
def test_a_hidden_storys_words_about_its_photo_are_found(public, monkeypatch, text, own):
    words = {text: "Villagers of the Debed on the way to school"}
    photo = make_photo(image=upload(encoded(quarters(60, 40))), **({} if own else words))
    hidden = hide("withdrawn")
    show(hidden, photo, **(words if own else {}))
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: HttpResponse(words[text], status=410))
    lines, passed = audit()
    assert not passed
    field = "picture's description" if text == "alt" else text
    assert f"/news/{hidden.pk}.md: shows the {field} of withdrawn story {hidden.pk}" in lines


@pytest.mark.usefixtures("unprepared")
def test_the_words_of_a_page_that_is_a_draft_are_found(public, monkeypatch):
    monkeypatch.setattr("articles.models.site_page.SitePageQuerySet.published", lambda self: self.all())
    make_site_page("contact", title="We shall close the newsroom in spring", on_site=False)
    lines, passed = audit()
    assert not passed
    assert "/: shows the title of draft page contact (en)" in lines


def test_the_words_of_a_draft_in_the_bin_are_found(public, monkeypatch):
    draft = make_article("The governor of Lori resigns on Monday morning", published_at=None)
    answer = HttpResponse(draft.headline, status=410)
    hide("withdrawn")
    DeletedStory.objects.keep([draft], by=None)
    draft.delete()
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: answer)
    lines, passed = audit()
    assert not passed
    assert any("the headline of deleted story" in line for line in lines)


@pytest.mark.usefixtures("unprepared")
@pytest.mark.parametrize("state", ["ended", "hidden"])
def test_breaking_news_that_readers_see_no_more_or_not_yet_are_found(public, monkeypatch, state):
    words = "Villagers of the Debed block the road to the mine"
    line = make_breaking(words, article=hide("scheduled") if state == "hidden" else None)
    make_breaking("Museum opens today", language="en" if state == "ended" else "ru")
    assert audit()[1]
    monkeypatch.setattr(
        "articles.models.front.breaking.BreakingQuerySet.shown", lambda self, at: self.filter(text=words)
    )
    lines, passed = audit()
    assert not passed
    assert f"/: shows the text of {state} breaking news {line.pk}" in lines


def test_the_title_that_an_editor_gave_to_what_only_a_draft_embeds_is_found(public, monkeypatch):
    video = "<p>https://youtu.be/dQw4w9WgXcQ</p>"
    hidden = hide("withdrawn", body=video)
    Embed.objects.update(own_title="Villagers of the Debed on the way to school")
    answer = HttpResponse(Embed.objects.get().own_title, status=410)
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: answer)
    lines, passed = audit()
    assert not passed
    assert f"/news/{hidden.pk}.md: shows the title of an embed of withdrawn story {hidden.pk}" in lines
    monkeypatch.undo()
    Article.objects.filter(pk=public.pk).update(body=video)
    assert audit()[1]


@pytest.mark.usefixtures("unprepared")
def test_the_words_and_the_picture_of_a_topic_that_readers_do_not_know_are_found(public, monkeypatch):
    make_article(tags=["Plans"], published_at=None)
    words = "We shall close the newsroom in spring"
    photo = make_photo(image=upload(encoded(quarters(60, 40))), alt="A door")
    make_topic_page("Plans", introduction=f"<p>{words}</p>", photo=photo)
    monkeypatch.setattr("articles.reading.subjects._appeared", lambda at, language: {})
    lines, passed = audit()
    assert not passed
    assert "/tag/plans/: shows the introduction of draft topic page plans (en)" in lines
    assert "/tag/plans/: shows the picture of draft topic page plans (en)" in lines


def test_what_a_public_story_says_of_the_same_photo_is_no_leak(public):
    words = {"caption": "Villagers of the Debed on the way to school"}
    photo = make_photo(image=upload(encoded(quarters(60, 40))))
    show(public, photo, **words)
    show(hide("withdrawn"), photo, **words)
    assert audit()[1]


@pytest.mark.parametrize(("state", "kind"), [("draft", "draft"), ("withdrawn", "withdrawn")])
def test_a_hidden_story_whose_own_address_answers_is_found(public, monkeypatch, state, kind):
    hidden = hide(state)
    monkeypatch.setattr(Article, "is_public", True)
    monkeypatch.setattr(Article, "state", Article.State.PUBLISHED)
    lines, passed = audit()
    assert not passed
    assert f"/news/{hidden.pk}.md: shows itself (status 200) of {kind} story {hidden.pk}" in lines
    assert f"/news/{hidden.pk}/history/: shows itself (status 200) of {kind} story {hidden.pk}" in lines


@pytest.mark.parametrize(
    "shown",
    [
        "villages of spring, promised to three, the Debed was",  # not in this order: no passage of it
        "the Debed was promised to three villages",
        "THE DEBED WAS <b>promised</b> to&nbsp;three villages",
        '{"text": "the Debed was\\npromised \\u0074o three villages"}',
        "&lt;p&gt;the Debed was promised &lt;em&gt;to&lt;/em&gt; three villages&lt;/p&gt;",
        "/search/?q=the%20Debed%20was%20promised%20to%20three",
    ],
)
def test_a_passage_is_found_however_it_is_written(public, monkeypatch, shown):
    hidden = hide("withdrawn")
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: HttpResponse(shown, status=410))
    lines, passed = audit()
    endings = [] if shown.startswith("villages") else [".json", ".md", ".txt", "/-/", "/history/"]
    expected = [f"/news/{hidden.pk}{ending}: shows the text of withdrawn story {hidden.pk}" for ending in endings]
    assert (lines[:-1], passed) == (expected, not expected)


def test_the_reason_that_the_newsroom_alone_reads_is_looked_for(public, monkeypatch):
    hidden = hide("withdrawn", withdrawn_because="The minister's lawyer called us twice")
    page = HttpResponse(hidden.withdrawn_because, status=410)
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: page)
    lines, passed = audit()
    assert (lines[0], passed) == (
        f"/news/{hidden.pk}.json: shows the reason of withdrawal of withdrawn story {hidden.pk}",
        False,
    )


@pytest.mark.parametrize("of", ["draft", "public"])
def test_a_note_of_the_newsroom_is_looked_for_whatever_story_it_is_on(public, monkeypatch, of):
    draft = hide("draft")
    article = {"draft": draft, "public": public}[of]
    note = article.newsroom_notes.create(text="Who has told us about the villages, and why now?")
    assert audit()[1]
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: HttpResponse(note.text, status=404))
    lines, passed = audit()
    assert not passed
    assert f"/news/{draft.pk}.json: shows the note of the newsroom of {article.state} story {article.pk}" in lines


def test_a_hidden_picture_is_found(public, monkeypatch):
    photo = make_photo(image=upload(encoded(quarters(60, 40))))
    hidden = hide("draft", photo=photo)
    shown = metadata.picture(PhotoUse.objects.get())
    monkeypatch.setattr(social_card, "card", lambda: shown)
    lines, passed = audit()
    assert not passed
    assert f"/latest/: shows the picture of draft story {hidden.pk}" in lines


def test_a_picture_in_a_feed_that_may_not_be_passed_on_is_found(public, monkeypatch):
    show(public, make_photo(may_be_passed_on=False))
    assert audit()[1]
    monkeypatch.setattr(metadata, "_is_passed_on", lambda use: use is not None)
    lines, passed = audit()
    assert not passed
    leaks = {path for path, _, told in (line.partition(": shows ") for line in lines) if "passed on" in told}
    assert {"/feeds/latest.rss", f"/news/{public.pk}.json", f"/news/{public.pk}.md"} <= leaks
    assert public.get_absolute_url() in leaks


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_a_hidden_picture_at_the_address_that_its_file_gives_away_is_found(public, state):
    photo = make_photo(image=upload(encoded(quarters(60, 40))))
    name = f"{photo.image.name.rpartition('/')[0]}/{photo.digest[:20]}.jpg"
    renaming.copy(default_storage, photo.image.name, name)
    Photo.objects.update(image=name)
    hidden = hide(state, photo=photo)
    lines, passed = audit()
    assert (lines[:-1], passed) == (
        [f"/media/{name}: shows the picture (run tidy_photos) of {state} story {hidden.pk}"],
        False,
    )
    call_command("tidy_photos", stdout=StringIO())
    assert audit()[1]


def test_a_withdrawn_picture_that_nobody_has_renamed_yet_is_found(public, monkeypatch):
    hidden = make_article("Debed villages wait", photo=make_photo())
    Article.objects.filter(pk=hidden.pk).update(withdrawn_at=NOON)
    assert len(audit()[0]) == 2  # the test's transaction is not over: so it is when the process is killed
    assert f"shows the picture (run tidy_photos) of withdrawn story {hidden.pk}" in audit()[0][0]
    call_command("tidy_photos", stdout=StringIO())
    assert audit()[1]


def test_the_portrait_of_somebody_who_wrote_drafts_alone_is_hidden(public):
    photo = make_photo()
    Author.objects.create(name="Anahit", photo=photo)
    assert HiddenContent().pictures == {photo.image.name.rpartition(".")[0]: photo.pk}


def make_preview_link(article):
    return make_link(article, User.objects.create_user("anahit"))


def test_a_preview_link_on_a_readers_page_is_found(public):
    hidden = hide("draft")
    Article.objects.filter(pk=public.pk).update(source=address_of(make_preview_link(hidden)))
    lines, passed = audit()
    assert f"/news/{public.pk}.txt: shows a preview link of draft story {hidden.pk}" in lines
    assert not passed


@pytest.mark.parametrize("ended", [{"revoked_at": NOON}, {"until": NOON}], ids=["by hand", "by the clock"])
def test_an_ended_preview_link_that_still_opens_is_found(public, monkeypatch, ended):
    hidden = hide("draft")
    link = make_preview_link(hidden)
    PreviewLink.objects.update(**ended)
    assert audit()[1]
    monkeypatch.setattr(PreviewLink, "over_because", "")
    lines, passed = audit()
    expected = f"/preview/…/: shows itself (preview link {link.pk}, which has ended) of draft story {hidden.pk}"
    assert (lines[:-1], passed) == ([expected], False)


def test_a_link_to_a_draft_is_found(public):
    hidden = hide("draft")
    public.body = f'<p>See <a href="/news/{hidden.pk}/">this</a>.</p>'
    public.save()
    lines, passed = audit()
    assert not passed
    assert f"{public.get_absolute_url()}: shows the address of draft story {hidden.pk}" in lines


def test_what_a_public_story_says_too_is_no_leak(public):
    hide("draft")
    make_article("Debed villages wait for the promised bridge", body=TEXT, published_at=timezone.now() - HOUR)
    lines, passed = audit()
    assert (lines[:-1], passed) == ([], True)


def test_only_pieces_that_are_public_word_for_word_are_excused(public):
    pieces = {("museum", "opens", "a", "new", "wing", "in"), ("museum", "opens", "an", "old", "wing", "in")}
    assert public_passages(pieces) == {("museum", "opens", "a", "new", "wing", "in")}


def test_older_stories_can_be_left_out_and_it_is_said(public):
    make_article("Another museum", published_at=timezone.now() - 2 * HOUR)
    output = StringIO()
    call_command("audit_visibility", stories=1, stdout=output)
    assert "; 1 older stories were not requested (--stories)" in output.getvalue()


def test_what_a_reader_wrote_to_the_newsroom_is_found(public, monkeypatch):
    words = "My neighbour takes bribes at the customs office of Bavra"
    message = Message.objects.create(text=f"{words}.")
    assert audit()[1]
    hide("withdrawn")
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: HttpResponse(words, status=410))
    lines, passed = audit()
    assert not passed
    assert any(f"message {message.pk}" in line for line in lines)


@pytest.mark.parametrize("field", ["title", "credit", "transcript"])
def test_a_hidden_storys_words_about_its_file_are_found(public, monkeypatch, field):
    words = "The committee has no money for any bridge"
    hidden = hide("withdrawn")
    show_files(hidden, make_file("film.mp4", **{"title": "Film", field: words}))
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: HttpResponse(words, status=410))
    lines, passed = audit()
    assert not passed
    called = "transcript" if field == "transcript" else f"{field} of a file"
    assert f"/news/{hidden.pk}.md: shows the {called} of withdrawn story {hidden.pk}" in lines


def test_the_address_of_a_hidden_storys_file_is_found(public, monkeypatch):
    hidden, film = hide("withdrawn"), make_file("film.mp4")
    show_files(hidden, film)
    monkeypatch.setattr(errors, "render", lambda *args, **kwargs: HttpResponse(film.file.url, status=410))
    lines, passed = audit()
    assert not passed
    assert f"/news/{hidden.pk}.md: shows the file of withdrawn story {hidden.pk}" in lines


def test_a_withdrawn_storys_file_that_still_answers_is_found(public):
    film, hidden = make_file("film.mp4"), hide("withdrawn")
    show_files(hidden, film)
    assert audit()[1]
    FileChore.objects.look([film.pk])
    assert f"shows the file (run tidy_photos) of withdrawn story {hidden.pk}" in audit()[0][0]
    call_command("tidy_photos", stdout=StringIO())
    assert audit()[1]
