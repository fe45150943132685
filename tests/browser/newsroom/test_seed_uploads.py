"""A chief editor uploads a zip of seeds, reads what would happen, confirms, goes back, and reads the report."""

from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from articles.models import Article, ImportRun
from tests.browser.desk import PASSWORD, give_password, out_of_sight, press
from tests.browser.newsroom.test_account_pages import complaints_of_axe
from tests.support.accounts import make_account
from tests.support.factories import seed_text

NAME = "Ferry leaves at noon"


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "monday.zip"
    with ZipFile(path, "w") as made:
        made.writestr(
            "seeds/ferry.txt", seed_text(NAME, paragraphs=["It crosses the lake.", "Tickets are sold on board."])
        )
        made.writestr(f"seeds/{'long-name-' * 15}.txt", seed_text("News", partner=["A goal elsewhere"]))
        made.writestr("seeds/broken.txt", "No date here.")
    return path


@pytest.fixture
def desk(page, settings):
    settings.NEWSROOM_SECOND_FACTOR = "off"
    make_account("sona", "Chief editor", first_name="Sona", password=PASSWORD)
    give_password(page, "sona")
    return page


def in_order(page, complaints) -> None:
    """The page is in sight, the browser has nothing to say of it, and neither has axe, which itself is heard."""
    assert complaints == []
    assert out_of_sight(page) == []
    assert complaints_of_axe(page) == {}
    complaints.clear()


@pytest.mark.parametrize("width", [390, 1280])
def test_seeds_are_uploaded_tried_confirmed_and_reported(desk, complaints, archive, width):
    desk.set_viewport_size({"width": width, "height": 844})
    desk.get_by_role("link", name="Import seeds").click()
    in_order(desk, complaints)
    desk.get_by_label("File").set_input_files(archive)
    press(desk, "Upload and try")
    expect(desk.get_by_role("heading", name="What an import of monday.zip would do")).to_be_visible()
    expect(desk.get_by_text("1 file whose headline is too general")).to_be_visible()
    ferry = desk.get_by_role("article").filter(has_text=NAME)
    ferry.get_by_text("Text", exact=True).click()
    expect(ferry.get_by_text("Tickets are sold on board.")).to_be_visible()
    in_order(desk, complaints)
    assert not Article.objects.exists()
    desk.reload()
    press(desk, "Import monday.zip")
    expect(desk.locator(".messagelist")).to_contain_text("The import is done: 2 created, 1 rejected.")
    in_order(desk, complaints)
    desk.go_back()
    if desk.get_by_role("button", name="Import monday.zip").count():  # the page before, as the browser kept it
        press(desk, "Import monday.zip")
    expect(desk.get_by_role("heading", name="Import of monday.zip", exact=True)).to_be_visible()
    assert (Article.objects.count(), ImportRun.objects.count()) == (2, 1)
    desk.get_by_role("link", name=NAME).click()
    expect(desk.get_by_label("Headline")).to_have_value(NAME)
    desk.goto("/admin/articles/importrun/")
    expect(desk.get_by_text("2 created, 1 rejected")).to_be_visible()
    in_order(desk, complaints)


def test_the_import_needs_no_script(browser, base_url, archive, settings):
    settings.NEWSROOM_SECOND_FACTOR = "off"
    make_account("sona", "Chief editor", password=PASSWORD)
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    give_password(page, "sona")
    page.goto("/admin/articles/importrun/add/")
    page.get_by_label("File").set_input_files(archive)
    press(page, "Upload and try")
    press(page, "Import monday.zip")
    expect(page.locator(".messagelist")).to_contain_text("2 created, 1 rejected")
    context.close()
