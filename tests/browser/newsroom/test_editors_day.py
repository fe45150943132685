"""An editor's day in the newsroom, from the log-in to the last repair, beside a second editor and a reader."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, Correction, FrontSlot, Tag
from tests.browser.desk import (
    PASSWORD,
    choose,
    give_password,
    log_in_with_code,
    press,
    set_up_second_factor,
    text_of,
    type_at_end,
)
from tests.browser.newsroom.test_photo_desk import PICTURE
from tests.browser.readers.test_scheduled_story_appears import eventually
from tests.support.factories import make_article, make_section
from tests.support.newsroom import CHANGE

HEADLINE = "Night buses run to Abovyan"


@pytest.fixture
def visitor(browser, base_url):
    """Opens a page of somebody with a browser of their own."""
    contexts = []

    def come(**options):
        contexts.append(browser.new_context(base_url=base_url, **options))
        return contexts[-1].new_page()

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def town(settings, base_url):
    """What stands in the newsroom before the day begins: two editors, a section, a tag, two older stories."""
    settings.SITE_URL = base_url
    settings.NEWSROOM_SECOND_FACTOR = "editors"
    for name in ("anahit", "gor"):
        account = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        account.groups.add(Group.objects.get(name="Editor"))
    make_section("Society")
    Tag.objects.create(name="Night buses")
    make_article("Rain in Gyumri", body="<p>It rains.</p>")
    make_article("Snow on Aragats")


def told(page, words: str) -> None:
    expect(page.locator(".messagelist")).to_contain_text(words)


def form_of(page, headline: str) -> None:
    """Opens the form of the story, ready to be written in."""
    page.goto(reverse(CHANGE, args=[Article.objects.get(headline=headline).pk]))
    text_of(page)


def write_with_photo_and_tag(page) -> None:
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Headline").fill(HEADLINE)
    page.get_by_label("Summary").fill("The last bus leaves at two.")
    text_of(page).click()
    page.keyboard.type("They run from midnight.")
    choose(page, "section", "soc", "Society")
    page.get_by_role("button", name="+ Night buses").click()
    with page.expect_popup() as opened:
        page.locator("#add_id_photo").click()
    popup = opened.value
    popup.get_by_label("Image").set_input_files(PICTURE)
    popup.get_by_label("Alternative text").fill("A bus at night")
    with popup.expect_event("close"):
        press(popup, "Save")
    expect(page.locator(".field-photo .chosen-photo")).to_contain_text("A bus at night")
    press(page, "Save")
    told(page, "is saved as a draft.")
    story = Article.objects.get(headline=HEADLINE)
    assert (list(story.tags.names()), story.lead_photo.photo.alt) == (["Night buses"], "A bus at night")


def preview_for(page, stranger) -> None:
    """The editor copies the link; who has no account opens it."""
    form_of(page, HEADLINE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Preview links").click()
    press(page, "Make a link")
    press(page, "Copy link")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    stranger.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(stranger.get_by_role("heading", name="Preview, not published")).to_be_visible()
    expect(stranger.get_by_role("img", name="A bus at night")).to_be_visible()
    page.get_by_role("link", name=HEADLINE).click()


def schedule_and_see_it_appear(page, reader) -> None:
    ahead = timezone.localtime(timezone.now() + timedelta(minutes=2))
    page.get_by_label("Date", exact=True).fill(f"{ahead:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill(f"{ahead:%H:%M:%S}")
    press(page, "Schedule")
    told(page, "is scheduled. It appears by itself on")
    story = reader.locator("main").get_by_role("link", name=HEADLINE).first
    reader.goto("/")
    expect(story).to_have_count(0)
    at = timezone.now() + timedelta(seconds=1)
    Article.objects.filter(headline=HEADLINE).update(published_at=at)  # so that nobody need wait two minutes

    def look_again():
        reader.reload()
        expect(story).to_be_visible(timeout=100)

    eventually(look_again)


def make_it_the_lead(page, reader) -> None:
    """A newer story leads by itself, until the editor pins theirs in its place."""
    make_article("Wind over Sevan", published_at=timezone.now())
    page.goto("/admin/articles/front/")
    page.get_by_role("button", name=f"Pin here: {HEADLINE}").click()
    page.get_by_role("button", name=f"Up: {HEADLINE}").click()
    expect(page.frame_locator(".front-frame iframe").locator(".lead .headline")).to_have_text(HEADLINE)
    press(page, "Save")
    told(page, "The front page is saved.")
    assert list(FrontSlot.objects.values_list("place", "article__headline")) == [(0, HEADLINE)]
    shows(reader, "/", ".lead .headline", HEADLINE)


def correct(page, reader) -> None:
    """The correction stands on the page and in the feed of corrections; the story's own feed says that it changed."""
    form_of(page, HEADLINE)
    press(page, "Add another Correction")
    page.locator("#id_corrections-0-text").fill("The last bus leaves at three, not at two.")
    press(page, "Save")
    told(page, "is on the site")
    assert Correction.objects.get().article.headline == HEADLINE
    shows(reader, Article.objects.get(headline=HEADLINE).get_absolute_url(), "main article", "leaves at three")
    assert "The last bus leaves at three, not at two." in reader.request.get("/feeds/corrections.atom").text()
    story = next(item for item in reader.request.get("/feeds/latest.json").json()["items"] if item["title"] == HEADLINE)
    assert story["date_modified"] > story["date_published"]


