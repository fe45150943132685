"""The rail beside a story keeps its place while one reads, and its end is read before it does."""

import pytest
from playwright.sync_api import Page

from articles.models import TopStory
from tests.support.factories import make_article, make_section

HOLE = 120  # pixels
LONG = "".join(f"<p>{f'Paragraph {n} tells of the road and of the rain. ' * 5}</p>" for n in range(40))
# At this place of the page: what is empty below the rail's last line, as far as the window or the row of columns goes.
EMPTY_BELOW = """top => {
    scrollTo(0, top);
    const bottoms = selector => [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect().bottom);
    const row = document.querySelector("main").getBoundingClientRect().bottom;
    return Math.min(innerHeight, row) - Math.max(...bottoms(".rail li"));
}"""
LAST_IS_SEEN = """top => {
    scrollTo(0, top);
    const {top: above, bottom} = [...document.querySelectorAll(".rail li")].at(-1).getBoundingClientRect();
    return above >= 0 && bottom <= innerHeight;
}"""
LARGEST = """() => {
    const sizes = [...document.querySelectorAll("body *")].filter(one => [...one.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.data.trim()) && one.checkVisibility())
        .map(one => [parseFloat(getComputedStyle(one).fontSize), one.localName]);
    return sizes.sort((one, other) => other[0] - one[0]).map(([size, name]) => `${name} ${size}`);
}"""


@pytest.fixture
def story(live_server):
    for number in range(12):
        other = make_article(
            f"Ministry of roads publishes plan {number} for bridges",
            minutes=-number,
            summary="One for each river. " * 6,
        )
        if number > 5:
            TopStory.objects.create(article=other, position=number)
    return make_article("Rain at last", section=make_section("Weather"), body=LONG, summary="It fell for forty days.")


def places(page: Page) -> range:
    return range(0, page.evaluate("document.scrollingElement.scrollHeight - innerHeight"), 200)


@pytest.mark.parametrize("width", [1120, 1280, 1680])
def test_nothing_is_empty_below_the_rail_of_a_long_story_wherever_one_reads(page: Page, story, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(story.get_absolute_url())
    empty = {top: page.evaluate(EMPTY_BELOW, top) for top in places(page)}
    assert len(empty) > 10
    assert {top: hole for top, hole in empty.items() if hole > HOLE} == {}


@pytest.mark.parametrize("height", [500, 900])
def test_a_rail_that_is_higher_than_the_window_is_read_to_its_end(page: Page, story, height):
    page.set_viewport_size({"width": 1280, "height": height})
    page.goto(story.get_absolute_url())
    seen = [page.evaluate(LAST_IS_SEEN, top) for top in places(page)]
    assert seen[0] is False
    assert seen[len(seen) // 2] is True
    assert seen[-1] is True


@pytest.mark.parametrize("width", [320, 390, 768, 1120, 1280, 1680])
def test_nothing_is_larger_than_the_headline(page: Page, story, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(story.get_absolute_url())
    first, second, *_ = page.evaluate(LARGEST)
    assert first.startswith("h1 ")
    assert float(first.split()[1]) > float(second.split()[1])
