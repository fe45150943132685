"""The pictures of the handbook (docs/newsroom.md), taken anew on the demo site: `make pictures`.

Not a test: each function takes one picture, and fails if what the handbook describes is not on the screen.
"""

import io
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Photo, Section
from tests.browser.desk import PASSWORD, give_password, link, press, text_of
from tests.support.newsroom import ADD, CHANGE, LIST

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH = 1100
COLOURS = 64  # enough for a page's text and frames


class Newsroom(NamedTuple):
    """The demo site with an editor's work on it."""

    address: str
    draft: Article
    photo: Photo


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker):
    """The site that `make run` shows, served; in it an editor, a draft and a scheduled story."""
    with django_db_blocker.unblock():
        for command, folder in (("import_seeds", "seeds"), ("import_photos", "photos"), ("import_feeds", "partners")):
            call_command(command, f"fixtures/{folder}", verbosity=0)
        account = User.objects.create_user("anahit", password=PASSWORD, is_staff=True)
        account.groups.add(Group.objects.get(name="Chief editor"))
        section = Section.objects.get(slug="society")
        Article.objects.create(
            section=section, headline="Museum night on Saturday", published_at=timezone.now() + timedelta(hours=5)
        )
        draft = Article.objects.create(
            section=section,
            headline="Night buses run to Abovyan",
            body="<p>Buses run from midnight until four. The last one leaves the opera at half past three.</p>"
            "<p>A ticket costs as much as by day.</p>",
        )
        server = LiveServer("127.0.0.1")
        yield Newsroom(server.url, draft, Photo.objects.order_by("pk").first())
        server.stop()


@pytest.fixture
def desk(browser, newsroom):
    """The newsroom of that editor."""
    context = browser.new_context(base_url=newsroom.address, viewport={"width": WIDTH, "height": 900})
    page = context.new_page()
    give_password(page, "anahit")
    expect(page.get_by_role("link", name="New article")).to_be_visible()
    yield page
    context.close()


def take(page: Page, name: str, height: int = 700, top: Locator | None = None) -> None:
    """Write the picture `name`: the page from `top` (None: its beginning) downwards, in few colours."""
    page.mouse.move(0, 0)
    from_top = top.bounding_box()["y"] - 16 + page.evaluate("scrollY") if top else 0
    shot = page.screenshot(full_page=True, clip={"x": 0, "y": from_top, "width": WIDTH, "height": height})
    picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    FOLDER.mkdir(exist_ok=True)
    picture.save(FOLDER / f"{name}.png", optimize=True)


def form_of(page: Page, article: Article) -> None:
    page.goto(reverse(CHANGE, args=[article.pk]))
    text_of(page)


def test_start_page(desk):
    take(desk, "start-page", 720)


def test_form(desk, newsroom):
    form_of(desk, newsroom.draft)
    take(desk, "form", 1000)


def test_warnings(desk, newsroom):
    form_of(desk, newsroom.draft)
    link(desk, "by day", "/section/transport/")
    press(desk, "Publish now")
    expect(desk.get_by_role("button", name="Publish anyway")).to_be_visible()
    take(desk, "warnings", 520)


def test_unsaved_text(desk):
    desk.goto(reverse(ADD))
    with desk.expect_response("**/working-copy/**"):
        desk.get_by_role("textbox", name="Headline").fill("Library opens on Sundays")
    expect(desk.locator("#kept")).to_contain_text("copy")
    desk.goto(reverse(ADD))
    box = desk.get_by_role("region", name="You have unsaved text")
    expect(box).to_be_visible()
    take(desk, "unsaved-text", 420)


def test_two_editors(desk, newsroom):
    form_of(desk, newsroom.draft)
    other = desk.context.new_page()
    form_of(other, newsroom.draft)
    other.get_by_role("textbox", name="Headline").fill("Night buses run to Abovyan and Charentsavan")
    press(other, "Save")
    desk.get_by_role("textbox", name="Headline").fill("Night buses run to Abovyan from Friday")
    press(desk, "Save")
    heading = desk.get_by_role("heading", name="Saved meanwhile")
    expect(heading).to_be_visible()
    take(desk, "two-editors", 620)


def test_history(desk, newsroom):
    form_of(desk, newsroom.draft)
    desk.get_by_role("textbox", name="Headline").fill("Night buses run to Abovyan from Friday")
    press(desk, "Save")
    expect(desk.locator(".messagelist")).to_contain_text("is saved as a draft.")
    form_of(desk, newsroom.draft)
    desk.get_by_role("link", name="History").click()
    expect(desk.locator(".version ins").first).to_be_visible()
    take(desk, "history", 460)


def test_list(desk):
    desk.goto(reverse(LIST))
    take(desk, "stories", 640)


def test_front_page_desk(desk):
    desk.goto("/admin/articles/front/", wait_until="networkidle")
    take(desk, "front-page-desk", 900)


def test_photo(desk, newsroom):
    desk.goto(f"/admin/articles/photo/{newsroom.photo.pk}/change/", wait_until="networkidle")
    expect(desk.locator(".focal")).to_be_visible()
    take(desk, "photo", 800)
