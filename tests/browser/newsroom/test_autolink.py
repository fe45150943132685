"""Which typed words become links by themselves, and the spell-checker's language."""

from playwright.sync_api import expect

from tests.browser.desk import text_of

LINKED = {
    "https://example.org/a?b=1": "https://example.org/a?b=1",
    "HTTP://example.org": "HTTP://example.org",
    "www.example.am": "https://www.example.am",
    "desk@example.am": "mailto:desk@example.am",
}
WORDS = [
    "ended.In",
    "Baku.No",
    "3.am",
    "report.zip",
    "example.org",
    "example.org/a",
    "A.Ter",
    "ftp://example.org",
    "12.10.am",
]


def test_addresses_that_are_written_out_become_links(form):
    form.keyboard.type(" ".join([*LINKED, ""]))
    links = "[...document.querySelectorAll('.tiptap a')].map(link => [link.textContent, link.getAttribute('href')])"
    assert dict(form.evaluate(links)) == LINKED


def test_words_with_a_full_stop_within_do_not(form):
    form.keyboard.type(" ".join([*WORDS, ""]))
    form.keyboard.press("Enter")
    assert text_of(form).locator("a").count() == 0


def test_the_text_is_spell_checked_in_its_language(form):
    expect(text_of(form)).to_have_attribute("spellcheck", "true")
    expect(text_of(form)).to_have_attribute("lang", "en")
    form.keyboard.type("В Гюмри третий день идёт дождь, дороги перекрыты.")
    for field in (text_of(form), form.get_by_label("Headline"), form.get_by_label("Summary")):
        expect(field).to_have_attribute("lang", "ru")
