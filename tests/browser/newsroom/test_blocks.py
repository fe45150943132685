"""Tables, pull quotes, fact boxes, dividing lines and footnotes, made in the editor by mouse and by keyboard."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.desk import link, paste, text_of
from tests.browser.newsroom.test_prose_editor import stored
from tests.browser.visit import AXE, AXE_OPTIONS, VIOLATIONS
from tests.support.newsroom import CHANGE

TWO_BY_TWO = "<table><tr><th>Year</th><th>Trams</th></tr><tr><td>2019</td><td>14</td></tr></table>"


def press(form: Page, name: str) -> None:
    """Presses a button of the editor by keyboard."""
    button = form.get_by_role("button", name=name, exact=True)
    button.focus()
    form.keyboard.press("Enter")


def test_a_table_from_the_dialog(form, article, complaints):
    press(form, "Insert table")
    dialog = form.get_by_role("dialog")
    dialog.get_by_label("Rows").fill("2")
    dialog.get_by_label("Columns").fill("2")
    dialog.get_by_label("Include header row").select_option("Yes")
    dialog.get_by_role("button", name="Insert Table").click()
    for word in ("Year", "Trams", "2019", "14"):
        form.keyboard.type(word)
        if word != "14":
            form.keyboard.press("Tab")
    assert stored(form, article) == (
        "<table><tbody><tr><th><p>Year</p></th><th><p>Trams</p></th></tr>"
        "<tr><td><p>2019</p></td><td><p>14</p></td></tr></tbody></table>"
    )
    assert complaints == []


def test_a_table_that_was_saved_is_the_same_after_it_was_looked_at(form, article):
    paste(form, html=TWO_BY_TWO)
    first = stored(form, article)
    form.goto(reverse(CHANGE, args=[article.pk]))
    expect(text_of(form).locator("td")).to_have_text(["2019", "14"])
    assert stored(form, article) == first


def test_a_pull_quote_with_a_name(form, article):
    form.keyboard.type("A tram is a promise.")
    press(form, "Pull quote: a last paragraph that begins with a dash says who said it")
    form.keyboard.press("End")
    form.keyboard.press("Enter")
    form.keyboard.type("— Anahit Sargsyan")
    assert stored(form, article) == (
        '<blockquote class="pull"><p>A tram is a promise.</p><p>— Anahit Sargsyan</p></blockquote>'
    )


def test_a_fact_box_and_a_plain_paragraph_again(form, article):
    button = "Fact box: begin it with a heading"
    form.keyboard.type("3 lines")
    press(form, button)
    expect(text_of(form).locator("blockquote.facts")).to_have_text("3 lines")
    press(form, button)
    assert stored(form, article) == "<p>3 lines</p>"


def test_a_dividing_line(form, article):
    form.keyboard.type("Before")
    form.keyboard.press("Enter")
    press(form, "horizontal rule")
    form.keyboard.type("After")
    assert stored(form, article) == "<p>Before</p><hr><p>After</p>"


def test_a_dividing_line_before_a_note_leaves_the_note_alone(form, article):
    form.keyboard.type("Trams were counted.")
    press(form, "Footnote: a mark here and a note at the end")
    form.keyboard.type("The count.")
    text_of(form).locator("p").first.click()
    form.keyboard.press("End")
    press(form, "horizontal rule")
    form.keyboard.type("It is dry.")
    assert stored(form, article) == "<p>Trams were counted.[^1]</p><hr><p>It is dry.</p><p>[^1]: The count.</p>"


def test_a_dividing_line_within_a_paragraph_divides_it(form, article):
    form.keyboard.type("OneTwo")
    for _ in "Two":
        form.keyboard.press("ArrowLeft")
    press(form, "horizontal rule")
    assert stored(form, article) == "<p>One</p><hr><p>Two</p>"


def test_footnotes_are_numbered_and_their_notes_typed_at_the_end(form, article):
    form.keyboard.type("Trams were counted.")
    press(form, "Footnote: a mark here and a note at the end")
    form.keyboard.type("Count of October 2.")
    text_of(form).locator("p").first.click()
    form.keyboard.press("Home")
    press(form, "Footnote: a mark here and a note at the end")
    form.keyboard.type("Another.")
    assert stored(form, article) == (
        "<p>[^2]Trams were counted.[^1]</p><p>[^1]: Count of October 2.</p><p>[^2]: Another.</p>"
    )


def test_a_note_may_have_a_link(form, article):
    form.keyboard.type("Counted")
    press(form, "Footnote: a mark here and a note at the end")
    form.keyboard.type("the report")
    link(form, "the report", "https://example.org/")
    assert stored(form, article) == '<p>Counted[^1]</p><p>[^1]: <a href="https://example.org/">the report</a></p>'


def test_what_is_copied_within_the_editor_keeps_its_blocks(form, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(form, html=f"<p>a</p><hr>{TWO_BY_TWO}<p>b</p>")
    text_of(form).locator("p", has_text="b").last.click()
    press(form, "Fact box: begin it with a heading")
    before = form.locator("[name=body]").input_value()
    assert 'class="facts"' in before
    form.keyboard.press("Control+a")
    form.keyboard.press("Control+c")
    form.keyboard.press("Control+v")
    assert form.locator("[name=body]").input_value() == before


def test_the_buttons_and_a_table_have_no_barriers(form):
    paste(form, html=TWO_BY_TWO)
    text_of(form).locator("td").first.click()
    expect(form.get_by_role("button", name="Add row")).to_be_visible()
    form.evaluate(AXE)
    found = form.evaluate(VIOLATIONS.replace("axe.run(options)", 'axe.run(".prose-editor", options)'), AXE_OPTIONS)
    assert found == []
