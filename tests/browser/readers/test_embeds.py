"""An embed in a browser: nothing is loaded before a click; then the player, with the focus; without scripts, a link."""

import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from articles.models import Embed
from tests.browser.visit import DESK, PHONE, WATCH_FOR_SHIFTS, visit
from tests.support.factories import make_article
from tests.support.pictures import encoded, quarters

pytestmark = pytest.mark.django_db(transaction=True)
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
EVERY_KIND = (
    WATCH,
    "https://www.youtube.com/shorts/AAAAAAAAAAA",
    "https://vimeo.com/76979871",
    "https://x.com/jack/status/20",
    "https://t.me/telegram/83",
    "https://soundcloud.com/forss/flickermood",
    "https://osm.org/#map=5/51.5/-0.1",
    "https://www.facebook.com/zuck/posts/10102577175875681",
)
PLAYER = re.compile(r"https://www\.youtube-nocookie\.com/embed/dQw4w9WgXcQ\?")


@pytest.fixture
def story(live_server):
    story = make_article(body=f"<p>Words come first.</p><p>{WATCH}</p><p>Words come last.</p>")
    Embed.objects.update(title="Dogs and cats", author="A channel")
    Embed.objects.get().picture.save("a.jpg", ContentFile(encoded(quarters(480, 360))))
    return f"{live_server.url}{story.get_absolute_url()}"


@pytest.fixture
def asked(context):
    """The requests to other sites, which get a page of ours."""
    asked = []

    def answer(route):
        asked.append(route.request)
        route.fulfill(body="<title>Player</title>", content_type="text/html")

    context.route(re.compile(r"^https://"), answer)
    return asked


@pytest.mark.parametrize("press", ["click", "Enter", " "])
def test_the_player_comes_after_a_click_or_a_key_and_has_the_focus(page, story, asked, press):
    page.goto(story)
    page.wait_for_load_state("networkidle")
    assert asked == []
    card = page.get_by_role("button", name="Play Dogs and cats")
    card.scroll_into_view_if_needed()
    before = card.bounding_box()
    with page.expect_request(PLAYER):
        if press == "click":
            card.click()
        else:
            card.focus()
            page.keyboard.press(press)
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("src", PLAYER)
    expect(frame).to_be_focused()
    assert frame.get_attribute("title") == "Video on YouTube: Dogs and cats"
    assert frame.bounding_box() == before
    page.wait_for_load_state("networkidle")
    assert [request.url.partition("?")[0] for request in asked] == [
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    ]
    assert asked[0].headers["referer"] == f"{page.url.split('/news/')[0]}/"


def test_with_a_key_held_the_link_opens_in_a_tab(page, context, story, asked):
    page.goto(story)
    with context.expect_page():
        page.get_by_role("button", name="Play Dogs and cats").click(modifiers=["ControlOrMeta"])
    assert page.locator("iframe").count() == 0


def test_without_scripts_the_card_is_a_link(browser, story):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(story)
    card = page.get_by_role("link", name="Play Dogs and cats")
    assert card.get_attribute("href") == WATCH
    assert not page.get_by_text("A click loads it").is_visible()
    context.close()


def test_a_tap_on_a_phone_plays_and_nothing_is_wider_than_the_window(page, story, asked):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(story)
    page.get_by_role("button", name="Play Dogs and cats").click()
    expect(page.locator("iframe")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_cards_of_every_kind_fit_do_not_move_and_are_accessible(browser, live_server, width):
    addresses = [address for address in EVERY_KIND for _ in range(2)]
    story = make_article(body="".join(f"<p>Words.</p><p>{address}</p>" for address in addresses))
    Embed.objects.filter(provider="youtube").update(title="Dogs and cats " * 20, author="A channel")
    for embed in Embed.objects.filter(provider__in=["youtube", "soundcloud"]):
        embed.picture.save("a.jpg", ContentFile(encoded(quarters(480, 360))))
    seen = visit(browser, f"{live_server.url}{story.get_absolute_url()}", width)
    assert (seen.console, seen.shifts) == ([], [])
    assert {width: found for width, found in seen.sticking_out.items() if found} == {}
    assert {scheme: found for scheme, found in seen.violations.items() if found} == {}
    assert [address for address in seen.requests if not address.startswith(live_server.url)] == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_card_without_a_picture_is_low_until_it_is_clicked(page, live_server, asked, width):
    addresses = [WATCH, "https://osm.org/#map=5/51.5/-0.1", "https://soundcloud.com/forss/flickermood"]
    story = make_article(body="".join(f"<p>Words.</p><p>{address}</p>" for address in addresses))
    page.add_init_script(WATCH_FOR_SHIFTS.replace("of list.getEntries()", "of list.getEntries().filter(unasked)"))
    page.add_init_script("window.unasked = shift => !shift.hadRecentInput")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}{story.get_absolute_url()}")
    assert [card.bounding_box()["height"] < 160 for card in page.locator(".frame").all()] == [True] * 3
    card = page.get_by_role("button", name="Show the video")
    before = card.bounding_box()
    card.click()
    frame = page.locator("iframe")
    expect(frame).to_be_focused()
    after = frame.bounding_box()
    assert (after["x"], after["y"], after["width"]) == (before["x"], before["y"], before["width"])
    assert after["width"] / after["height"] == pytest.approx(16 / 9, rel=0.01)
    page.evaluate("painted()")
    assert page.evaluate("shifts") == []


def test_on_paper_a_post_has_its_words_and_every_card_its_address(page, live_server):
    story = make_article(body=f"<p>{WATCH}</p><p>https://x.com/jack/status/20</p>")
    Embed.objects.filter(provider="x").update(title="just setting up my twttr")
    Embed.objects.get(provider="youtube").picture.save("a.jpg", ContentFile(encoded(quarters(480, 360))))
    page.goto(f"{live_server.url}{story.get_absolute_url()}")
    page.emulate_media(media="print")
    video, post = page.locator(".embed").all()
    expect(video.locator(".frame")).to_be_hidden()
    expect(post.get_by_text("just setting up my twttr")).to_be_visible()
    after = "element => getComputedStyle(element, '::after').content"
    assert video.locator("p a").evaluate(after) == f'" {WATCH}"'
    assert post.locator("a").evaluate(after) == '" https://x.com/jack/status/20"'
