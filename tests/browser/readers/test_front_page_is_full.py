"""The front page has no hole: at a desk nothing is empty for more than 120 pixels, whatever stories there are."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from articles.models import Section
from tests.browser.visit import STICKING_OUT
from tests.support.factories import make_article, make_section, make_top_story
from tests.support.pictures import make_photo

HOLE = 120  # pixels
WIDTHS = (1280, 1680)
WORDS = {
    "short": ("Rain stops play in Gyumri", ""),
    "usual": (
        "Twenty-six museums to stay open long past midnight",
        "One ticket is good for all museums and buses. " * 3,
    ),
    "long": (
        "Ministry of roads publishes plan for bridges " * 3 + "rivers",
        "The plan has a bridge for each river. " * 9,
    ),
}
# From the top of the page's content to its end, at the middle of each box and beside it: where nothing stands, with a
# box's sides widened by half a gutter, because columns of one row may end between those of the next.
HOLES = """hole => {
    const parts = ".headline, .blurb, .stamp, .label, .facts, picture, .lines a, .item, .clock, .box-name, .more";
    const boxes = [...document.querySelectorAll(parts)].filter(part => part.closest(".page") && part.checkVisibility())
        .map(part => part.getBoundingClientRect()).filter(({width, height}) => width > 20 && height > 5);
    const found = new Set();
    for (const {left, width} of boxes) for (const part of [0.1, 0.5, 0.9]) {
        const x = left + width * part;
        const met = boxes.filter(box => box.left - 22 <= x && x <= box.right + 22).sort((a, b) => a.top - b.top);
        let end = Math.min(...boxes.map(box => box.top));
        for (const {top, bottom} of [...met, {top: Math.max(...boxes.map(box => box.bottom)), bottom: 0}]) {
            if (top - end > hole) found.add([top - end, x, end].map(number => Math.round(number)).join(" px at "));
            end = Math.max(end, bottom);
        }
    }
    return [...found];
}"""
TOPS = "headlines => headlines.map(one => Math.round(one.getBoundingClientRect().top))"
END = "button => [button.getBoundingClientRect().right, button.getBoundingClientRect().top]"
CROWDED = """line => {
    const boxes = [...line.querySelectorAll("a, summary")].map(link => link.getBoundingClientRect());
    const least = innerWidth < 768 ? 44 : 24;
    const apart = (one, other) => one.right <= other.left || other.right <= one.left || one.bottom <= other.top ||
        other.bottom <= one.top;
    return boxes.filter((box, at) => box.height < least || box.left < 0 || box.right > innerWidth ||
        !boxes.every((other, to) => to === at || apart(box, other)));
}"""


class Mix(NamedTuple):
    """What a front page is made of: sections, stories in each, Top stories, words by turns, pictures by turns."""

    sections: int
    stories: int
    top: int
    words: tuple[str, ...]
    pictures: tuple[tuple[int, int] | None, ...]


WIDE, TALL, SMALL, PANORAMA = (1600, 1067), (800, 1000), (200, 150), (1600, 400)
MIXES = {
    "one story": Mix(1, 1, 0, ("usual",), (None,)),
    "one story with a picture": Mix(1, 1, 0, ("usual",), (WIDE,)),
    "three stories": Mix(1, 3, 0, ("usual",), (None,)),
    "six stories, some with pictures": Mix(2, 3, 0, ("usual", "short"), (WIDE, None)),
    "no pictures": Mix(8, 6, 8, ("usual",), (None,)),
    "no pictures, no Top stories": Mix(8, 6, 0, ("usual", "long", "short"), (None,)),
    "only pictures": Mix(8, 6, 10, ("usual",), (WIDE,)),
    "only portraits": Mix(5, 6, 5, ("usual", "short"), (TALL,)),
    "pictures here and there": Mix(
        7, 6, 6, ("usual", "long", "short"), (WIDE, None, None, TALL, SMALL, PANORAMA, None)
    ),
    "long words": Mix(6, 6, 7, ("long",), (WIDE, None)),
    "short words": Mix(6, 6, 7, ("short",), (WIDE, None)),
    "sections of one story": Mix(7, 1, 0, ("usual", "long"), (None, WIDE)),
    "forty sections": Mix(40, 2, 4, ("usual", "short", "long"), (None, None, WIDE)),
}


@pytest.fixture
def photos():
    return {size: make_photo(*size) for size in (WIDE, TALL, SMALL, PANORAMA)}


def fill(mix: Mix, photos: dict) -> None:
    made = []
    for number in range(mix.sections * mix.stories):
        headline, blurb = WORDS[mix.words[number % len(mix.words)]]
        size = mix.pictures[number % len(mix.pictures)]
        section = make_section(f"Section {number % mix.sections + 1}")
        story = make_article(
            f"{headline} {number}", section=section, summary=blurb, minutes=-number, photo=photos.get(size)
        )
        made.append(story)
    for story in made[4 : 4 + mix.top]:
        make_top_story(story)


@pytest.mark.parametrize("name", MIXES)
def test_nothing_is_empty_for_more_than_120_pixels(page: Page, photos, name):
    fill(MIXES[name], photos)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        page.goto("/")
        if faults := page.evaluate(HOLES, HOLE) + page.evaluate(STICKING_OUT):
            found[width] = faults
    assert found == {}


def test_the_measure_finds_a_hole(page: Page, photos):
    fill(MIXES["no pictures"], photos)
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto("/")
    page.evaluate("document.querySelector('.lead').style.marginBlockEnd = '200px'")
    assert page.evaluate(HOLES, HOLE) != []


@pytest.mark.parametrize("pictures", [(WIDE,), (None,), (WIDE, None), (None, WIDE, TALL, PANORAMA), (TALL, PANORAMA)])
def test_seconds_of_a_row_have_their_headlines_in_one_line_and_their_pictures_on_top(page: Page, photos, pictures):
    fill(Mix(2, 4, 0, ("usual", "long", "short"), pictures), photos)
    for width in (768, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 1000})
        page.goto("/")
        for row in page.locator(".seconds").all():
            assert len(set(row.locator(".headline").evaluate_all(TOPS))) == 1
            if "of-1" not in row.get_attribute("class"):
                for second in row.locator(".second.pictured").all():
                    picture, headline = (second.locator(part).bounding_box() for part in ("picture", ".headline"))
                    assert picture["y"] + picture["height"] <= headline["y"]


def test_on_a_phone_latest_news_comes_right_after_the_seconds_in_five_lines(page: Page, photos):
    fill(MIXES["only pictures"], photos)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    box = page.locator(".latest-news")
    assert box.locator(".item:visible").count() == 5
    assert box.bounding_box()["y"] < page.locator(".front-top").bounding_box()["y"]
    box.get_by_role("link", name="All latest news").click()
    page.wait_for_url("**/latest/")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_forty_sections_open_in_place_by_mouse_and_keyboard_without_a_script(browser, base_url, width):
    for number in range(40):
        make_section(f"Section number {number}")
    make_article()
    last = Section.objects.last().name
    page = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
    page.goto(base_url)
    line, button = page.locator(".sections"), page.locator(".sections summary")
    low, at = line.bounding_box()["height"], button.evaluate(END)
    button.click()
    assert button.evaluate(END) == at
    assert line.evaluate(CROWDED) == []
    assert line.evaluate("line => line.scrollWidth <= line.clientWidth")
    button.press("Enter")
    assert line.bounding_box()["height"] == low
    button.press(" ")
    page.keyboard.press("Tab")
    expect(line.get_by_role("link", name="Latest")).to_be_focused()
    link = line.get_by_role("link", name=last)
    link.focus()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/section/**")
    page.context.close()


def test_a_line_that_is_not_opened_is_reached_by_keyboard_too(browser, base_url):
    for number in range(40):
        make_section(f"Section number {number}")
    make_article()
    page = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800}).new_page()
    page.goto(base_url)
    link = page.locator(".sections").get_by_role("link", name=Section.objects.last().name)
    link.focus()
    expect(link).to_be_in_viewport(ratio=1)
    page.context.close()
