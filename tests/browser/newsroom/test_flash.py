"""A flash in a browser: two presses and no page load, by keyboard, and nothing that was typed is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article, Breaking, FrontSlot, TopStory
from tests.browser.desk import PASSWORD
from tests.browser.visit import AXE, AXE_OPTIONS, STICKING_OUT, VIOLATIONS
from tests.support.factories import make_article, make_section, make_top_story, open_language

SENT = "**/articles/article/flash/"


@pytest.fixture
def start(newsroom) -> Page:
    """The start page of a newsroom with two sections, and the counts of what the test does there."""
    make_section("Region")
    make_section("Culture")
    newsroom.goto("/admin/", wait_until="networkidle")
    return newsroom


def dialog(page):
    return page.get_by_role("dialog", name="Flash")


def open_by_key(page):
    page.keyboard.press("f")
    expect(dialog(page).get_by_label("Headline")).to_be_focused()
    return dialog(page)


def test_a_flash_as_lead_takes_three_presses_and_no_page_load(start, complaints):
    loads = []
    start.on("framenavigated", lambda frame: loads.append(frame.url))
    presses = 0

    def press(act):
        nonlocal presses
        act()
        presses += 1

    press(start.get_by_role("link", name="Flash").click)
    start.get_by_label("Headline").press_sequentially("Museum opens an exhibition of paintings")
    press(start.get_by_label("Lead of the front page now").check)
    press(start.get_by_role("button", name="Publish").click)
    expect(dialog(start)).to_contain_text("is on the site, as the lead of the front page.")
    assert (presses, loads) == (3, [])
    article = Article.objects.get()
    assert (article.section.name, FrontSlot.objects.get().article) == ("Culture", article)
    expect(dialog(start).get_by_role("link", name="Go on writing")).to_be_focused()
    start.keyboard.press("Enter")
    expect(start).to_have_url(re.compile(rf"/admin/articles/article/{article.pk}/change/$"))
    assert len(loads) == 1
    assert complaints == []


def test_by_keyboard_alone_it_is_breaking_news(start, complaints):
    open_by_key(start)
    start.keyboard.type("Fire in Ferik")  # the letter of the key is typed
    for _ in range(3):
        start.keyboard.press("Tab")
    start.keyboard.press("Space")
    start.keyboard.press("Enter")
    expect(dialog(start)).to_contain_text("It is breaking news until")
    assert Breaking.objects.get().text == Article.objects.get().headline == "Fire in Ferik"
    assert complaints == []


def test_the_key_is_a_letter_wherever_one_writes(start):
    start.get_by_text("Put a line on every page").click()
    field = start.get_by_label("Line")
    field.focus()
    start.keyboard.type("Fire")
    expect(field).to_have_value("Fire")
    expect(dialog(start)).to_have_count(0)


def test_escape_and_another_page_keep_what_was_typed_and_a_published_one_is_gone(start):
    open_by_key(start).get_by_label("Headline").fill("Mayor resigns")
    start.keyboard.press("Escape")
    expect(dialog(start)).to_have_count(0)
    expect(open_by_key(start).get_by_label("Headline")).to_have_value("Mayor resigns")
    start.goto("/admin/articles/article/", wait_until="networkidle")
    expect(open_by_key(start).get_by_label("Headline")).to_have_value("Mayor resigns")
    start.keyboard.press("Enter")
    expect(dialog(start)).to_contain_text("is on the site")
    dialog(start).get_by_role("link", name="Another flash").click()
    expect(dialog(start).get_by_label("Headline")).to_have_value("")


def test_a_double_press_and_a_lost_answer_make_one_story(start):
    open_by_key(start).get_by_label("Headline").fill("Mayor resigns")

    def lose(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)  # the newsroom has it, and the answer does not arrive
            route.abort()
        else:
            route.continue_()

    start.route(SENT, lose)
    dialog(start).get_by_role("button", name="Publish").dblclick()
    expect(dialog(start).get_by_role("alert")).to_contain_text("cannot be reached. What you typed is still here")
    expect(dialog(start).get_by_label("Headline")).to_have_value("Mayor resigns")
    expect(dialog(start).get_by_label("Section").locator("option:checked")).to_have_text("Region")  # a guess came
    start.unroute(SENT)
    dialog(start).get_by_role("button", name="Publish").click()
    expect(dialog(start)).to_contain_text("is on the site")
    assert Article.objects.count() == 1


def test_an_ended_session_loses_nothing(start, editor):
    open_by_key(start).get_by_label("Headline").fill("Mayor resigns")
    Session.objects.all().delete()
    dialog(start).get_by_role("button", name="Publish").click()
    expect(dialog(start).get_by_role("alert")).to_contain_text("Nothing was sent: your session has ended")
    with start.expect_popup() as opened:
        dialog(start).get_by_role("link", name="Log in again in a new tab").click()
    opened.value.get_by_label("Username").fill(editor.username)
    opened.value.get_by_label("Password").fill(PASSWORD)
    opened.value.get_by_role("button", name="Log in").click()
    expect(opened.value.get_by_label("Headline")).to_be_visible()
    start.bring_to_front()
    dialog(start).get_by_role("button", name="Publish").click()
    expect(dialog(start)).to_contain_text("is on the site")
    assert Article.objects.get().headline == "Mayor resigns"


def test_what_is_doubted_or_wrong_is_asked_in_place(start, complaints):
    make_article("Mayor resigns", published_at=timezone.now())
    form = open_by_key(start)
    form.get_by_role("button", name="Publish").click()
    expect(form.get_by_text("This field is required.")).to_be_visible()
    expect(form.get_by_label("Headline")).to_be_focused()
    form.get_by_label("Headline").fill("Mayor resigns")
    form.get_by_role("button", name="Publish").click()
    expect(form.get_by_role("region", name="Before this goes onto the site")).to_be_focused()
    expect(form.get_by_label("Headline")).to_have_value("Mayor resigns")
    form.get_by_role("button", name="Publish anyway").click()
    expect(form).to_contain_text("is on the site")
    assert Article.objects.count() == 2
    assert complaints == []


def test_a_section_that_was_chosen_by_hand_stays(start):
    form = open_by_key(start)
    section = form.get_by_label("Section")
    form.get_by_label("Headline").press_sequentially("Museum opens an exhibition of paintings")
    expect(section.locator("option:checked")).to_have_text("Culture")
    section.select_option(label="Region")
    form.get_by_label("Headline").press_sequentially(" today")
    start.wait_for_timeout(600)
    expect(section.locator("option:checked")).to_have_text("Region")


def test_without_javascript_a_page_does_the_same(browser, live_server, start):
    cookies = start.context.cookies()
    with browser.new_context(java_script_enabled=False, base_url=live_server.url) as context:
        context.add_cookies(cookies)
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_role("link", name="Flash").click()
        page.get_by_label("Headline").fill("Mayor resigns")
        page.get_by_label("Breaking news").check()
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text("is on the site")).to_be_visible()
        page.reload()
        page.get_by_role("button", name="End the breaking news").click()
        expect(page.locator(".messagelist")).to_contain_text("is off the pages.")
    assert (Article.objects.count(), Breaking.objects.standing().count()) == (1, 0)


def test_in_the_form_of_another_story_nothing_is_mixed_up(start):
    story = make_article("A story", published_at=None)
    start.goto(f"/admin/articles/article/{story.pk}/change/", wait_until="networkidle")
    start.get_by_role("link", name="Flash").focus()
    form = open_by_key(start)
    form.get_by_label("Headline").fill("Mayor resigns")
    form.get_by_role("button", name="Publish").click()
    expect(form).to_contain_text("is on the site")
    start.keyboard.press("Escape")
    expect(start.locator("#id_headline")).to_have_value("A story")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(start, width, scheme):
    open_language("ru")
    start.set_viewport_size({"width": width, "height": 844})
    start.emulate_media(color_scheme=scheme)
    for page in ("/admin/", "/admin/articles/breaking/", "/admin/articles/article/flash/"):
        start.goto(page, wait_until="networkidle")
        start.evaluate(AXE)
        assert start.evaluate(VIOLATIONS, AXE_OPTIONS) == []
        assert start.evaluate(STICKING_OUT) == []
    start.goto("/admin/", wait_until="networkidle")
    form = open_by_key(start)
    form.get_by_label("Headline").fill("Mayor resigns")
    form.get_by_label("Breaking news").check()
    start.evaluate(AXE)
    assert start.evaluate(VIOLATIONS, AXE_OPTIONS) == []
    small = [
        box for one in form.locator("button, select, textarea").all() if (box := one.bounding_box())["height"] < 44
    ]
    assert width > 390 or small == []
    form.get_by_role("button", name="Publish").click()
    expect(form).to_contain_text("is on the site")
    start.evaluate(AXE)
    assert start.evaluate(VIOLATIONS, AXE_OPTIONS) == []
    assert start.evaluate(STICKING_OUT) == []


def test_breaking_news_are_set_and_ended_without_leaving_what_is_arranged(start, complaints):
    for name in ("Rain", "Snow"):
        make_top_story(make_article(name))
    start.goto("/admin/articles/front/", wait_until="networkidle")
    start.get_by_role("button", name="Up: Snow").click()
    panel = start.locator("#breaking-news")
    panel.get_by_text("Put a line on every page").click()
    panel.get_by_label("Line").fill("Quake shakes Gyumri")
    panel.get_by_role("button", name="Set").dblclick()
    expect(start.get_by_role("alert")).to_contain_text("is on every page until")
    expect(panel.get_by_role("listitem")).to_contain_text("Quake shakes Gyumri")
    expect(start.locator("[data-zone='top'] [data-row]").first).to_contain_text("Snow")
    panel.get_by_role("button", name="End the breaking news").click()
    expect(panel.get_by_role("listitem")).to_have_text("No breaking news now.")
    start.get_by_role("button", name="Save").click()
    expect(start.locator(".messagelist")).to_contain_text("The front page is saved.")
    assert [row.article.headline for row in TopStory.objects.all()] == ["Snow", "Rain"]
    assert Breaking.objects.count() == 1
    assert complaints == []


def test_a_line_that_cannot_be_sent_stays(start):
    panel = start.locator("#breaking-news")
    panel.get_by_text("Put a line on every page").click()
    panel.get_by_label("Line").fill("Quake shakes Gyumri")
    panel.get_by_label("Leads to").fill("nothing of ours")
    panel.get_by_role("button", name="Set").click()
    expect(panel.get_by_text("There is no such story on the site")).to_be_visible()
    expect(panel.get_by_label("Line")).to_have_value("Quake shakes Gyumri")
    panel.get_by_label("Leads to").fill("")
    start.context.set_offline(True)
    panel.get_by_role("button", name="Set").click()
    expect(start.get_by_role("alert")).to_contain_text("cannot be reached")
    start.context.set_offline(False)
    Session.objects.all().delete()
    panel.get_by_role("button", name="Set").click()
    expect(start.get_by_role("alert")).to_contain_text("your session has ended")
    expect(panel.get_by_label("Line")).to_have_value("Quake shakes Gyumri")
