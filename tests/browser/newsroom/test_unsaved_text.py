"""No unsaved text is lost: reload, Back, Preview, another tab or machine, an ended session, a network that is away."""

import re
from urllib.parse import parse_qs, quote_plus

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, WorkingCopy
from tests.browser.desk import choose, give_password, press, text_of
from tests.browser.readers.test_scheduled_story_appears import eventually
from tests.support.factories import make_article, make_section
from tests.support.newsroom import ADD, CHANGE

KEPT = 15_000  # milliseconds in which a copy is kept at the latest
KEEP = re.compile("/working-copy/")


def kept_texts() -> list[str]:
    """The headlines that the newsroom keeps, in the order of the alphabet."""
    copies = WorkingCopy.objects.exclude(fields="")
    return sorted(parse_qs(copy.fields, keep_blank_values=True)["headline"][0] for copy in copies)


def kept_here(page) -> list[str]:
    """The headlines that the browser keeps."""
    ours = "Object.keys(localStorage).filter(key => key.startsWith('working-copy'))"
    values = page.evaluate(f"{ours}.map(key => JSON.parse(localStorage[key]).fields)")
    return sorted(parse_qs(fields)["headline"][0] for fields in values)


def assert_kept(*headlines) -> None:
    def look():
        try:
            assert kept_texts() == sorted(headlines)
        except OperationalError as error:  # SQLite's shared memory: the server writes just now
            raise AssertionError from error

    eventually(look)


def write(page, words: str) -> None:
    """Types a headline and waits until the newsroom has it."""
    with page.expect_response(lambda answer: KEEP.search(answer.url) and quote_plus(quote_plus(words)) in sent(answer)):
        headline(page).fill(words)
    expect(page.locator("#kept")).to_contain_text("a copy is kept")


def sent(answer) -> str:
    """What the form sent that was answered, as it is on the wire."""
    return answer.request.post_data or ""


def headline(page):
    return page.get_by_role("textbox", name="Headline")


def boxes(page):
    return page.get_by_role("region", name="You have unsaved text")


def box_with(page, words: str):
    return boxes(page).filter(has_text=words)


def saved(page, words="is saved as a draft.") -> None:
    press(page, "Save")
    expect(page.locator(".messagelist")).to_contain_text(words)


def form_of(page, article=None):
    page.goto(reverse(CHANGE, args=[article.pk]) if article else reverse(ADD))
    text_of(page)
    return page


@pytest.fixture
def story(db):
    return make_article("Rain", published_at=None)


@pytest.fixture
def tab(newsroom):
    """Opens another tab of the same browser."""
    return newsroom.context.new_page


