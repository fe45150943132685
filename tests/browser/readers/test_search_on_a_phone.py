"""The search on a phone without scripts: results on the first screen, the filters folded, chips to take them off."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "java_script_enabled": False}


@pytest.fixture
def phone(browser, demo_server):
    context = browser.new_context(base_url=demo_server, **PHONE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ["/search/?q=museum", "/search/?q=the&section=culture&order=new"])
def test_a_result_stands_on_the_first_screen(phone, address):
    phone.goto(address)
    expect(phone.locator(".fields")).to_be_hidden()
    box = phone.locator(".results .headline").first.bounding_box()
    assert box["y"] + box["height"] < 844


def test_filters_are_set_and_taken_off_without_scripts(phone):
    phone.goto("/search/?q=the")
    phone.get_by_text("Filters", exact=True).tap()
    phone.get_by_label("Section", exact=True).select_option("culture")
    phone.locator(".send button").tap()
    expect(phone).to_have_url(re.compile(r"section=culture"))
    expect(phone.get_by_role("status")).to_contain_text("stor")
    phone.get_by_role("link", name="Remove this filter: Section: Culture").tap()
    expect(phone).to_have_url(re.compile(r"\?q=the$"))
    phone.go_back()
    expect(phone.get_by_role("link", name="Section: Culture")).to_be_visible()


def test_a_wrong_filter_is_shown_open(phone):
    phone.goto("/search/?q=the&tag=nosuchtag")
    expect(phone.get_by_role("alert")).to_contain_text("No story is about “nosuchtag”.")
    expect(phone.get_by_label("Topic", exact=True)).to_have_value("nosuchtag")
