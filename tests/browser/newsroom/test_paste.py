"""What is pasted into a story's text, from whatever program, under the newsroom's own content policy."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import paste, text_of
from tests.support.pasted import CASES, NAMES, sample

TABLE = "a table (its cells are paragraphs now)"
PICTURE = "a picture (add it under Photo)"
LOST = {
    "gmail": "",
    "google_docs": f"Not kept of what was pasted: {PICTURE}.",
    "libreoffice": "Not kept of what was pasted: struck-out text.",
    "pages": "Not kept of what was pasted: struck-out text.",
    "web_page": f"Not kept of what was pasted: {PICTURE}, a video or frame.",
    "whatsapp": "",
    "word": f"Not kept of what was pasted: {PICTURE}, struck-out text.",
    "word_online": "",
}


def text(page: Page) -> str:
    """The text as the form would send it; lists and tables as we write them, without what Tiptap adds."""
    written = page.locator("[name=body]").input_value().replace("\xa0", "&nbsp;")
    for added in (' data-type="decimal"', ' colspan="1"', ' rowspan="1"'):
        written = written.replace(added, "")
    return written.replace("<td><p></p></td>", "<td></td>")


def pasted(page: Page, **what) -> str:
    """What an empty text becomes by the paste."""
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    paste(page, **what)
    return text(page)


def said(page: Page) -> str:
    return page.locator(".not-kept").inner_text()


def test_a_paste_keeps_what_a_text_may_hold(form, complaints):
    kept = {name: pasted(form, html=sample(name)[0], text="anything") for name in NAMES}
    assert kept == {name: sample(name)[1] for name in NAMES}
    assert complaints == []  # the content policy's, too


def test_what_cannot_be_kept_is_said_under_the_editor(form):
    lost = {}
    for name in NAMES:
        pasted(form, html=sample(name)[0], text="anything")
        lost[name] = said(form)
    assert lost == LOST


def test_it_is_said_right_under_the_text(form):
    pasted(form, html="<p>a</p><img src=b>")
    text_box, notice = text_of(form).bounding_box(), form.locator(".not-kept").bounding_box()
    assert (notice["x"], notice["width"]) == (text_box["x"], text_box["width"])
    assert 0 < notice["y"] - text_box["y"] - text_box["height"] < 10


def test_pasted_markup(form, complaints):
    assert {html: pasted(form, html=html) for html, _ in CASES} == dict(CASES)
    assert complaints == []


def test_a_plain_text_stays_plain(form):
    assert pasted(form, text="One *two* **three**\n\n_four_ __five__\r\nsix | seven") == (
        "<p>One *two* **three**</p><p>_four_ __five__</p><p>six | seven</p>"
    )


def test_a_pasted_address_becomes_a_link_and_is_unwrapped(form):
    addresses = "See https://www.google.com/url?q=https://example.org/a&sa=D and ended.In, www.example.org/b."
    assert pasted(form, text=addresses) == (
        '<p>See <a href="https://example.org/a">https://example.org/a</a> and ended.In, '
        '<a href="https://www.example.org/b">www.example.org/b</a>.</p>'
    )


@pytest.mark.parametrize("kind", ["text", "html"])
def test_an_address_pasted_over_words_links_them(form, kind):
    form.keyboard.type("the report")
    form.keyboard.press("Control+a")
    address = "https://www.google.com/url?q=https://example.org/a&sa=D"
    paste(form, **{kind: address})
    assert text(form) == '<p><a href="https://example.org/a">the report</a></p>'


def test_a_word_pasted_over_words_takes_their_place(form):
    form.keyboard.type("the report")
    form.keyboard.press("Control+a")
    paste(form, text="Baku.No")
    assert text(form) == "<p>Baku.No</p>"


def test_a_few_words_are_pasted_into_the_line(form):
    form.keyboard.type("Before  after")
    for _ in range(6):
        form.keyboard.press("ArrowLeft")
    paste(form, html="<meta charset='utf-8'><span style='font-weight: 700'>bold</span>")
    assert text(form) == "<p>Before <strong>bold</strong> after</p>"


def test_what_is_copied_within_the_editor_is_pasted_as_it_was(form, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    pasted(
        form,
        html="<h3>a</h3><ol start=3><li>b<ul><li><b>c</b></li></ul></li></ol><blockquote><p>d<br>e</p></blockquote>",
    )
    before = text(form)
    form.keyboard.press("Control+a")
    form.keyboard.press("Control+c")
    form.keyboard.press("Control+v")
    assert text(form) == before
    assert "".join(before.split("\n")) == (
        '<h3>a</h3><ol start="3"><li><p>b</p><ul><li><p><strong>c</strong></p></li></ul></li></ol>'
        "<blockquote><p>d<br>e</p></blockquote>"
    )


def test_the_clipboard_of_the_browser_itself(form, context, complaints):
    """By the keys, as somebody pastes."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}), "text/plain": new Blob(["x"], {type: "text/plain"}),
        })])""",
        sample("google_docs")[0],
    )
    complaints.clear()  # of the styles in what we wrote ourselves
    text_of(form).click()
    form.keyboard.press("Control+v")
    expect(form.locator(".not-kept")).to_have_text(LOST["google_docs"])
    assert text(form) == sample("google_docs")[1]
    assert complaints == []


def give_file(page: Page, kind: str, html: str = "") -> bool:
    """Pastes or drops a file on the text; returns whether the browser was kept from opening it."""
    return text_of(page).evaluate(
        """(editor, {kind, html}) => {
            const data = new DataTransfer();
            data.items.add(new File(["x"], "a.pdf", {type: "application/pdf"}));
            if (html) data.setData("text/html", html);
            const {left, top} = editor.getBoundingClientRect();
            const at = {bubbles: true, cancelable: true, clientX: left + 30, clientY: top + 20};
            return !editor.dispatchEvent(
                kind === "drop" ? new DragEvent("drop", {dataTransfer: data, ...at})
                : new ClipboardEvent("paste", {clipboardData: data, ...at}));
        }""",
        {"kind": kind, "html": html},
    )


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_file_is_refused_in_words_and_takes_nothing_away(form, kind):
    form.keyboard.type("words")
    form.keyboard.press("Control+a")
    assert give_file(form, kind)
    assert said(form) == "Files cannot be put into the text. Add a picture under Photo, others under Files."
    assert give_file(form, kind, html='<img src="https://example.org/a.png" width="600">')
    assert said(form) == f"Not kept of what was pasted: {PICTURE}."
    assert text(form) == "<p>words</p>"


def test_dropped_markup_is_read_as_pasted(form):
    form.keyboard.type("words ")
    text_of(form).evaluate(
        """(editor, html) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.setData("text/html", html);
            const {right, bottom} = editor.querySelector("p").getBoundingClientRect();
            const at = {clientX: right - 4, clientY: bottom - 4};
            editor.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true, ...at}));
        }""",
        '<b style="font-weight:normal">plain <img src="a.png"></b>',
    )
    assert text(form) == "<p>words plain</p>"
    assert said(form) == f"Not kept of what was pasted: {PICTURE}."


def test_a_file_that_misses_the_text_does_not_open_in_place_of_the_form(form):
    assert form.locator("h1").evaluate(
        """head => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["x"], "a.pdf", {type: "application/pdf"}));
            return ["dragover", "drop"].every(
                (kind) => !head.dispatchEvent(new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true})));
        }"""
    )


def test_what_was_said_goes_with_the_next_paste(form):
    pasted(form, html="<p>a</p><img src=b>")
    assert said(form) == f"Not kept of what was pasted: {PICTURE}."
    pasted(form, text="words")
    assert said(form) == ""
