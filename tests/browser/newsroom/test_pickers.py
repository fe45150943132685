"""The pickers of a story's form: tags, authors and photos are typed, taken and made by keyboard, without a click."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Author, Tag, TagAlias, WorkingCopy
from tests.browser.desk import out_of_sight, press, text_of
from tests.browser.visit import AXE, AXE_OPTIONS, VIOLATIONS
from tests.support.factories import make_article, make_bylines
from tests.support.newsroom import CHANGE
from tests.support.pictures import make_photo

KEPT = 15_000  # milliseconds in which a copy is kept at the latest


def opened(page, article):
    page.goto(reverse(CHANGE, args=[article.pk]))
    text_of(page)
    return page


@pytest.fixture
def draft(newsroom):
    """The form of a draft without tags, authors and photos."""
    return opened(newsroom, make_article("Rain in Gyumri", published_at=None))


def tags(page):
    return page.get_by_role("combobox", name="Tags", exact=True)


def authors(page):
    return page.get_by_role("combobox", name="Add an author")


def offered(page):
    """The rows of the list that is open."""
    return page.locator(".picker .options > li")


def expect_chosen(page, what: str, *names: str) -> None:
    expect(page.get_by_role("list", name=f"Chosen {what}").locator("li > span")).to_have_text(list(names))


def saved(page) -> None:
    press(page, "Save")
    expect(page.locator(".messagelist")).to_contain_text("is saved as a draft.")


def test_a_new_tag_is_typed_and_made_with_enter_without_a_click(draft, complaints):
    clicks = []
    draft.expose_function("clicked", lambda: clicks.append(1))
    draft.evaluate("document.addEventListener('pointerdown', () => clicked())")
    tags(draft).focus()
    draft.keyboard.type("Earthquakes")
    draft.keyboard.press("Enter")
    expect_chosen(draft, "tags", "Earthquakes")
    expect(tags(draft)).to_be_focused()
    expect(tags(draft)).to_have_value("")
    assert clicks == []
    saved(draft)
    assert list(Article.objects.get().tags.names()) == ["Earthquakes"]
    assert complaints == []


def test_a_tag_in_another_case_or_by_another_name_is_the_one_that_is_there(draft):
    TagAlias.objects.create(tag=Tag.objects.create(name="Nagorno-Karabakh"), name="Արցախ")
    tags(draft).press_sequentially("nagorno-KARABAKH")
    draft.keyboard.press("Enter")
    expect_chosen(draft, "tags", "Nagorno-Karabakh")
    draft.keyboard.press("Backspace")
    expect(draft.get_by_text("Nagorno-Karabakh is taken off.")).to_be_visible()
    tags(draft).press_sequentially("արցախ")
    draft.keyboard.press("Enter")
    expect_chosen(draft, "tags", "Nagorno-Karabakh")
    expect(draft.get_by_text("Nagorno-Karabakh for “արցախ”")).to_be_visible()
    assert Tag.objects.count() == 1


def test_a_list_is_pasted_and_what_may_be_another_tag_is_asked_about(draft):
    Tag.objects.create(name="Armenia")
    tags(draft).evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            field.focus();
            field.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        "Rooks, Armenai\nChess;armenia",
    )
    expect_chosen(draft, "tags", "Rooks", "Chess", "Armenia")
    expect(draft.get_by_text("Do you mean “Armenia”?")).to_be_visible()
    draft.keyboard.press("ArrowDown")
    draft.keyboard.press("Enter")
    expect_chosen(draft, "tags", "Rooks", "Chess", "Armenia", "Armenai")


def test_what_was_picked_and_not_saved_comes_back_with_the_unsaved_text(draft):
    Author.objects.create(name="Ani Petrosyan")
    address = draft.url
    tags(draft).press_sequentially("Rooks")
    draft.keyboard.press("Enter")
    authors(draft).press_sequentially("Ani P")
    draft.keyboard.press("Enter")
    expect_chosen(draft, "authors, in their order", "Ani Petrosyan")
    expect(draft.locator("#kept")).to_contain_text("a copy is kept", timeout=KEPT)
    draft.wait_for_timeout(1500)
    draft.goto("about:blank")
    draft.goto(address)
    press(draft, "Take it up")
    expect_chosen(draft, "tags", "Rooks")
    expect_chosen(draft, "authors, in their order", "Ani Petrosyan")
    saved(draft)
    article = Article.objects.get()
    assert ([*article.tags.names()], [author.name for author in article.authors.all()]) == (
        ["Rooks"],
        ["Ani Petrosyan"],
    )
    assert not WorkingCopy.objects.exclude(fields="").exists()


def test_a_network_that_is_away_leaves_the_typed_name_in_its_field(draft):
    tags(draft).focus()
    draft.context.set_offline(True)
    draft.keyboard.type("Rooks")
    draft.keyboard.press("Enter")
    expect(draft.get_by_text("The newsroom cannot be reached.").first).to_be_visible()
    expect(tags(draft)).to_have_value("Rooks")
    draft.context.set_offline(False)
    draft.keyboard.press("Enter")
    expect_chosen(draft, "tags", "Rooks")


def test_authors_are_taken_made_ordered_and_taken_off_by_keyboard(newsroom, complaints):
    account = User.objects.create_user("gor-account")
    Author.objects.create(name="Gor Hakobyan", account=account)
    article = make_article("Rain in Gyumri", published_at=None)
    make_bylines(article, "Ani", "Narek")
    page = opened(newsroom, article)
    authors(page).press_sequentially("gor-acc")
    expect(offered(page).first).to_have_text("Gor Hakobyan account gor-account")
    page.keyboard.press("Enter")
    authors(page).press_sequentially("Lilit Avagyan")
    page.keyboard.press("Enter")
    expect_chosen(page, "authors, in their order", "Ani", "Narek", "Gor Hakobyan", "Lilit Avagyan")
    page.get_by_role("button", name="Move up: Gor Hakobyan").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+ArrowUp")
    expect_chosen(page, "authors, in their order", "Gor Hakobyan", "Ani", "Narek", "Lilit Avagyan")
    expect(page.get_by_text("Gor Hakobyan is number 1 of 4.")).to_be_visible()
    page.get_by_role("button", name="Take off Narek").press("Enter")
    expect(authors(page)).to_be_focused()
    saved(page)
    assert [author.name for author in article.authors.all()] == ["Gor Hakobyan", "Ani", "Lilit Avagyan"]
    assert complaints == []


def test_an_author_taken_off_and_on_again_is_still_the_same_row(newsroom):
    article = make_article("Rain in Gyumri", published_at=None)
    make_bylines(article, "Ani", "Narek")
    page = opened(newsroom, article)
    page.get_by_role("button", name="Take off Ani").click()
    authors(page).press_sequentially("Ani")
    page.keyboard.press("Enter")
    expect_chosen(page, "authors, in their order", "Narek", "Ani")
    saved(page)
    assert [author.name for author in article.authors.all()] == ["Narek", "Ani"]


def test_photos_are_shown_newest_first_found_by_words_and_chosen_by_keyboard(draft, complaints):
    make_photo(alt="A bridge")
    photo = make_photo(alt="A tunnel", credit="Photo: Ani")
    make_photo(alt="A tram")
    field = draft.get_by_role("combobox", name="Look for a photo")
    field.focus()
    draft.keyboard.press("ArrowDown")
    expect(offered(draft).locator(".name")).to_have_text(["A tram", "A tunnel", "A bridge"])
    assert offered(draft).locator("img").count() == 3
    draft.keyboard.type("TUNNEL")
    expect(offered(draft).locator(".name")).to_have_text(["A tunnel"])
    draft.keyboard.press("Enter")
    expect(draft.locator("#id_photo_credit")).to_have_attribute("placeholder", "Photo: Ani")
    saved(draft)
    assert Article.objects.get().lead_photo.photo == photo
    assert complaints == []


def violations(page) -> list[str]:
    """What axe finds at the page's end, where the buttons lie over no field: it takes a covered one for a small one."""
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    return page.evaluate(VIOLATIONS, AXE_OPTIONS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_open_pickers(draft, width, scheme):
    draft.set_viewport_size({"width": width, "height": 844})
    draft.emulate_media(color_scheme=scheme)
    for name in ("Rooks", "Rookeries"):
        Tag.objects.create(name=name)
    make_photo(alt="A tunnel")
    draft.evaluate(AXE)
    tags(draft).press_sequentially("Rooks")
    draft.keyboard.press("Enter")
    tags(draft).press_sequentially("Rook")
    expect(offered(draft).first).to_be_visible()
    assert violations(draft) == []
    authors(draft).press_sequentially("Ani")
    draft.keyboard.press("Enter")
    expect_chosen(draft, "authors, in their order", "Ani")
    draft.get_by_role("combobox", name="Look for a photo").click()
    expect(offered(draft)).to_be_visible()
    assert violations(draft) == []
    assert out_of_sight(draft) == []
