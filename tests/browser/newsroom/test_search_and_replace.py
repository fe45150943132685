"""A name misspelt in twenty stories is replaced in at most 5 clicks and 3 page loads, and undone in one press."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Correction, Replacement
from tests.browser.desk import PASSWORD, give_password, press
from tests.browser.newsroom.test_account_pages import complaints_of_axe
from tests.support.accounts import make_account
from tests.support.factories import make_article, make_top_story
from tests.support.newsroom import LIST

WRONG, RIGHT = "Nikol Pashinian", "Nikol Pashinyan"
CLICKS_MAX, LOADS_MAX = 5, 3


@pytest.fixture
def stories(db) -> list[Article]:
    bodies = ("<p><strong>Nikol</strong> Pashinian spoke.</p>", "<p>It was Nikol&nbsp;Pashinian’s day.</p>")
    return [make_article(f"A speech, part {n}", body=bodies[n % 2], minutes=n) for n in range(20)]


@pytest.fixture
def desk(page, settings, stories):
    settings.NEWSROOM_SECOND_FACTOR = "off"
    make_account("sona", "Editor", first_name="Sona", password=PASSWORD)
    give_password(page, "sona")
    page.goto(reverse(LIST))
    return page


def wrong_ones() -> int:
    return Article.objects.filter(body__contains="Pashinian").count()


def in_order(page, complaints) -> None:
    assert complaints == []
    assert complaints_of_axe(page) == {}
    complaints.clear()


def test_twenty_stories_in_few_clicks_and_loads(desk, complaints):
    did = {"clicks": 0, "loads": 0}
    desk.on("framenavigated", lambda frame: did.update(loads=did["loads"] + (frame is desk.main_frame)))

    def click(what):
        what.click()
        did["clicks"] += 1

    click(desk.get_by_role("link", name="Search and replace").first)
    click(desk.get_by_label("Find", exact=True))
    desk.keyboard.type(WRONG)
    desk.keyboard.press("Tab")
    desk.keyboard.type(RIGHT)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="20 places in 20 stories")).to_be_visible()
    click(desk.get_by_role("button", name="Replace", exact=True))
    expect(desk.get_by_role("heading", name="Replaced in")).to_be_visible()
    assert wrong_ones() == 0
    assert did["clicks"] <= CLICKS_MAX, did
    assert did["loads"] <= LOADS_MAX, did
    assert Article.objects.filter(body="<p><strong>Nikol</strong> Pashinyan spoke.</p>").count() == 10
    desk.go_back()
    if desk.get_by_role("button", name="Replace", exact=True).count():  # the page before, as the browser kept it
        press(desk, "Replace")
        expect(desk.get_by_text("Nothing was done twice.")).to_be_visible()
    else:
        expect(desk.get_by_text("Nothing was found")).to_be_visible()
    desk.goto(reverse("admin:articles_replacement_change", args=[Replacement.objects.get().pk]))
    desk.reload()
    press(desk, "Undo")
    expect(desk.get_by_text("Undone by Sona")).to_be_visible()
    assert wrong_ones() == 20
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_by_keyboard_with_a_correction_at_any_width(desk, complaints, width, stories):
    make_top_story(stories[3], blurb=f"{WRONG} spoke at length, and was heard by many people in the square.")
    desk.set_viewport_size({"width": width, "height": 844})
    desk.goto(reverse("admin:articles_replacement_changelist"))
    in_order(desk, complaints)
    desk.get_by_label("Find", exact=True).focus()
    desk.keyboard.type(WRONG)
    desk.keyboard.press("Tab")
    desk.keyboard.type(RIGHT)
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("21 of 21 chosen")).to_be_visible()
    in_order(desk, complaints)
    desk.set_viewport_size({"width": width, "height": 844})
    desk.get_by_role("button", name="Tick none").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("0 of 21 chosen")).to_be_visible()
    box = desk.locator("input[name=chosen]").first
    box.focus()
    desk.keyboard.press("Space")
    expect(desk.get_by_text("1 of 21 chosen")).to_be_visible()
    desk.get_by_label("Minor edit: readers are not told").focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    desk.keyboard.type("The name of the prime minister was misspelt.")
    desk.get_by_role("button", name="Replace", exact=True).focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("1 place in 1 text.")).to_be_visible()
    assert Correction.objects.get().text == "The name of the prime minister was misspelt."
    in_order(desk, complaints)


def test_it_needs_no_script(browser, base_url, settings, stories):
    settings.NEWSROOM_SECOND_FACTOR = "off"
    make_account("sona", "Editor", password=PASSWORD)
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    give_password(page, "sona")
    page.goto(f"{reverse('admin:articles_replacement_changelist')}?find=Pashinian&by=Pashinyan")
    press(page, "Replace")
    assert wrong_ones() == 0
    press(page, "Undo")
    assert wrong_ones() == 20
    context.close()
