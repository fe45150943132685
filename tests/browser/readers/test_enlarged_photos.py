"""A story's photos open large: with keys, buttons, a swipe, Esc and Back; without scripts, as links to their files."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import AXE, AXE_OPTIONS, VIOLATIONS, wait_until
from tests.support.factories import make_article, show
from tests.support.pictures import make_photo

SWIPE = """(dialog, [from, to]) => {
    const touch = x => new Touch({identifier: 1, target: dialog, clientX: x, clientY: 300});
    dialog.dispatchEvent(new TouchEvent("touchstart", {touches: [touch(from)], changedTouches: [touch(from)]}));
    dialog.dispatchEvent(new TouchEvent("touchend", {touches: [], changedTouches: [touch(to)]}));
}"""
FITS = """() => {
    const {left, right, top, bottom} = document.querySelector("dialog img").getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}"""


@pytest.fixture
def address(base_url) -> str:
    story = make_article("Rain in Gyumri", body="<p>Rain fell.</p>")
    photos = [
        make_photo(1700, 1100, alt="bridge", caption="The bridge.", credit="Photo: Anahit"),
        make_photo(100, 90, alt="stamp"),
        make_photo(900, 1400, alt="tower", caption="The tower."),
        make_photo(1700, 500, alt="mill"),
    ]
    story.body += f"<p>[photo {photos[2].pk}]</p>"
    story.save()
    show(story, *photos)
    return base_url + story.get_absolute_url()


def test_a_photo_opens_with_its_words_and_the_focus_returns(page: Page, address):
    page.goto(address)
    dialog = page.get_by_role("dialog", name="Photo")
    page.get_by_role("link", name="bridge Enlarge the photo").press("Enter")
    expect(dialog.get_by_role("img", name="bridge")).to_be_visible()
    expect(dialog.get_by_text("The bridge. Photo: Anahit")).to_be_visible()
    expect(dialog.get_by_text("1 / 3")).to_be_visible()
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    assert re.search(r"-full-1600\.webp$", dialog.locator("img").evaluate("image => image.currentSrc"))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("link", name="bridge Enlarge the photo")).to_be_focused()


def test_keys_buttons_and_a_swipe_step_among_the_photos(page: Page, address):
    page.goto(address)
    page.get_by_role("link", name="bridge Enlarge the photo").click()
    dialog = page.get_by_role("dialog", name="Photo")
    steps = (
        (lambda: page.keyboard.press("ArrowRight"), "tower"),
        (lambda: dialog.get_by_role("button", name="Next photo").click(), "mill"),
        (lambda: page.keyboard.press("ArrowRight"), "bridge"),
        (lambda: dialog.evaluate(SWIPE, [300, 100]), "tower"),
        (lambda: dialog.evaluate(SWIPE, [100, 300]), "bridge"),
        (lambda: dialog.get_by_role("button", name="Previous photo").click(), "mill"),
    )
    for step, name in steps:
        step()
        expect(dialog.get_by_role("img", name=name)).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("link", name="mill Enlarge the photo")).to_be_focused()


def test_back_closes_reload_and_forward_show_the_photo_again(page: Page, address):
    page.goto("about:blank")
    page.goto(address)
    page.get_by_role("link", name="tower Enlarge the photo").click()
    dialog = page.get_by_role("dialog", name="Photo")
    page.keyboard.press("ArrowRight")
    page.reload()
    expect(dialog.get_by_role("img", name="mill")).to_be_visible()
    page.go_back()
    expect(dialog).to_be_hidden()
    assert page.url == address
    page.go_forward()
    expect(dialog.get_by_role("img", name="mill")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    wait_until(page, "history.state === null")
    page.go_back()
    assert page.url == "about:blank"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (1280, 800)])
def test_every_photo_fits_into_the_window_and_all_is_accessible(page: Page, address, width, height, complaints):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.get_by_role("link", name="bridge Enlarge the photo").click()
    page.evaluate(AXE)
    for name in ("bridge", "tower", "mill"):
        photo = page.get_by_role("dialog").get_by_role("img", name=name)
        expect(photo).to_be_visible()
        assert page.evaluate(FITS), name
        box = photo.bounding_box()
        assert box["width"] / box["height"] == pytest.approx(
            photo.evaluate("image => image.width / image.height"), rel=0.02
        )
        assert page.evaluate(VIOLATIONS, AXE_OPTIONS) == []
        page.keyboard.press("ArrowRight")
    for button in page.get_by_role("dialog").get_by_role("button").all():
        assert min(button.bounding_box()["width"], button.bounding_box()["height"]) >= 44
    assert complaints == []


def test_a_small_photo_is_no_link_and_a_single_one_has_no_steps(page: Page, address, base_url):
    page.goto(address)
    assert page.get_by_role("link", name="stamp").count() == 0
    single = make_article("A single photo", photo=make_photo(900, 600, alt="river"))
    page.goto(base_url + single.get_absolute_url())
    page.get_by_role("link", name="river Enlarge the photo").click()
    expect(page.get_by_role("dialog").get_by_role("img", name="river")).to_be_visible()
    assert page.get_by_role("dialog").get_by_role("button").count() == 1


def test_behind_it_a_series_does_not_scroll(page: Page, base_url):
    series = make_article("A photo series", story_type="series")
    show(series, *(make_photo(900, 600) for _ in range(3)))
    page.goto(base_url + series.get_absolute_url())
    page.locator("#photo-1 a").click()
    before = page.evaluate("scrollY")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("2 / 3").last).to_be_visible()
    assert page.evaluate("scrollY") == before


def test_without_scripts_a_photo_leads_to_its_largest_file(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="bridge Enlarge the photo").click()
    assert re.search(r"/media/photos/.*-full-1600\.jpg$", page.url)
    context.close()
