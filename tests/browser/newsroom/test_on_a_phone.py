"""The newsroom on a phone, 390 pixels wide: everything is in sight, nothing is cut."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from portal.contact.models import Message
from tests.browser.desk import out_of_sight
from tests.support.factories import make_article, make_top_story
from tests.support.newsroom import CHANGE, LIST

WIDTH = 390


@pytest.fixture
def phone(newsroom):
    newsroom.set_viewport_size({"width": WIDTH, "height": 844})
    return newsroom


@pytest.fixture
def article(db):
    article = make_article(
        "National Assembly opens its archive of stenographers' doodles for one long and cold weekend",
        published_at=timezone.now() + timedelta(days=1),
    )
    make_top_story(article)
    return article


@pytest.mark.parametrize("address", ["", *(f"articles/{name}/" for name in ("article", "section", "tag", "topstory"))])
@pytest.mark.usefixtures("article")
def test_nothing_is_wider_than_the_screen(phone, complaints, address):
    phone.goto(f"/admin/{address}", wait_until="networkidle")
    assert out_of_sight(phone) == []
    assert complaints == []


@pytest.mark.parametrize("width", [WIDTH, 1280])
def test_long_words_of_a_readers_message_make_no_page_wider(phone, complaints, width):
    phone.set_viewport_size({"width": width, "height": 844})
    message = Message.objects.create(text="W" * 2000, name="N" * 100, email=f"{'a' * 64}@{'b' * 60}.{'c' * 60}.am")
    for address in ("", "contact/message/", f"contact/message/{message.pk}/change/"):
        phone.goto(f"/admin/{address}", wait_until="networkidle")
        assert phone.evaluate("document.documentElement.scrollWidth") == width, address
    assert complaints == []


def test_the_form_is_not_wider_than_the_screen_and_names_one_clock(phone, complaints, article):
    phone.goto(reverse(CHANGE, args=[article.pk]), wait_until="networkidle")
    expect(phone.get_by_text("The clock of Asia/Yerevan.")).to_be_visible()
    expect(phone.locator(".timezonewarning").locator("visible=true")).to_have_count(0)
    assert out_of_sight(phone) == []
    assert complaints == []


def test_buttons_that_need_a_second_line_begin_where_the_first_does(phone):
    phone.set_viewport_size({"width": 320, "height": 844})  # at 390 it is the font that says whether they do
    phone.goto("/admin/partners/partner/")
    first, last = (phone.get_by_role("link", name=name) for name in ("Export as OPML", "New partner"))
    assert last.bounding_box()["x"] == first.bounding_box()["x"] == 15
    assert last.bounding_box()["y"] > first.bounding_box()["y"]


def test_a_field_of_one_line_is_as_wide_as_the_screen_lets_it(phone):
    phone.goto(reverse("admin:articles_photo_add"))
    assert phone.get_by_label("Alternative text").bounding_box()["width"] == WIDTH - 2 * 15


def test_a_story_in_the_list_is_a_block_with_its_section_state_and_time(phone, article):
    phone.goto(reverse(LIST))
    row = phone.locator("#result_list tbody tr")
    headline = row.locator("th").bounding_box()
    for cell, words in (("section", "Region"), ("state", "scheduled"), ("stamp", "AMT")):
        expect(row.locator(f".field-{cell}")).to_contain_text(words)
        box = row.locator(f".field-{cell}").bounding_box()
        assert box["y"] >= headline["y"] + headline["height"]
        assert box["x"] + box["width"] <= WIDTH


def test_the_account_and_the_theme_stand_on_one_line(phone):
    middles = []
    for part in (".who", "text=Account", "#logout-form button", ".theme-toggle"):
        box = phone.locator("#user-tools").locator(part).bounding_box()
        middles.append(box["y"] + box["height"] / 2)
    assert max(middles) - min(middles) < 6
