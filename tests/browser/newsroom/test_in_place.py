"""A story is saved and published without leaving its form: one press, no page load, nothing twice, nothing lost."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Author, WorkingCopy
from tests.browser.desk import PASSWORD, choose, out_of_sight, press, text_of, type_at_end
from tests.browser.visit import AXE, AXE_OPTIONS, VIOLATIONS
from tests.support.factories import make_article, make_section
from tests.support.newsroom import ADD, CHANGE
from tests.support.pictures import make_photo


@pytest.fixture
def draft(newsroom):
    """The form of a draft."""
    article = make_article("Rain in Gyumri", published_at=None)
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    text_of(newsroom)
    return newsroom


@pytest.fixture
def loads(draft):
    """The pages that the form's tab loads from now on."""
    counted = []
    draft.on("domcontentloaded", lambda page: counted.append(page.url))
    return counted


def answer(page):
    return page.locator(".answer")


def headline(page):
    return page.get_by_role("textbox", name="Headline")


def test_publishing_is_one_press_without_a_page_load(draft, loads, complaints):
    press(draft, "Publish now")
    expect(answer(draft)).to_contain_text("“Rain in Gyumri” is on the site.")
    assert Article.objects.get().is_public
    expect(draft.get_by_role("button", name="Withdraw")).to_be_visible()
    expect(draft.get_by_role("button", name="Publish now")).to_have_count(0)
    assert loads == []
    draft.reload()
    expect(answer(draft)).to_be_empty()
    assert Article.objects.get().history.count() == 2
    assert complaints == []


def test_what_is_typed_after_publishing_is_saved_by_the_same_form(draft, loads):
    press(draft, "Publish now")
    expect(answer(draft)).to_contain_text("is on the site.")
    type_at_end(draft, " It pours.")
    expect(draft.locator("#kept")).to_contain_text("a copy is kept", timeout=15_000)
    draft.keyboard.press("Control+s")
    expect(answer(draft)).to_contain_text("is on the site.")
    expect(draft.locator("#kept")).to_be_empty()
    assert Article.objects.get().body.endswith("It pours.</p>")
    assert not WorkingCopy.objects.exclude(fields="").exists()
    assert loads == []


def test_a_new_story_is_published_in_its_form_and_written_on(newsroom, complaints):
    make_section("Culture")
    newsroom.goto(reverse(ADD))
    text_of(newsroom)
    headline(newsroom).fill("A museum of chess opens")
    choose(newsroom, "section", "cul", "Culture")
    choose_tag(newsroom, "Chess")
    choose_author(newsroom, "Ani Petrosyan")
    press(newsroom, "Publish now")
    expect(answer(newsroom)).to_contain_text("is on the site as a flash")
    article = Article.objects.get()
    assert newsroom.url.endswith(reverse(CHANGE, args=[article.pk]))
    expect(newsroom.get_by_role("heading", name="Edit article")).to_be_visible()
    text_of(newsroom).click()
    newsroom.keyboard.type("Forty boards are shown.")
    choose_author(newsroom, "Narek")
    newsroom.keyboard.press("Control+s")
    expect(answer(newsroom)).to_contain_text("“A museum of chess opens” is on the site.")
    article.refresh_from_db()
    assert article.body == "<p>Forty boards are shown.</p>"
    assert [author.name for author in article.authors.all()] == ["Ani Petrosyan", "Narek"]
    assert list(article.tags.names()) == ["Chess"]
    newsroom.reload()
    text_of(newsroom)
    assert Article.objects.count() == 1
    newsroom.go_back()
    assert Article.objects.count() == 1
    assert complaints == []


