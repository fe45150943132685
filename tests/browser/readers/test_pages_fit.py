"""Every kind of page at every width: nothing scrolls sideways, and a finger finds its target."""

import pytest
from playwright.sync_api import Page

from articles.models import Author, Byline, Correction
from tests.support.factories import make_article, make_brief, make_section, make_top_story, show
from tests.support.pictures import make_photo

TOUCHED = "a:not(.text a, .skip), header input, button"
SMALL = """(links, least) => links.filter(link => {
    const box = link.getBoundingClientRect();
    const spread = getComputedStyle(link, "::after").position === "absolute";  // the whole entry is the target
    return box.width && !spread && (box.height < least || box.width < least);
}).map(link => link.outerHTML)"""
COVERED = """links => links.filter(link => {
    link.scrollIntoView({block: "center"});
    const {left, width, top, bottom} = link.getBoundingClientRect();
    const middle = left + width / 2;
    return [top + 1, bottom - 1].some(y => !link.contains(document.elementFromPoint(middle, y)));
}).map(link => link.outerHTML)"""
LEAST = {390: 43.5, 768: 24, 1280: 24}  # a target's height and width: 44 px under a finger, 24 elsewhere


@pytest.fixture
def addresses() -> list[str]:
    """One page of each kind, filled."""
    author = Author.objects.create(name="Anahit Sargsyan", bio="Writes about water.")
    for name in ("Politics", "Society", "Economy", "Science & Tech", "A section of a long name", "Sport", "Region"):
        for number in range(6):
            article = make_article(f"A story of {name}", section=make_section(name), minutes=number, tags=["Roads"])
            Byline.objects.create(article=article, author=author)
    make_top_story(make_article("W" * 90))
    Correction.objects.create(article=article, text="It was two.")
    show(article, make_photo(caption="A reservoir", credit="Photo: Anahit Sargsyan, courtesy of the ministry " * 3))
    lists = ["/", "/latest/", "/section/region/", "/tag/roads/", "/author/anahit-sargsyan/", "/corrections/"]
    archive = ["/archive/", "/archive/2020/", "/archive/2020/10/", "/archive/2020/10/02/"]
    return [*lists, *archive, "/nothing/", article.get_absolute_url(), make_brief().get_absolute_url()]


def test_nothing_scrolls_sideways_and_a_finger_finds_every_link(page: Page, addresses):
    found = {}
    for address in addresses:
        page.goto(address)
        for width in (320, 390, 768, 1024, 1280, 1680):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[address, width] = "scrolls sideways"
        for width, least in LEAST.items():
            page.set_viewport_size({"width": width, "height": 800})
            if small := page.locator(TOUCHED).evaluate_all(SMALL, least):
                found[address, width, "small"] = small
    assert found == {}


def test_nothing_lies_over_the_labels_and_days_that_a_finger_looks_for(page: Page, addresses):
    page.set_viewport_size({"width": 390, "height": 800})
    found = {}
    for address in addresses:
        page.goto(address)
        if covered := page.locator(".label a, .day a").evaluate_all(COVERED):
            found[address] = covered
    assert found == {}
