"""A chief editor makes a reporter, who signs a story and mends a photo; then the role is taken."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles.models import Article, Photo
from tests.browser.desk import PASSWORD, choose, give_password, press
from tests.browser.newsroom.test_account_pages import complaints_of_axe
from tests.browser.newsroom.test_photo_desk import PICTURE
from tests.support.accounts import make_account
from tests.support.factories import make_section


@pytest.fixture
def reporters_page(browser, base_url):
    """A page in the reporter's own browser."""
    context = browser.new_context(base_url=base_url)
    yield context.new_page()
    context.close()


def make_reporter(page) -> None:
    page.goto("/admin/auth/user/add/")
    for label, text in (("Username", "gor"), ("First name", "Gor"), ("Last name", "Petrosyan")):
        page.get_by_label(label).fill(text)
    page.get_by_role("radio", name="Reporter").check()
    for field in ("#id_password1", "#id_password2"):
        page.locator(field).fill(PASSWORD)
    press(page, "Save")
    expect(page.locator(".messagelist")).to_contain_text("Stories of gor are signed “Gor Petrosyan”.")


def sign_a_story(page) -> None:
    page.goto("/admin/articles/article/add/")
    expect(page.locator("#bylines-group .chosen li")).to_contain_text("Gor Petrosyan")
    page.get_by_label("Headline").fill("Night buses run")
    choose(page, "section", "soc", "Society")
    press(page, "Save")
    expect(page.locator(".messagelist")).to_contain_text("is saved as a draft.")


def mend_a_photo(page) -> None:
    page.goto("/admin/articles/photo/add/")
    page.get_by_label("Image").set_input_files(PICTURE)
    page.get_by_label("Alternative text").fill("A bus at night")
    press(page, "Save and view")
    page.locator(".focal").click(position={"x": 10, "y": 10})
    page.get_by_label("Caption").fill("It runs until four.")
    press(page, "Save")
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")


def test_a_role_opens_the_newsroom_and_without_it_it_is_shut(page, reporters_page, base_url, settings):
    settings.NEWSROOM_SECOND_FACTOR = "off"
    make_section("Society")
    make_account("sona", "Chief editor", first_name="Sona", password=PASSWORD)
    give_password(page, "sona")
    make_reporter(page)
    assert complaints_of_axe(page) == {}
    give_password(reporters_page, "gor")
    sign_a_story(reporters_page)
    mend_a_photo(reporters_page)
    photo, gor = Photo.objects.get(), User.objects.get(username="gor")
    assert (photo.caption, photo.added_by) == ("It runs until four.", gor)
    assert photo.focus != (50, 50)
    assert Article.objects.get().bylines.get().author.account == gor
    page.get_by_label("No role, no access").check()
    press(page, "Save")
    expect(page.get_by_role("row", name="gor")).to_contain_text("No role, no access")
    reporters_page.goto("/admin/articles/photo/")
    expect(reporters_page.get_by_label("Password")).to_be_visible()
