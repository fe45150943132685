"""Breaking news on readers' pages: seen, hit, read out by name, not printed, and not kept on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.readers.test_offline import phone, read  # noqa: F401 a fixture
from tests.browser.visit import AXE, AXE_OPTIONS, STICKING_OUT, VIOLATIONS
from tests.support.factories import make_article, make_breaking, open_language

WORDS = {"en": "Breaking news", "ru": "Срочная новость", "hy": "Հրատապ լուր"}
LINES = {
    "en": "Earthquake of magnitude 5 shakes Gyumri, no casualties reported so far",
    "ru": "Землетрясение магнитудой 5 произошло в Гюмри, о пострадавших не сообщается",
    "hy": "Գյումրիում 5 մագնիտուդով երկրաշարժ է տեղի ունեցել, տուժածների մասին տվյալներ չկան",
}


@pytest.fixture
def site(live_server):
    """A site in three languages, each with a line; the English one leads to a story."""
    story = make_article("The story")
    for tag, line in LINES.items():
        if tag != "en":
            open_language(tag)
        make_breaking(line, tag, article=story if tag == "en" else None)
    return story


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_seen_in_each_language_at_the_top_and_axe_finds_nothing(page: Page, site, complaints, width, scheme):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    for tag, path in (("en", "/"), ("ru", "/ru/latest/"), ("hy", "/hy/"), ("en", site.get_absolute_url())):
        page.goto(path)
        banner = page.get_by_role("complementary", name=WORDS[tag])
        expect(banner).to_be_in_viewport()
        expect(banner).to_contain_text(LINES[tag].split()[0])
        page.evaluate(AXE)
        assert page.evaluate(VIOLATIONS, AXE_OPTIONS) == []
        assert page.evaluate(STICKING_OUT) == []
    assert complaints == []


def test_a_tap_on_any_of_its_words_and_the_keyboard_open_its_story(page: Page, site):
    page.goto("/latest/")
    page.get_by_text("Breaking news").click(force=True)  # the link lies over the words
    expect(page).to_have_url(re.compile(rf"/news/{site.pk}/the-story/$"))
    page.goto("/latest/")
    page.get_by_role("complementary", name="Breaking news").get_by_role("link").press("Enter")
    expect(page).to_have_url(re.compile(rf"/news/{site.pk}/the-story/$"))


def test_it_is_not_printed(page: Page, site):
    page.emulate_media(media="print")
    page.goto(site.get_absolute_url())
    expect(page.locator(".breaking")).to_be_hidden()


def test_a_story_that_a_phone_keeps_is_without_it(phone):  # noqa: F811
    story = make_article("The bridge opens")
    make_breaking("Earthquake in Gyumri")
    read(phone, story)
    expect(phone.locator(".breaking")).to_contain_text("Earthquake in")
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("The bridge opens")
    expect(phone.get_by_role("note")).to_be_visible()
    expect(phone.locator(".breaking")).to_have_count(0)
