"""What is typed and pasted into the editor is what is stored."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.desk import link, text_of
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE


def stored(page, article) -> str:
    """Saves the form; gives the text as it then stands in the database."""
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("is saved as a draft.")
    article.refresh_from_db()
    return article.body


def test_spaces_are_plain_spaces(form, article, complaints):
    form.keyboard.type("a b c")
    assert stored(form, article) == "<p>a b c</p>"
    assert complaints == []


def test_bold_words_and_italic_words(form, article):
    form.keyboard.type("Very ")
    form.keyboard.press("Control+b")
    form.keyboard.type("bold")
    form.keyboard.press("Control+b")
    form.keyboard.type(" and ")
    form.keyboard.press("Control+i")
    form.keyboard.type("slanted")
    assert stored(form, article) == "<p>Very <strong>bold</strong> and <em>slanted</em></p>"


def test_a_list(form, article):
    form.get_by_role("button", name="unordered list", exact=True).click()
    form.keyboard.type("one")
    form.keyboard.press("Enter")
    form.keyboard.type("two")
    assert stored(form, article) == "<ul><li><p>one</p></li><li><p>two</p></li></ul>"


def test_a_heading_from_the_menu(form, article):
    form.keyboard.type("What next")
    form.locator(".prose-menubar__selected").click()
    form.get_by_role("button", name="Heading 2").click()
    assert stored(form, article) == "<h2>What next</h2>"


def test_the_menu_of_headings_is_marked_by_a_drawing_not_by_a_letter_that_few_fonts_have(form):
    mark = form.locator(".prose-menubar__selected").evaluate(
        """menu => {
            const {content, width, borderBottomWidth, borderBottomStyle} = getComputedStyle(menu, "::after");
            return [content, width, borderBottomWidth, borderBottomStyle];
        }"""
    )
    assert mark == ['""', "5px", "2px", "solid"]


def test_the_menu_of_headings_is_dark_where_the_page_is(form):
    form.emulate_media(color_scheme="dark")
    form.locator(".prose-menubar__selected").click()
    paper = "element => getComputedStyle(element).backgroundColor"
    menu = form.locator(".prose-menubar__picker:popover-open .ProseMirror")
    assert menu.evaluate(paper) == text_of(form).evaluate(paper) == "rgb(20, 19, 18)"


def test_a_link(form, article):
    form.keyboard.type("See the report")
    link(form, "the report", "https://example.org/")
    assert stored(form, article) == '<p>See <a href="https://example.org/">the report</a></p>'


def test_a_pasted_script_is_cleaned_away(form, article):
    alerts = []
    form.on("dialog", lambda dialog: alerts.append(dialog.message) or dialog.dismiss())
    hostile = '<p onclick="alert(1)">Safe <b>words</b></p><script>alert(2)</script><img src=x onerror=alert(3)>'
    text_of(form).evaluate(
        """(text, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            text.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        hostile,
    )
    assert stored(form, article) == "<p>Safe <strong>words</strong></p>"
    assert alerts == []


def test_a_text_that_is_only_looked_at_stays_as_it_was(newsroom):
    body = "<p>One, <strong>two</strong>.</p>\n<p>Three.</p>"
    public = make_article("Imported", body=body)
    newsroom.goto(reverse(CHANGE, args=[public.pk]))
    expect(text_of(newsroom)).to_contain_text("Three.")
    newsroom.get_by_role("button", name="Save", exact=True).click()
    expect(newsroom.locator(".messagelist")).to_contain_text("is on the site.")
    public.refresh_from_db()
    assert (public.body, public.updated_at) == (body, None)
