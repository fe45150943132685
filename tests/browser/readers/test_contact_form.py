"""A reader reports an error: by a thumb, by the keyboard, with mistakes, with Back and reload."""

import pytest
from playwright.sync_api import Page, expect

from portal.contact.models import Message
from tests.support.factories import make_article, make_site_page

TEXT = "Կամուրջը Գյումրիում է, a bridge is in Gyumri."


@pytest.fixture
def story(live_server):
    make_site_page("contact", title="Contact")
    return make_article("The bridge opens")


def test_an_error_is_reported_from_the_story_on_a_phone(browser, base_url, story):
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, base_url=base_url)
    page.goto(story.get_absolute_url())
    page.get_by_role("link", name="Report an error").tap()
    expect(page.get_by_role("main").get_by_role("link", name="The bridge opens")).to_be_visible()
    page.get_by_label("Your message").fill(TEXT)
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your message has reached the newsroom.")
    page.reload()
    message = Message.objects.get()
    assert (message.text, message.story) == (TEXT, story.pk)
    page.close()


def test_a_mistake_keeps_what_was_typed_and_is_read_out_at_its_field(page: Page, story):
    page.goto("/contact/")
    page.get_by_label("Your message").fill(TEXT)
    page.get_by_label("Your e-mail address").fill("ani")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(page.get_by_label("Your message")).to_have_value(TEXT)
    field = page.get_by_label("Your e-mail address")
    expect(field).to_have_accessible_description(
        "This is not an e-mail address. An address has a name, the sign @ and the name of a site."
    )
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("ani@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert Message.objects.get().email == "ani@example.org"
    page.go_back()
    expect(page.get_by_label("Your message")).to_have_value(TEXT)


def test_back_brings_what_was_typed(page: Page, story):
    page.goto("/contact/write/")
    page.get_by_label("Your message").fill(TEXT)
    page.get_by_role("link", name="Other ways to reach us").click()
    page.wait_for_url("**/contact/")
    page.go_back()
    expect(page.get_by_label("Your message")).to_have_value(TEXT)


def test_the_keyboard_goes_past_the_trap(page: Page, story):
    page.goto("/contact/write/")
    page.get_by_label("Your message").focus()
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
    assert names == ["name", "email", "Send"]
