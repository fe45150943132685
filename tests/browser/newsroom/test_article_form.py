"""The form of a story in a browser: counters, suggestions, warnings, what is kept, who else writes, and axe."""

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, Tag, WorkingCopy
from tests.browser.desk import PASSWORD, choose, text_of
from tests.browser.visit import AXE, AXE_OPTIONS, VIOLATIONS
from tests.support.factories import make_article, make_bylines, make_section
from tests.support.newsroom import ADD, CHANGE, LIST

KEPT = 15_000  # milliseconds in which a copy is kept at the latest


def violations(page) -> list:
    page.evaluate(AXE)
    return page.evaluate(VIOLATIONS, AXE_OPTIONS)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def blank(newsroom):
    """The form of a new story."""
    make_section("Culture")
    newsroom.goto(reverse(ADD))
    text_of(newsroom)
    return newsroom


@pytest.fixture
def draft(newsroom):
    """The form of a draft called "Rain in Gyumri"."""
    article = make_article("Rain in Gyumri", published_at=None)
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    text_of(newsroom)
    return newsroom


def test_headline_and_summary_are_counted(blank, complaints):
    headline = blank.get_by_label("Headline")
    expect(blank.locator("#id_headline_count")).to_have_text("0 of 65 characters")
    headline.fill("Ձյուն " * 20)
    expect(blank.locator("#id_headline_count")).to_have_text("119 of 65 characters: search engines cut it")
    assert "id_headline_count" in headline.get_attribute("aria-describedby").split()
    expect(blank.locator("#id_summary_count")).to_have_text("0 of 155 characters")
    assert complaints == []


def test_the_address_follows_the_headline_until_it_is_written_by_hand(draft):
    slug = draft.locator("#id_slug")
    draft.get_by_label("Headline").fill("Дождь")
    expect(slug).to_have_attribute("placeholder", "dozhd")
    expect(slug).to_have_value("")
    draft.get_by_text("Address", exact=True).click()
    slug.fill("weather")
    draft.get_by_label("Headline").fill("Snow")
    expect(slug).to_have_attribute("placeholder", "snow")
    press(draft, "Save")
    expect(draft.locator(".messagelist")).to_contain_text("is saved as a draft.")
    assert Article.objects.get().slug == "weather"


def test_a_tag_found_in_the_text_is_added_with_a_click_by_key_and_a_new_one_is_made(blank, complaints):
    Tag.objects.create(name="Rooks")
    blank.get_by_label("Headline").fill("Rooks in Gyumri")
    found = blank.get_by_role("group", name="Tags found in the text")
    expect(found.get_by_role("button")).to_have_text(["+ Rooks", "+ Gyumri (new)"])
    found.get_by_role("button", name="+ Rooks").focus()
    blank.keyboard.press("Enter")
    expect(found.get_by_role("button", name="Gyumri")).to_be_focused()
    blank.keyboard.press("Enter")
    expect(found).to_be_hidden()
    chosen = blank.locator("#id_tags").evaluate("select => [...select.selectedOptions].map(option => option.text)")
    assert chosen == ["Rooks", "Gyumri"]
    assert complaints == []


def test_a_slip_in_a_new_tag_is_asked_about_and_the_tag_there_is_taken(blank, complaints):
    Tag.objects.create(name="Armenia")
    blank.get_by_role("combobox", name="Tags").press_sequentially("Armenai")
    blank.keyboard.press("Enter")
    expect(blank.get_by_text("Do you mean “Armenia”?")).to_be_visible()
    expect(blank.locator(".picker .options > li")).to_have_text(["Armenia", "New tag “Armenai” all the same"])
    blank.keyboard.press("Enter")
    expect(blank.get_by_role("list", name="Chosen tags").get_by_role("listitem")).to_have_text(["Armenia×"])
    assert Tag.objects.count() == 1
    assert complaints == []


def test_a_warning_is_shown_and_publish_anyway_goes_on(draft):
    draft.get_by_label("Summary").fill("")
    press(draft, "Publish now")
    box = draft.get_by_role("region", name="Before this goes onto the site")
    expect(box).to_contain_text("The story has no summary")
    assert violations(draft) == []
    press(draft, "Publish anyway")
    expect(draft.locator(".messagelist")).to_contain_text("is on the site.")


def test_a_new_story_begins_in_its_headline(blank):
    expect(blank.get_by_label("Headline")).to_be_focused()


def test_a_script_that_comes_late_does_not_take_the_cursor_from_who_writes_already(newsroom):
    late = []
    newsroom.route(re.compile(r"/(firstfield|change_form)\.js$"), lambda route: late.append(route))
    newsroom.goto(reverse(ADD), wait_until="commit")
    newsroom.get_by_label("Summary").click()
    newsroom.keyboard.type("It rains ")
    for route in late:
        route.continue_()
    newsroom.wait_for_load_state("networkidle")
    newsroom.keyboard.type("in Gyumri.")
    expect(newsroom.get_by_label("Summary")).to_have_value("It rains in Gyumri.")
    assert len(late) == 1


