"""What an editor does by hand at the log-in page and on the article's form."""

import re
from base64 import b32decode

from django.contrib.auth.models import User
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Locator, Page, expect

PASSWORD = "a long and winding one"
# The pickers of a story's form, by their field, and where each shows what is chosen.
PICKERS = {"tags": "Tags", "author": "Add an author", "photo": "Look for a photo"}
CHOSEN = {"tags": ".field-tags .chosen li", "author": ".authors .chosen li", "photo": ".field-photo .chosen-photo"}


def text_of(page: Page) -> Locator:
    """The editor's text, once it is ready to be typed into."""
    text = page.locator(".prose-editor .tiptap")
    expect(text).to_be_editable()
    return text


def type_at_end(page: Page, words: str) -> None:
    """Types `words` at the end of the editor's text.

    20 ms after it got the focus, ProseMirror puts the cursor where it believes it to be; on a slow machine that can
    fall between two letters of a machine that types at once.
    """
    text_of(page).focus()
    page.wait_for_timeout(100)
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def out_of_sight(page: Page) -> list[str]:
    """Elements of the header and the content that reach past the left or right edge of the window.

    What a closed `<details>` holds has no place yet: its boxes may be of any size.
    """
    return page.evaluate(
        """width => [...document.querySelectorAll("#header *, #content *")].filter(element => {
            const box = element.getBoundingClientRect();
            return element.checkVisibility() && box.width > 1 && (box.right > width + 1 || box.left < -1);
        }).map(element => element.outerHTML.slice(0, 80))""",
        page.viewport_size["width"],
    )


def choose(page: Page, field: str, part: str, name: str) -> None:
    """Types `part` of a name into the look-up of `field` and takes the row called `name`."""
    if label := PICKERS.get(field):
        page.get_by_role("combobox", name=label, exact=True).press_sequentially(part)
        page.locator(".picker .options > li", has_text=re.compile(f"^{re.escape(name)}")).first.click()
        expect(page.locator(CHOSEN[field]).filter(has_text=name)).to_be_visible()
        return
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").press_sequentially(part)
    page.locator(".select2-results__option", has_text=re.compile(f"^{re.escape(name)}$")).click()
    expect(page.locator(f".field-{field} .select2-selection")).to_contain_text(name)


def create_tag(page: Page, name: str) -> None:
    """Types the name of a new tag and presses Enter."""
    page.get_by_role("combobox", name="Tags", exact=True).press_sequentially(name)
    page.keyboard.press("Enter")
    expect(page.locator(CHOSEN["tags"]).filter(has_text=name)).to_be_visible()


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


def paste(page: Page, html: str = "", text: str = "") -> None:
    """Pastes into the editor's text at the cursor, as a browser does with what the clipboard holds."""
    text_of(page).evaluate(
        """(editor, {html, text}) => {
            const clipboardData = new DataTransfer();
            if (html) clipboardData.setData("text/html", html);
            if (text) clipboardData.setData("text/plain", text);
            editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        {"html": html, "text": text},
    )


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def give_password(page: Page, name: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Log in")


def set_up_second_factor(page: Page) -> list[str]:
    """Reads the secret as a phone would and confirms it; returns the recovery codes, which the page then shows."""
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    secret = b32decode(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(f"{totp(secret):06d}")
    press(page, "Confirm")
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return page.locator(".recovery code").all_inner_texts()


def log_in_with_code(page: Page, name: str) -> None:
    """Password, then what the phone shows."""
    device = TOTPDevice.objects.create(user=User.objects.get(username=name), name="phone")
    give_password(page, name)
    page.get_by_label("Code").fill(f"{totp(device.bin_key):06d}")
    press(page, "Log in")
    expect(page.get_by_role("link", name="New article")).to_be_visible()