def withdraw(page, reader) -> None:
    """Another story goes, for a reason that readers do not learn."""
    address = Article.objects.get(headline="Snow on Aragats").get_absolute_url()
    form_of(page, "Snow on Aragats")
    press(page, "Withdraw")
    expect(page.get_by_text("Say why, then withdraw the story.")).to_be_visible()
    page.get_by_label("Reason").fill("Sent by mistake.")
    press(page, "Withdraw")
    told(page, "is off the site")
    eventually(lambda: _assert_gone(reader, address))


def _assert_gone(reader, address):
    answer = reader.request.get(address)
    assert answer.status == 410
    assert "Sent by mistake" not in answer.text()


def restore_an_old_version(page) -> None:
    form_of(page, "Rain in Gyumri")
    page.get_by_label("Headline").fill("Hail in Gyumri")
    press(page, "Save")
    told(page, "is on the site")
    form_of(page, "Hail in Gyumri")
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="to read and restore").click()
    press(page, "Restore this version")
    told(page, "says again what the version of")
    assert Article.objects.filter(headline="Rain in Gyumri").exists()


def meet_in_one_story(page, other) -> None:
    """Both open it, the other saves first; the editor's words are still there, and both end up in the story."""
    form_of(page, HEADLINE)
    form_of(other, HEADLINE)
    other.get_by_label("Summary").fill("The last bus leaves at three.")
    press(other, "Save")
    told(other, "is on the site")
    type_at_end(page, " Tickets cost 300 drams.")
    press(page, "Save")
    expect(page.get_by_role("heading", name="Saved meanwhile")).to_be_visible()
    story = Article.objects.get(headline=HEADLINE)
    assert (story.summary, story.body) == ("The last bus leaves at three.", "<p>They run from midnight.</p>")
    expect(page.get_by_role("region", name="Text, yours").locator("ins")).to_have_text("Tickets cost 300 drams.")
    expect(text_of(page)).to_have_text("They run from midnight. Tickets cost 300 drams.")
    page.get_by_role("textbox", name="Summary").fill("The last bus leaves at three.")
    press(page, "Save")
    told(page, "is on the site")
    story.refresh_from_db()
    assert story.summary == "The last bus leaves at three."
    assert story.body == "<p>They run from midnight. Tickets cost 300 drams.</p>"


def shows(reader, address: str, where: str, words: str) -> None:
    """Within a second or so the reader finds the words there."""

    def look():
        reader.goto(address)
        expect(reader.locator(where).first).to_contain_text(words, timeout=100)

    eventually(look)


def test_an_editor_writes_illustrates_schedules_curates_corrects_and_undoes(page, visitor, town, complaints):
    stranger, other = visitor(), visitor()
    give_password(page, "anahit")
    assert len(set(set_up_second_factor(page))) == 10
    page.get_by_role("link", name="I have them. Go on").click()
    write_with_photo_and_tag(page)
    preview_for(page, stranger)
    schedule_and_see_it_appear(page, stranger)
    make_it_the_lead(page, stranger)
    correct(page, stranger)
    withdraw(page, stranger)
    restore_an_old_version(page)
    log_in_with_code(other, "gor")
    meet_in_one_story(page, other)
    assert complaints == []