@pytest.fixture
def machine(browser, base_url, editor):
    """Another browser in which the same account is logged in."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    give_password(page, editor.username)
    yield page
    context.close()


def test_a_text_that_waits_is_neither_overwritten_nor_let_go_by_the_next_form(newsroom, story, complaints):
    """As it was seen: a closed tab, the story opened again, typed and saved without an answer to the offer."""
    write(form_of(newsroom, story), "The first text")
    form_of(newsroom, story)
    expect(boxes(newsroom)).to_have_count(1)
    write(newsroom, "The second text")
    assert_kept("The first text", "The second text")
    saved(newsroom)
    assert_kept("The first text")
    form_of(newsroom, story)
    press(newsroom, "Take it up")
    expect(headline(newsroom)).to_have_value("The first text")
    expect(newsroom.get_by_role("heading", name="Saved meanwhile")).to_be_visible()
    saved(newsroom)
    assert_kept()
    assert Article.objects.get().headline == "The first text"
    assert kept_here(newsroom) == []
    assert complaints == []


def test_two_tabs_of_a_story_each_keep_their_own(newsroom, tab, story):
    other = form_of(tab(), story)
    write(form_of(newsroom, story), "Of the first tab")
    write(other, "Of the second tab")
    assert_kept("Of the first tab", "Of the second tab")
    saved(other)
    assert_kept("Of the first tab")
    press(newsroom, "Save")
    expect(newsroom.get_by_role("heading", name="Saved meanwhile")).to_be_visible()
    assert_kept("Of the first tab")
    saved(newsroom)
    assert_kept()
    assert Article.objects.get().headline == "Of the first tab"


def test_two_machines_of_an_account_each_keep_their_own(newsroom, machine, story):
    write(form_of(newsroom, story), "At the desk")
    form_of(machine, story)
    expect(boxes(machine)).to_have_count(1)
    write(machine, "On the train")
    assert_kept("At the desk", "On the train")
    saved(machine)
    assert_kept("At the desk")
    form_of(machine, story)
    press(machine, "Take it up")
    expect(headline(machine)).to_have_value("At the desk")


def test_two_tabs_of_new_stories_each_keep_their_own(newsroom, tab):
    make_section("Culture")
    other = form_of(tab())
    write(form_of(newsroom), "One new story")
    write(other, "Another new story")
    assert_kept("Another new story", "One new story")
    choose(other, "section", "cul", "Culture")
    saved(other)
    assert_kept("One new story")
    newsroom.goto("about:blank")
    form_of(newsroom)
    expect(boxes(newsroom)).to_contain_text("One new story")


def test_what_was_typed_before_a_reload_is_offered(newsroom, story):
    headline(form_of(newsroom, story)).fill("Typed and reloaded at once")
    newsroom.reload()
    text_of(newsroom)
    expect(headline(newsroom)).to_have_value("Rain")
    newsroom.get_by_role("button", name="Take it up").first.click()
    expect(headline(newsroom)).to_have_value("Typed and reloaded at once")


def test_what_was_typed_before_a_preview_is_offered_after_back(newsroom, story):
    headline(form_of(newsroom, story)).fill("Typed and previewed")
    newsroom.get_by_role("link", name="Preview as saved").click()
    expect(newsroom.get_by_role("heading", name="Preview, not published")).to_be_visible()
    assert_kept("Typed and previewed")
    newsroom.go_back()
    text_of(newsroom)
    newsroom.get_by_role("button", name="Take it up").first.click()
    expect(headline(newsroom)).to_have_value("Typed and previewed")
    saved(newsroom)
    assert_kept()


def test_back_after_a_save_shows_the_saved_text_and_offers_nothing(newsroom, story):
    write(form_of(newsroom, story), "Snow")
    saved(newsroom)
    newsroom.go_back()
    text_of(newsroom)
    expect(headline(newsroom)).to_have_value("Snow")
    expect(boxes(newsroom)).to_have_count(0)
    write(newsroom, "Snow and hail")
    saved(newsroom)
    assert_kept()
    assert Article.objects.get().headline == "Snow and hail"


def test_back_to_words_of_an_older_version_does_not_put_them_into_the_newer_one(newsroom, story):
    headline(form_of(newsroom, story)).fill("Of the first version")
    newsroom.get_by_role("link", name="History").click()
    expect(newsroom.get_by_role("heading", name="Versions")).to_be_visible()
    assert_kept("Of the first version")  # the server has written: SQLite locks the table for one of two
    other = Article.objects.get()
    other.headline = "Saved by somebody else"
    other.save()
    newsroom.go_back()
    text_of(newsroom)
    expect(headline(newsroom)).to_have_value("Saved by somebody else")
    newsroom.get_by_role("button", name="Take it up").first.click()
    expect(newsroom.get_by_role("heading", name="Saved meanwhile")).to_be_visible()
    expect(headline(newsroom)).to_have_value("Of the first version")


def test_what_was_typed_after_a_refused_save_survives_a_reload(newsroom, story):
    write(form_of(newsroom, story), "Snow")
    headline(newsroom).fill("")
    press(newsroom, "Save")
    expect(newsroom.locator(".errornote")).to_be_visible()
    write(newsroom, "Typed after the refusal")
    newsroom.reload()  # asks for the form, and does not send what was refused again
    expect(newsroom.locator(".errornote")).to_have_count(0)
    assert_kept("Typed after the refusal")
    box_with(newsroom, "Typed after the refusal").get_by_role("button", name="Take it up").click()
    expect(headline(newsroom)).to_have_value("Typed after the refusal")
    saved(newsroom)
    assert_kept()


def test_back_to_a_text_that_was_taken_up_offers_it_again(newsroom, story):
    write(form_of(newsroom, story), "Snow")
    newsroom.goto("/admin/")
    form_of(newsroom, story)
    boxes(newsroom).get_by_role("button", name="Take it up").click()
    write(newsroom, "Snow and hail")
    newsroom.goto("/admin/")
    newsroom.go_back()
    text_of(newsroom)
    expect(boxes(newsroom)).to_contain_text("Snow and hail")
    assert_kept("Snow and hail")


def test_text_of_an_ended_session_and_a_closed_tab_is_taken_up_from_the_browser(newsroom, tab, story):
    make_article("Another story", published_at=None)
    write(form_of(newsroom, story), "Snow")
    Session.objects.all().delete()
    headline(newsroom).fill("Snow and hail")
    press(newsroom, "Save")
    expect(newsroom.get_by_role("alert")).to_contain_text("Your text is kept in this browser.")
    newsroom.close()
    page = tab()
    give_password(page, "anahit")
    form_of(page, Article.objects.get(headline="Another story"))
    expect(page.get_by_role("region", name="Text kept in this browser")).to_have_count(0)
    form_of(page, story)
    box = page.get_by_role("region", name="Text kept in this browser")
    expect(box).to_contain_text("Snow and hail")
    box.get_by_role("button", name="Take it up").click()
    expect(headline(page)).to_have_value("Snow and hail")
    assert_kept("Snow and hail")
    saved(page)
    assert_kept()
    assert kept_here(page) == []


def test_while_the_network_is_away_the_browser_keeps_the_text(newsroom, story):
    form_of(newsroom, story)
    newsroom.context.set_offline(True)
    headline(newsroom).fill("Typed in a tunnel")
    alert = newsroom.get_by_role("alert")
    expect(alert).to_have_text("The newsroom cannot be reached. Your text is kept in this browser.", timeout=KEPT)
    assert kept_here(newsroom) == ["Typed in a tunnel"]
    press(newsroom, "Save")
    expect(headline(newsroom)).to_have_value("Typed in a tunnel")
    newsroom.context.set_offline(False)
    expect(newsroom.locator("#kept")).to_contain_text("a copy is kept", timeout=KEPT)
    expect(alert).to_be_hidden()
    assert (kept_texts(), kept_here(newsroom)) == (["Typed in a tunnel"], [])


def test_a_newsroom_that_answers_with_an_error_is_given_no_form(newsroom, story):
    form_of(newsroom, story)
    newsroom.route(KEEP, lambda route: route.fulfill(status=503, body="away"))
    headline(newsroom).fill("Snow")
    press(newsroom, "Save")
    expect(newsroom.get_by_role("alert")).to_contain_text("Your text is kept in this browser.")
    newsroom.unroute(KEEP)
    saved(newsroom)
    assert Article.objects.get().headline == "Snow"
    assert kept_here(newsroom) == []


def test_a_browser_without_room_warns_before_the_page_is_left(newsroom, story):
    form_of(newsroom, story)
    newsroom.route(KEEP, lambda route: route.abort())
    newsroom.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }")
    headline(newsroom).fill("Snow")
    expect(newsroom.get_by_role("alert")).to_contain_text("copy it to another program", timeout=KEPT)
    asked = []
    newsroom.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    newsroom.get_by_role("link", name="History").click(no_wait_after=True)
    expect(headline(newsroom)).to_have_value("Snow")
    assert asked == ["beforeunload"]


def test_what_is_typed_while_a_save_is_under_way_is_kept(newsroom, story):
    headline(form_of(newsroom, story)).fill("Snow")
    waiting = []
    newsroom.route(reverse(CHANGE, args=[story.pk]), lambda route: waiting.append(route))
    with newsroom.expect_request(lambda request: request.method == "POST" and request.url.endswith("/change/")):
        headline(newsroom).press("Enter")
    newsroom.keyboard.type(", and more")
    waiting[0].continue_()
    expect(newsroom.locator(".messagelist")).to_contain_text("is saved as a draft.")
    assert Article.objects.get().headline == "Snow"
    assert_kept("Snow, and more")


def test_two_presses_of_save_make_one_story(newsroom):
    make_section("Culture")
    headline(form_of(newsroom)).fill("Snow")
    choose(newsroom, "section", "cul", "Culture")
    newsroom.get_by_role("button", name="Save", exact=True).dblclick()
    expect(newsroom.locator(".messagelist")).to_contain_text("is saved as a draft.")
    assert Article.objects.count() == 1


def test_discarding_one_text_leaves_the_page_and_the_others_alone(newsroom, story):
    write(form_of(newsroom, story), "The first text")
    write(form_of(newsroom, story), "The second text")
    headline(form_of(newsroom, story)).fill("The third text")
    box_with(newsroom, "The first text").get_by_role("button", name="Discard it").click()
    expect(boxes(newsroom)).to_have_count(1)
    expect(headline(newsroom)).to_have_value("The third text")
    assert_kept("The second text", "The third text")


def test_a_text_that_is_discarded_elsewhere_while_it_is_written_is_kept_again(newsroom, tab, story):
    write(form_of(newsroom, story), "Snow")
    other = form_of(tab(), story)
    press(other, "Discard it")
    expect(boxes(other)).to_have_count(0)
    headline(newsroom).fill("Snow and hail")
    assert_kept("Snow and hail")


def test_what_is_typed_and_undone_waits_no_more(newsroom, story):
    form_of(newsroom, story).get_by_role("textbox", name="Summary").fill("Snow.")
    expect(newsroom.locator("#kept")).to_contain_text("a copy is kept", timeout=KEPT)
    assert_kept("Rain")
    newsroom.get_by_role("textbox", name="Summary").fill(story.summary)
    expect(newsroom.locator("#kept")).to_be_empty(timeout=KEPT)
    assert_kept()


def test_a_form_that_is_only_opened_keeps_nothing(newsroom, story):
    form_of(newsroom, story)
    newsroom.reload()
    text_of(newsroom)
    expect(boxes(newsroom)).to_have_count(0)
    assert_kept()


def test_one_text_taken_up_in_two_tabs_is_in_both(newsroom, tab, story):
    write(form_of(newsroom, story), "Snow")
    other = form_of(tab(), story)
    form_of(newsroom, story)
    press(newsroom, "Take it up")
    expect(headline(newsroom)).to_have_value("Snow")
    write(newsroom, "Snow and hail")
    press(other, "Take it up")
    expect(headline(other)).to_have_value("Snow")
    assert_kept("Snow", "Snow and hail")
    saved(newsroom)
    assert_kept("Snow")
    assert Article.objects.get().headline == "Snow and hail"


def test_the_twenty_first_text_is_kept_in_the_browser_and_said_so(newsroom, editor, story):

    for number in range(20):
        WorkingCopy.objects.keep(editor, f"form-{number:08}", story, f"headline=Text+{number}", timezone.now())
    headline(form_of(newsroom, story)).fill("One too many")
    alert = newsroom.get_by_role("alert")
    expect(alert).to_contain_text("Already 20 unsaved texts of this story wait", timeout=KEPT)
    expect(alert).to_contain_text("Your text is kept in this browser.")
    assert (len(kept_texts()), kept_here(newsroom)) == (20, ["One too many"])
    box_with(newsroom, "Text 7").get_by_role("button", name="Discard it").click()
    expect(newsroom.locator("#kept")).to_contain_text("a copy is kept", timeout=KEPT)
    expect(alert).to_be_hidden()
    assert "One too many" in kept_texts()
    saved(newsroom)
