"""The front page desk in a browser: by mouse and by keyboard, the page beside it, and what axe says."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import FrontSlot, TopStory
from tests.browser.visit import AXE, AXE_OPTIONS, STICKING_OUT, VIOLATIONS
from tests.support.factories import make_article, make_top_story

DESK = "/admin/articles/front/"
LINE = re.compile("The text of story")  # the summary, which is what a Top story without a blurb prints


@pytest.fixture
def desk(newsroom):
    """The desk with three Top stories; the newest fill the places above."""
    for name in ("Rain", "Snow", "Hail"):
        make_top_story(make_article(name))
    make_article("Newest", minutes=9)
    newsroom.goto(DESK, wait_until="networkidle")
    return newsroom


def zone(page, name):
    return page.locator(f"[data-zone='{name}']")


def row(page, headline):
    return page.locator("[data-row]", has_text=headline)


def save(page, *lines) -> tuple:
    """Saves when the preview shows these Top stories; what then stands in the slots and in the Top stories."""
    expect(page.frame_locator(".front-frame iframe").locator(".front-top li")).to_have_text(lines)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_contain_text("The front page is saved.")
    slots = FrontSlot.objects.values_list("place", "article__headline")
    return dict(slots), list(TopStory.objects.values_list("article__headline", flat=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_moment_of_a_row_looks_like_the_fields_beside_it(desk, scheme):
    desk.emulate_media(color_scheme=scheme)
    look = "field => [getComputedStyle(field).backgroundColor, getComputedStyle(field).borderTopColor]"
    fields = row(desk, "Snow").locator(".row-fields")
    assert fields.locator(".row-until input").evaluate(look) == fields.locator(".row-place select").evaluate(look)


def test_a_story_is_dragged_to_the_lead_and_the_preview_follows(desk, complaints):
    desk.set_viewport_size({"width": 1280, "height": 1000})  # both ends in sight: a page that scrolls drags nothing
    row(desk, "Snow").locator(".grip").drag_to(zone(desk, "0"))
    expect(desk.frame_locator(".front-frame iframe").locator(".lead .headline")).to_have_text("Snow")
    expect(zone(desk, "1").locator(".grey")).to_contain_text("Newest")
    assert save(desk, LINE, LINE) == ({0: "Snow"}, ["Rain", "Hail"])
    assert complaints == []


def test_stories_are_arranged_by_keyboard_alone(desk, complaints):
    up = desk.get_by_role("button", name="Up: Hail")
    up.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-said]")).to_have_text("Hail: Top stories, 2.")
    expect(up).to_be_focused()
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Pin here: Newest").press("Enter")
    desk.get_by_role("button", name="Take off the page: Snow").press("Enter")
    assert save(desk, LINE, LINE) == ({0: "Newest"}, ["Hail", "Rain"])
    assert complaints == []


def test_a_story_is_looked_up_and_added(desk, complaints):
    make_article("Wind over Sevan", minutes=-9)
    desk.locator(".add .select2-selection").click()
    expect(desk.locator(".select2-results__option").first).to_have_text("Newest")
    desk.locator(".select2-container--open .select2-search__field").fill("sevan")
    desk.locator(".select2-results__option", has_text="Wind over Sevan").click()
    desk.get_by_role("button", name="Add", exact=True).click()
    assert save(desk, LINE, LINE, LINE, LINE) == ({}, ["Wind over Sevan", "Rain", "Snow", "Hail"])
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(desk, width, scheme):
    desk.set_viewport_size({"width": width, "height": 844})
    desk.emulate_media(color_scheme=scheme)
    desk.reload(wait_until="networkidle")
    desk.evaluate(AXE)
    assert desk.evaluate(VIOLATIONS, AXE_OPTIONS) == []
    assert desk.evaluate(STICKING_OUT) == []


def test_on_a_phone_a_finger_hits_each_button(desk):
    desk.set_viewport_size({"width": 390, "height": 844})
    buttons = desk.locator("#front-form :is(button, input[type=submit])").locator("visible=true").all()
    assert len(buttons) > 10
    boxes = [button.bounding_box() for button in buttons]
    assert [box for box in boxes if min(box["width"], box["height"]) < 44] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_start_page_leads_to_the_part_of_the_desk_where_a_story_ends(newsroom, width):
    newsroom.set_viewport_size({"width": width, "height": 600})
    for number in range(5):
        make_top_story(make_article(f"Story {number}"), until=timezone.now() + timedelta(hours=1), position=number)
    newsroom.goto("/admin/")
    newsroom.get_by_role("region", name="Ending on the front page").get_by_role("link", name="Story 0").click()
    newsroom.wait_for_load_state("networkidle")
    bar, heading = newsroom.locator(".front-buttons"), newsroom.get_by_role("heading", name="Top stories", exact=True)
    expect(heading).to_be_in_viewport()
    assert heading.bounding_box()["y"] >= bar.bounding_box()["y"] + bar.bounding_box()["height"]


def test_the_look_up_has_its_name_however_late_its_own_script_makes_it(newsroom):
    newsroom.add_init_script("const soon = setTimeout; window.setTimeout = (work, wait = 0) => soon(work, wait + 500)")
    newsroom.goto(DESK, wait_until="load")
    expect(newsroom.locator("#select2-front-add-container")).to_have_attribute("aria-label", "Story")
