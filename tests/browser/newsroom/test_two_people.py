"""Two people: a reporter writes and hands over, an editor returns it, the reporter mends it, the editor publishes."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article, Assignment, Note, Notice
from articles.models.handover.handing_over import take_step, write_note
from articles.models.handover.note import Step
from tests.browser.desk import PASSWORD, choose, give_password, out_of_sight, press, text_of, type_at_end
from tests.browser.newsroom.test_account_pages import complaints_of_axe
from tests.support.accounts import make_account
from tests.support.factories import make_article, make_section
from tests.support.newsroom import CHANGE, LIST

HEADLINE = "Night buses run to Abovyan"


@pytest.fixture
def visitor(browser, base_url):
    """Opens a page of somebody with a browser of their own."""
    contexts = []

    def come(account, **options):
        contexts.append(browser.new_context(base_url=base_url, **options))
        page = contexts[-1].new_page()
        give_password(page, account.username)
        expect(page.get_by_role("link", name="New article")).to_be_visible()
        return page

    yield come
    for context in contexts:
        context.close()


def person(name: str, role: str):
    return make_account(name.lower(), role, first_name=name, password=PASSWORD)


@pytest.fixture
def ani(db):
    return person("Ani", "Reporter")


@pytest.fixture
def mariam(db):
    return person("Mariam", "Editor")


def draft_of(account, headline=HEADLINE) -> Article:
    article = make_article(headline, published_at=None)
    article.history.update(history_user=account)
    return article


def told(page: Page, words: str) -> None:
    expect(page.locator(".messagelist")).to_contain_text(words, timeout=30_000)


def test_two_peoples_day(visitor, ani, mariam, complaints):
    make_section("Society")
    reporter, editor = visitor(ani), visitor(mariam)
    # The reporter writes and hands over, in one press after the note
    reporter.get_by_role("link", name="New article").click()
    reporter.get_by_label("Headline").fill(HEADLINE)
    reporter.get_by_label("Summary").fill("The last bus leaves at two.")
    text_of(reporter).click()
    reporter.keyboard.type("They run from midnight.")
    choose(reporter, "section", "soc", "Society")
    reporter.get_by_label("Note", exact=True).press_sequentially("Is the hour right? @mar")
    reporter.keyboard.press("Enter")
    expect(reporter.get_by_label("Note", exact=True)).to_have_value("Is the hour right? @mariam ")
    press(reporter, "Ready: hand over")
    told(reporter, "is saved and handed over to the desk.")
    # The editor sees it on the bell and on the start page, and returns it
    editor.goto("/admin/")
    expect(editor.locator("#bell")).to_have_text("New for you 1 new")
    expect(editor.get_by_role("region", name="Waiting for you")).to_contain_text("for the desk from Ani,")
    editor.get_by_role("link", name="New for you").click()
    expect(editor.locator(".news")).to_contain_text(f"Ani handed over {HEADLINE}")
    editor.locator(".news").get_by_role("link", name=HEADLINE).click()
    text_of(editor)
    expect(editor.locator(".stands").first).to_contain_text("Is the hour right?")
    editor.get_by_label("Note", exact=True).fill("It is one o'clock.")
    press(editor, "Return")
    told(editor, "is saved and returned to Ani.")
    expect(editor.locator("#bell .bell-count")).to_be_empty()
    # The reporter mends it and hands it over to the editor
    reporter.goto("/admin/")
    expect(reporter.locator("#bell")).to_have_text("New for you 1 new")
    reporter.get_by_role("region", name="Waiting for you").get_by_role("link", name=HEADLINE).click()
    type_at_end(reporter, " The first one leaves at one.")
    reporter.get_by_label("To", exact=True).select_option("Mariam")
    press(reporter, "Ready: hand over")
    told(reporter, "is saved and handed over to Mariam.")
    # The editor publishes
    editor.goto(reverse(LIST) + "?has=mine")
    editor.get_by_role("link", name=HEADLINE).click()
    expect(text_of(editor)).to_have_text("They run from midnight. The first one leaves at one.")
    press(editor, "Publish now")
    told(editor, "is on the site.")
    editor.goto("/admin/")
    expect(editor.get_by_role("region", name="Waiting for you")).to_have_count(0)
    assert Article.objects.get().is_public


def test_a_press_below_the_offered_colleagues_counts(visitor, ani, mariam):
    article = draft_of(ani)
    take_step(article, ani, Step.READY)
    editor = visitor(mariam)
    editor.goto(reverse(CHANGE, args=[article.pk]))
    text_of(editor)
    editor.get_by_label("Note", exact=True).press_sequentially("Say when, @ani")
    expect(editor.get_by_role("listbox", name="Colleagues")).to_be_visible()
    press(editor, "Return")  # which closes the list; the button must not move meanwhile
    told(editor, "is saved and returned to Ani.")


def test_notes_are_written_answered_and_done_without_leaving_the_form(visitor, ani, mariam):
    article = draft_of(ani)
    editor = visitor(mariam)
    heard = []
    editor.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    editor.goto(reverse(CHANGE, args=[article.pk]))
    type_at_end(editor, " Not saved yet.")
    box = editor.get_by_label("New note")
    box.press_sequentially("Who says so, @an")
    expect(editor.get_by_role("listbox", name="Colleagues")).to_contain_text("Ani @ani")
    editor.keyboard.press("Tab")
    press(editor, "Write the note")
    expect(editor.locator(".notes-thread")).to_contain_text("Who says so, @ani")
    expect(box).to_have_value("")
    assert Notice.objects.get().account == ani
    box.fill("Being typed")
    press(editor, "Done")
    expect(editor.locator(".notes-thread")).to_contain_text("done: Mariam")
    expect(box).to_have_value("Being typed")
    expect(text_of(editor)).to_contain_text("Not saved yet.")
    assert Note.objects.get().done_by == mariam
    assert heard == []


def test_who_works_on_what_is_on_the_start_page_and_in_the_list(visitor, ani, mariam):
    article = draft_of(ani)
    reporter, editor = visitor(ani), visitor(mariam)
    reporter.goto(reverse(CHANGE, args=[article.pk]))
    text_of(reporter)
    reporter.wait_for_load_state("networkidle")
    editor.goto("/admin/")
    expect(editor.get_by_role("region", name="Open now")).to_contain_text("Ani, since")
    editor.goto(reverse(LIST))
    expect(editor.locator(".open-by")).to_have_text("open: Ani")


def test_of_two_in_one_form_the_second_press_says_who_was_first(visitor, ani, mariam):
    article = draft_of(ani)
    take_step(article, ani, Step.READY)
    first, second = visitor(mariam), visitor(person("Gor", "Editor"))
    for page in (first, second):
        page.goto(reverse(CHANGE, args=[article.pk]))
        text_of(page)
    press(first, "Take it")
    told(first, "is saved, and yours now.")
    second.get_by_label("Note", exact=True).fill("It is one o'clock.")
    press(second, "Return")
    expect(second.get_by_text("Nothing was saved: Mariam took it on")).to_be_visible()
    expect(second.get_by_label("Note", exact=True)).to_have_value("It is one o'clock.")
    assert Assignment.objects.get().assignee == mariam


def test_axe_finds_nothing_and_nothing_is_out_of_sight(visitor, ani, mariam):
    article = draft_of(ani, "National Assembly opens its archive of doodles for one long and cold weekend")
    take_step(article, ani, Step.READY, to=mariam, text="Check the numbers, and the name of the minister.")
    write_note(article, ani, "@mariam, who says so? " + "x" * 200)
    article.newsroom_notes.create(by=ani, text="Done long ago.").mark_done(ani)
    page = visitor(mariam)
    for address in ("/admin/", "/admin/articles/article/news/", reverse(CHANGE, args=[article.pk]), reverse(LIST)):
        page.goto(address, wait_until="networkidle")
        assert complaints_of_axe(page) == {}
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert out_of_sight(page) == []