def choose_tag(page, name: str) -> None:
    page.get_by_role("combobox", name="Tags", exact=True).press_sequentially(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Chosen tags")).to_contain_text(name)


def choose_author(page, name: str) -> None:
    page.get_by_role("combobox", name="Add an author").press_sequentially(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Chosen authors")).to_contain_text(name)


def test_a_warning_comes_in_place_and_publish_anyway_too(draft, loads):
    draft.get_by_label("Summary").fill("")
    press(draft, "Publish now")
    box = draft.get_by_role("region", name="Before this goes onto the site")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    draft.evaluate(AXE)
    assert draft.evaluate(VIOLATIONS, AXE_OPTIONS) == []
    assert not Article.objects.get().is_public
    press(draft, "Publish anyway")
    expect(answer(draft)).to_contain_text("is on the site.")
    expect(box).to_have_count(0)
    assert loads == []


def test_an_error_comes_in_place_beside_its_field_and_goes_when_it_is_mended(draft, loads):
    headline(draft).fill("")
    draft.keyboard.press("Control+s")
    expect(draft.locator(".field-headline .errorlist")).to_contain_text("required")
    expect(headline(draft)).to_be_focused()
    headline(draft).fill("Snow in Gyumri")
    draft.keyboard.press("Control+s")
    expect(answer(draft)).to_contain_text("is saved as a draft.")
    expect(draft.locator(".errorlist")).to_have_count(0)
    assert Article.objects.get().headline == "Snow in Gyumri"
    assert loads == []


def test_a_save_that_met_another_one_shows_both_texts_in_place(draft, loads):
    other = Article.objects.get()
    other.headline = "Rain and snow in Gyumri"
    other.save()
    type_at_end(draft, " It pours.")
    draft.keyboard.press("Control+s")
    expect(draft.get_by_role("heading", name="Saved meanwhile")).to_be_visible()
    expect(text_of(draft)).to_contain_text("It pours.")
    assert Article.objects.get().headline == "Rain and snow in Gyumri"
    headline(draft).fill("Rain and snow in Gyumri")
    draft.keyboard.press("Control+s")
    expect(answer(draft)).to_contain_text("is saved as a draft.")
    expect(draft.get_by_role("heading", name="Saved meanwhile")).to_have_count(0)
    assert Article.objects.get().body.endswith("It pours.</p>")
    assert loads == []


def test_photos_and_authors_of_the_rail_are_saved_again_and_again(draft):
    Author.objects.create(name="Ani Petrosyan")
    make_photo(alt="A bridge")
    make_photo(alt="A tunnel")
    press(draft, "Add another Photo")
    choose_photo(draft, 1, "A bridge")
    choose_author(draft, "Ani Petrosyan")
    draft.keyboard.press("Control+s")
    expect(answer(draft)).to_contain_text("is saved as a draft.")
    draft.get_by_role("textbox", name="Summary").fill("It rains.")
    draft.keyboard.press("Control+s")
    expect(answer(draft)).to_contain_text("is saved as a draft.")
    press(draft, "Add another Photo")
    choose_photo(draft, 1, "A tunnel")
    with draft.expect_response(lambda response: response.request.method == "POST" and "change" in response.url):
        draft.keyboard.press("Control+s")
    expect(draft.locator("img.picked")).to_have_count(2)
    article = Article.objects.get()
    assert [author.name for author in article.authors.all()] == ["Ani Petrosyan"]
    assert [use.photo.alt for use in article.photo_uses.order_by("position")] == ["A bridge", "A tunnel"]


def choose_photo(page, number: int, words: str) -> None:
    page.get_by_role("combobox", name="Look for a photo").nth(number).click()
    page.locator(".picker .options > li", has_text=words).click()
    expect(page.locator(".chosen-photo:visible", has_text=words).first).to_be_visible()


def test_an_ended_session_says_so_in_place_and_the_text_is_kept(draft):
    headline(draft).fill("Snow in Gyumri")
    Session.objects.all().delete()
    press(draft, "Publish now")
    expect(draft.get_by_role("alert")).to_contain_text("Your text is kept in this browser.")
    expect(headline(draft)).to_have_value("Snow in Gyumri")
    with draft.context.expect_page() as opened:
        draft.get_by_role("link", name="Log in again").click()
    login = opened.value
    login.get_by_label("Username").fill("anahit")
    login.get_by_label("Password").fill(PASSWORD)
    press(login, "Log in")
    expect(login.get_by_role("link", name="History")).to_be_visible()
    login.close()
    press(draft, "Publish now")
    expect(answer(draft)).to_contain_text("is on the site.")
    assert Article.objects.get().headline == "Snow in Gyumri"


def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_saved_twice(draft):
    headline(draft).fill("Snow in Gyumri")
    address = draft.url
    draft.route(address, lambda route: (route.fetch(), route.abort()))
    press(draft, "Publish now")
    expect(draft.get_by_role("alert")).to_contain_text("it is not known whether this was saved")
    expect(headline(draft)).to_have_value("Snow in Gyumri")
    draft.unroute(address)
    press(draft, "Publish now")
    expect(answer(draft)).to_contain_text("was saved when this form was sent the first time")
    expect(draft.get_by_role("button", name="Withdraw")).to_be_visible()
    assert Article.objects.get().history.count() == 2


def test_ctrl_enter_asks_before_it_publishes(draft, loads):
    text_of(draft).click()
    draft.keyboard.press("Control+Enter")
    dialog = draft.get_by_role("dialog", name="Publish this story now?")
    expect(dialog).to_contain_text("Rain in Gyumri")
    draft.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert not Article.objects.get().is_public
    draft.keyboard.press("Control+Enter")
    dialog.get_by_role("button", name="Publish now").press("Enter")
    expect(answer(draft)).to_contain_text("is on the site.")
    assert "<br>" not in Article.objects.get().body
    assert loads == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keys_are_listed_under_a_question_mark(draft, width):
    draft.set_viewport_size({"width": width, "height": 844})
    headline(draft).fill("")
    headline(draft).press_sequentially("Why?")
    dialog = draft.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_hidden()
    headline(draft).blur()
    draft.keyboard.press("?")
    expect(dialog).to_be_visible()
    draft.evaluate(AXE)
    assert draft.evaluate(VIOLATIONS, AXE_OPTIONS) == []
    press(draft, "Close")
    expect(dialog).to_be_hidden()
    press(draft, "Keys")
    expect(dialog).to_be_visible()
    draft.keyboard.press("Escape")
    assert out_of_sight(draft) == []


def test_a_name_that_is_typed_and_not_taken_stops_the_save_at_its_field(draft):
    field = draft.get_by_role("combobox", name="Tags", exact=True)
    field.fill("Rooks")
    press(draft, "Publish now")
    expect(field).to_be_focused()
    expect(draft.get_by_text("“Rooks” is not chosen yet")).to_be_visible()
    assert not Article.objects.get().is_public
