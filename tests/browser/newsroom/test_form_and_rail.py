"""A story's form: beside the writing a rail that stays in sight with the buttons, or one column."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.desk import out_of_sight, text_of, type_at_end
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE

WIDE, NARROW, PHONE = 1100, 1099, 390
LONG = "".join(f"<p>Paragraph {number} of a long story.</p>" for number in range(80))


@pytest.fixture
def long_story(newsroom):
    """The form of a draft whose text is longer than any screen."""
    article = make_article("Rain in Gyumri", body=LONG, published_at=None)
    newsroom.set_viewport_size({"width": WIDE, "height": 700})
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    text_of(newsroom)
    return newsroom


def button(page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def left_and_right(page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    return box["x"], box["x"] + box["width"]


@pytest.mark.parametrize("top", [0, 1500])
def test_on_a_wide_screen_the_rail_and_the_buttons_stay_in_sight(long_story, top):
    long_story.evaluate("top => scrollTo(0, top)", top)
    expect(long_story.get_by_role("heading", name="Place")).to_be_in_viewport()
    for name in ("Save", "Publish now", "Preview"):
        expect(button(long_story, name)).to_be_in_viewport()
    assert left_and_right(long_story, ".writing")[1] < left_and_right(long_story, ".rail")[0]
    assert out_of_sight(long_story) == []


def test_the_last_field_of_the_rail_comes_into_sight_above_the_buttons(long_story):
    long_story.get_by_text("Address", exact=True).click()
    long_story.locator("#id_language").focus()
    field, row = (long_story.locator(one).bounding_box() for one in ("#id_language", ".buttons"))
    assert field["y"] + field["height"] <= row["y"]


@pytest.mark.parametrize("width", [NARROW, PHONE])
def test_where_there_is_less_room_the_form_is_one_column_in_the_order_of_writing(long_story, width):
    long_story.set_viewport_size({"width": width, "height": 700})
    headings = [long_story.get_by_role("heading", name=name) for name in ("Place", "Authors", "Photo", "Publication")]
    tops = [heading.first.bounding_box()["y"] for heading in headings]
    assert tops == sorted(tops)
    assert long_story.locator(".prose-editor").bounding_box()["y"] < tops[0]
    for name in ("Save", "Publish now"):
        expect(button(long_story, name)).to_be_in_viewport()
    assert out_of_sight(long_story) == []


def test_on_a_phone_the_buttons_cover_neither_the_field_nor_the_cursor(long_story):
    long_story.set_viewport_size({"width": PHONE, "height": 500})
    type_at_end(long_story, " The last words.")
    row = long_story.locator(".submit-row").bounding_box()["y"]
    caret = long_story.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().bottom")
    assert 0 < caret <= row
    for _ in range(6):
        long_story.keyboard.press("Enter")
    assert long_story.evaluate("getSelection().anchorNode.getBoundingClientRect().bottom") <= row + 1
    for field in ("#id_dateline_place", "#id_kicker", "#id_published_at_0"):
        long_story.locator(field).focus()
        box = long_story.locator(field).bounding_box()
        assert box["y"] + box["height"] <= long_story.locator(".submit-row").bounding_box()["y"], field
