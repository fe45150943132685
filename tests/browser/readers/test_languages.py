"""Which language Chromium gives each story's words: the one by which it is read aloud, hyphenated and translated."""

import pytest
from playwright.sync_api import Page

from articles.models import Article
from tests.support.factories import make_article, make_section, make_top_story

SPOKEN = """element => {
    const spoken = element.closest("[lang]").lang;
    return element.matches(`:lang(${spoken})`) ? spoken : "";
}"""
STORIES = {
    "Library reopens": "en",
    "Библиотека открылась после ремонта": "ru",
    "Գրադարանը բացվեց": "hy",
    "Бібліотека відкрилася після ремонту": "uk",
    "Die Bibliothek ist wieder offen": "de",
}


@pytest.fixture
def stories():
    made = [make_article(words, body=f"<p>{words}.</p>", summary="", source="") for words in STORIES]
    for story in made[:3]:
        make_top_story(story)
    return made


def spoken(page: Page, words: str) -> set[str]:
    """The languages of all elements that hold just these words."""
    found = page.get_by_text(words, exact=True).all()
    assert found
    return {element.evaluate(SPOKEN) for element in found}


def test_chromium_reads_each_storys_words_in_its_language(page: Page, stories):
    for address in ("/", "/latest/", "/section/region/", stories[1].get_absolute_url(), stories[0].get_absolute_url()):
        page.goto(address)
        shown = [words for words in STORIES if page.get_by_text(words, exact=True).count()]
        assert {words: spoken(page, words) for words in shown} == {words: {STORIES[words]} for words in shown}
        assert len(shown) == len(STORIES)
        assert spoken(page, "Latest news") == {"en"}


@pytest.mark.parametrize(("language", "caps"), [("en", "all-small-caps"), ("hy", "normal"), ("hyw", "normal")])
def test_a_dateline_is_in_small_capitals_unless_it_is_armenian(page: Page, language, caps):
    story = make_article("Ferry leaves at noon", source="ARMENPRESS")
    Article.objects.filter(pk=story.pk).update(language=language)
    page.goto(story.get_absolute_url())
    dateline = page.get_by_text("ARMENPRESS", exact=True)
    assert dateline.evaluate("element => getComputedStyle(element).fontVariantCaps") == caps


@pytest.mark.parametrize(("name", "transform"), [("Culture", "uppercase"), ("Արվեստ և գրականություն", "none")])
def test_a_label_is_in_capitals_unless_it_is_armenian(page: Page, name, transform):
    story = make_article("Ferry leaves at noon", section=make_section(name))
    page.goto(story.get_absolute_url())
    label = page.locator(".story > header .label a")
    assert label.evaluate("element => getComputedStyle(element).textTransform") == transform
