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

from articles.models import Article, Photo, Section
from tests.browser.desk import PASSWORD, give_password, link, press, text_of
from tests.support.newsroom import ADD, CHANGE, LIST

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH = 1100
COLOURS = 64  # enough for a page's text and frames


class Work(NamedTuple):
    """What the pictures show beside the demo site."""

    draft: Article
    photo: Photo


@pytest.fixture
def work(live_server) -> Work:
    """The site that `make run` shows; in it an editor, a draft and a scheduled story."""
    for command, folder in (("import_seeds", "seeds"), ("import_photos", "photos"), ("import_feeds", "partners")):
        call_command(command, f"fixtures/{folder}", verbosity=0)
    account = User.objects.create_user("anahit", password=PASSWORD, is_staff=True)
    account.groups.add(Group.objects.get(name="Chief editor"))
    section = Section.objects.get(slug="society")
    ahead = timezone.now() + timedelta(hours=5)
    Article.objects.create(section=section, headline="Museum night on Saturday", published_at=ahead)
    draft = Article.objects.create(
        section=section,
        headline="Night buses run to Abovyan",
        body="<p>Buses run from midnight until four. The last one leaves the opera at half past three.</p>"
        "<p>A ticket costs as much as by day.</p>",
    )
    return Work(draft, Photo.objects.order_by("pk").first())


@pytest.fixture
def desk(page: Page, work) -> Page:
    """The newsroom of that editor."""
    page.set_viewport_size({"width": WIDTH, "height": 900})
    give_password(page, "anahit")
    expect(page.get_by_role("link", name="New article")).to_be_visible()
    return page


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


def test_form(desk, work):
    form_of(desk, work.draft)
    take(desk, "form", 900)


def test_warnings(desk, work):
    form_of(desk, work.draft)
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


def test_two_editors(desk, work):
    form_of(desk, work.draft)
    other = desk.context.new_page()
    form_of(other, work.draft)
    other.get_by_role("textbox", name="Headline").fill("Night buses run to Abovyan and Charentsavan")
    press(other, "Save")
    desk.get_by_role("textbox", name="Headline").fill("Night buses run to Abovyan from Friday")
    press(desk, "Save")
    heading = desk.get_by_role("heading", name="Saved meanwhile")
    expect(heading).to_be_visible()
    take(desk, "two-editors", 620)


def test_history(desk, work):
    form_of(desk, work.draft)
    desk.get_by_role("textbox", name="Headline").fill("Night buses run to Abovyan from Friday")
    press(desk, "Save")
    expect(desk.locator(".messagelist")).to_contain_text("is saved as a draft.")
    form_of(desk, work.draft)
    desk.get_by_role("link", name="History").click()
    expect(desk.locator(".version ins").first).to_be_visible()
    take(desk, "history", 460)


def test_list(desk):
    desk.goto(reverse(LIST))
    take(desk, "stories", 640)


def test_front_page_desk(desk):
    desk.goto("/admin/articles/front/", wait_until="networkidle")
    take(desk, "front-page-desk", 900)


def test_photo(desk, work):
    desk.goto(f"/admin/articles/photo/{work.photo.pk}/change/", wait_until="networkidle")
    expect(desk.locator(".focal")).to_be_visible()
    take(desk, "photo", 800)
