"""What an editor does by hand on the article's form."""

import re

from playwright.sync_api import Locator, Page, expect


def text_of(page: Page) -> Locator:
    """The editor's text, once it is ready to be typed into."""
    text = page.locator(".prose-editor .tiptap")
    expect(text).to_be_editable()
    return text


def choose(page: Page, field: str, part: str, name: str) -> None:
    """Types `part` of a name into the autocomplete of `field` and takes the suggestion called `name`."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").press_sequentially(part)
    page.locator(".select2-results__option", has_text=re.compile(f"^{re.escape(name)}$")).click()
    expect(page.locator(f".field-{field} .select2-selection")).to_contain_text(name)


def create_tag(page: Page, name: str) -> None:
    """Makes a new tag in the popup beside the field of tags."""
    with page.expect_popup() as opened:
        page.locator("#add_id_tags").click()
    popup = opened.value
    popup.get_by_label("Name").fill(name)
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".field-tags .select2-selection")).to_contain_text(name)


def link(page: Page, words: str, address: str) -> None:
    """Selects the text's last words, which `words` are, and links them."""
    text = text_of(page)
    expect(text).to_contain_text(words)
    text.evaluate(
        """(text, words) => {
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            let node;
            while (walker.nextNode()) node = walker.currentNode;
            const begin = node.data.lastIndexOf(words);
            text.focus();
            getSelection().setBaseAndExtent(node, begin, node, begin + words.length);
            return new Promise((done) => setTimeout(done, 100));  // the editor hears of it by an event
        }""",
        words,
    )
    page.get_by_role("button", name="insert link").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("URL").fill(address)
    dialog.get_by_role("button", name="Update").click()
    expect(text.locator(f"a[href='{address}']")).to_have_text(words)
