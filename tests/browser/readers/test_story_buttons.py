"""The two buttons of a story that need a script."""

from playwright.sync_api import Page, expect

from tests.support.factories import make_article


def test_print_opens_the_browsers_dialog(page: Page, complaints):
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(make_article().get_absolute_url())
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True
    assert complaints == []


def test_the_address_is_copied(page: Page, context, settings, complaints):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = make_article().get_absolute_url()
    page.goto(address)
    page.clock.install()
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == settings.SITE_URL + address
    page.clock.fast_forward(5000)
    expect(page.get_by_role("status")).to_be_empty()
    expect(page.get_by_role("button", name="Copy the address")).to_be_visible()
    assert complaints == []


def test_an_address_that_may_not_be_copied_is_selected_and_that_is_said(page: Page, settings):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    address = make_article().get_absolute_url()
    page.goto(address)
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("status")).to_have_text("Not copied. The address is selected.")
    assert page.evaluate("getSelection().toString()") == settings.SITE_URL + address


def test_without_scripts_the_buttons_are_not_there(browser, base_url):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base_url + make_article().get_absolute_url())
    expect(page.get_by_role("link", name="Telegram")).to_be_visible()
    expect(page.get_by_text("Print", exact=True)).to_be_hidden()
    page.context.close()