def test_a_withdrawal_without_a_reason_leads_to_the_field_that_wants_one(newsroom):
    newsroom.goto(reverse(CHANGE, args=[make_article("Rain").pk]))
    press(newsroom, "Withdraw")
    expect(newsroom.get_by_label("Reason")).to_be_focused()
    expect(newsroom.get_by_label("Reason")).to_be_in_viewport()


def test_text_survives_a_closed_tab(draft):
    address = draft.url
    draft.get_by_label("Headline").fill("Snow in Gyumri")
    expect(draft.locator("#kept")).to_contain_text("a copy is kept", timeout=KEPT)
    draft.goto("about:blank")
    draft.goto(address)
    expect(draft.get_by_role("heading", name="You have unsaved text")).to_be_visible()
    assert violations(draft) == []
    press(draft, "Take it up")
    expect(draft.get_by_label("Headline")).to_have_value("Snow in Gyumri")
    press(draft, "Save")
    expect(draft.locator(".messagelist")).to_contain_text("is saved as a draft.")
    assert Article.objects.get().headline == "Snow in Gyumri"
    assert not WorkingCopy.objects.exclude(fields="").exists()


def test_text_survives_a_session_that_ended_and_is_saved_after_logging_in_again(draft):
    draft.get_by_label("Headline").fill("Snow in Gyumri")
    Session.objects.all().delete()
    press(draft, "Save")
    expect(draft.get_by_role("alert")).to_contain_text("Your text is kept in this browser.")
    expect(draft.get_by_label("Headline")).to_have_value("Snow in Gyumri")
    draft.route("**/working-copy/", lambda route: route.abort())  # else the newsroom may have the text first
    with draft.context.expect_page() as opened:
        draft.get_by_role("link", name="Log in again").click()
    login = opened.value
    login.get_by_label("Username").fill("anahit")
    login.get_by_label("Password").fill(PASSWORD)
    press(login, "Log in")
    expect(login.get_by_role("region", name="Text kept in this browser")).to_contain_text("Snow in Gyumri")
    login.close()
    draft.unroute("**/working-copy/")
    press(draft, "Save")
    expect(draft.locator(".messagelist")).to_contain_text("is saved as a draft.")
    assert Article.objects.get().headline == "Snow in Gyumri"


def test_who_else_has_the_story_open_is_named(draft):
    ani = User.objects.create_superuser("ani")
    copy = WorkingCopy.objects.keep(ani, "form-aaaaaaaa", Article.objects.get(), None, timezone.now())
    draft.reload()
    expect(draft.locator("#others")).to_contain_text("Open elsewhere: ani, since")
    copy.delete()
    draft.get_by_label("Headline").fill("Snow in Gyumri")
    expect(draft.locator("#kept")).to_contain_text("a copy is kept", timeout=KEPT)
    expect(draft.locator("#others")).to_have_text("")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_form(blank, width):
    blank.set_viewport_size({"width": width, "height": 844})
    Tag.objects.create(name="Chess")
    choose(blank, "tags", "che", "Chess")
    assert violations(blank) == []
    blank.locator(".field-section .select2-selection").click()
    expect(blank.locator(".select2-results__option", has_text="Culture")).to_be_visible()
    assert violations(blank) == []
    blank.keyboard.press("Escape")
    press(blank, "Save")
    expect(blank.locator(".errornote")).to_be_visible()
    assert violations(blank) == []
    article = make_article(tags=["Snow"])
    make_bylines(article, "Ani", "Gor")
    blank.goto(reverse(CHANGE, args=[article.pk]), wait_until="networkidle")
    assert violations(blank) == []


def test_axe_finds_nothing_on_the_list(newsroom):
    make_article(tags=["Snow"])
    newsroom.goto(reverse(LIST), wait_until="networkidle")
    assert violations(newsroom) == []


def test_the_way_by_key_leads_through_the_form_in_the_order_of_writing(blank):
    order = blank.evaluate(
        """() => [...document.querySelectorAll("#article_form :is(input, select, textarea, button, a, [tabindex='0'])")]
            .filter(part => part.checkVisibility() && part.tabIndex === 0)
            .map(part => part.closest("[class*=field-], #bylines-group, .submit-row"))
            .map(row => row?.id || [...(row?.classList ?? [])].find(name => /^field-|^submit-row$/.test(name)))
            .filter((name, at, all) => name && name !== all[at - 1])"""
    )
    assert order == [
        *("field-headline", "field-summary", "field-body", "field-section", "field-tags"),
        *("field-kicker", "field-dateline_place", "field-source"),
        *("bylines-group", "field-photo", "field-series", "field-published_at", "submit-row"),
    ]
