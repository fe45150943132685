"""Forms that keep no copies: a page is not left with something unsaved unasked, and an ended session loses nothing."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Author, FrontSlot, Photo, Tag
from portal.partners.models import Partner
from tests.browser.desk import PASSWORD, press
from tests.browser.newsroom.test_photo_desk import PICTURE
from tests.support.factories import make_article
from tests.support.newsroom import LIST


def log_in_again(page) -> None:
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Log in again").click()
    login = opened.value
    login.get_by_label("Username").fill("anahit")
    login.get_by_label("Password").fill(PASSWORD)
    press(login, "Log in")
    expect(login.get_by_role("button", name="Log out")).to_be_visible()
    login.close()


@pytest.fixture
def asked(newsroom):
    """What the browser has asked whoever leaves a page; the answer is to stay."""
    heard = []
    newsroom.on("dialog", lambda dialog: (heard.append(dialog.type), dialog.dismiss()))
    return heard


def leave(page) -> None:
    page.get_by_role("link", name="Articles", exact=True).first.click(no_wait_after=True)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ("articles_photo", "Caption"),
        ("articles_author", "Bio"),
        ("articles_section", "Name"),
        ("articles_tag", "Name"),
        ("partners_partner", "Name"),
        ("articles_topstory", "Blurb"),
    ],
)
def test_whoever_leaves_with_something_unsaved_is_asked(newsroom, asked, form, field):
    newsroom.goto(reverse(f"admin:{form}_add"))
    box = newsroom.get_by_role("textbox", name=field)
    box.fill("Written")
    leave(newsroom)
    expect(box).to_have_value("Written")
    assert asked == ["beforeunload"]
    box.fill("")
    leave(newsroom)
    expect(newsroom).to_have_url(newsroom.url.split("/admin/")[0] + reverse(LIST))
    assert asked == ["beforeunload"]


def test_whoever_saves_is_not_asked(newsroom, asked):
    newsroom.goto(reverse("admin:articles_author_add"))
    newsroom.get_by_label("Name").fill("Anahit")
    press(newsroom, "Save")
    expect(newsroom.locator(".messagelist")).to_contain_text("was added successfully")
    assert (asked, Author.objects.count()) == ([], 1)


def test_a_refused_form_is_not_left_unasked(newsroom, asked):
    newsroom.goto(reverse("admin:partners_partner_add"))
    newsroom.get_by_label("Name").fill("Agency")
    press(newsroom, "Save")
    expect(newsroom.locator(".errornote")).to_be_visible()
    leave(newsroom)
    expect(newsroom.get_by_role("textbox", name="Name")).to_have_value("Agency")
    assert (asked, Partner.objects.count()) == (["beforeunload"], 0)


def test_the_answer_to_a_question_of_the_page_is_no_leaving(newsroom, asked):
    Tag.objects.create(name="Armenia")
    newsroom.goto(reverse("admin:articles_tag_add"))
    newsroom.get_by_label("Name").fill("Armenai")
    press(newsroom, "Save")
    newsroom.get_by_role("button", name="Use “Armenia”").click()
    expect(newsroom.get_by_role("heading", name="Edit tag")).to_be_visible()
    assert asked == []


def test_a_photo_with_its_words_survives_an_ended_session(newsroom):
    newsroom.goto(reverse("admin:articles_photo_add"))
    newsroom.get_by_label("Image").set_input_files(PICTURE)
    newsroom.get_by_label("Alternative text").fill("A bus at night")
    newsroom.get_by_label("Caption").fill("The last bus to Abovyan.")
    Session.objects.all().delete()
    press(newsroom, "Save")
    expect(newsroom.get_by_role("alert")).to_contain_text("Nothing was sent: your session has ended.")
    expect(newsroom.get_by_label("Caption")).to_have_value("The last bus to Abovyan.")
    log_in_again(newsroom)
    press(newsroom, "Save")
    expect(newsroom.locator(".messagelist")).to_contain_text("was added successfully")
    assert Photo.objects.get().caption == "The last bus to Abovyan."


def test_an_arrangement_of_the_front_page_survives_an_ended_session(newsroom, asked):
    story = make_article("Rain")
    newsroom.goto("/admin/articles/front/")
    newsroom.get_by_role("button", name="Pin here: Rain").click()
    leave(newsroom)
    expect(newsroom.get_by_role("heading", name="Front page", exact=True)).to_be_visible()
    assert asked == ["beforeunload"]
    Session.objects.all().delete()
    press(newsroom, "Save")
    expect(newsroom.get_by_role("alert")).to_contain_text("Nothing was sent: your session has ended.")
    log_in_again(newsroom)
    press(newsroom, "Save")
    expect(newsroom.locator(".messagelist")).to_contain_text("The front page is saved.")
    assert FrontSlot.objects.get().article == story
    assert asked == ["beforeunload"]


def test_a_reason_for_many_withdrawals_survives_an_ended_session(newsroom):
    make_article("Rain")
    newsroom.goto(reverse(LIST))
    newsroom.locator(".action-select").check()
    newsroom.get_by_label("Action:").select_option("withdraw")
    newsroom.locator("button[name=index]").click()
    newsroom.get_by_label("Reason").fill("Wrong person.")
    Session.objects.all().delete()
    press(newsroom, "Withdraw")
    expect(newsroom.get_by_role("alert")).to_contain_text("Nothing was sent: your session has ended.")
    expect(newsroom.get_by_label("Reason")).to_have_value("Wrong person.")


def test_away_from_the_network_nothing_is_sent(newsroom):
    newsroom.goto(reverse("admin:articles_author_add"))
    newsroom.get_by_label("Name").fill("Anahit")
    newsroom.context.set_offline(True)
    press(newsroom, "Save")
    expect(newsroom.get_by_role("alert")).to_contain_text("Nothing was sent: the newsroom cannot be reached.")
    newsroom.context.set_offline(False)
    press(newsroom, "Save")
    expect(newsroom.locator(".messagelist")).to_contain_text("was added successfully")
