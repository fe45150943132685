"""The pages of the gate, of accounts and of the log: the way in without the phone, and what axe says of each."""

from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.history.audit_log import audit
from articles.models import Article, WorkingCopy
from tests.browser.desk import give_password, press, set_up_second_factor
from tests.browser.visit import AXE, AXE_COLORS, AXE_OPTIONS, DESK, HEIGHT, PHONE, STICKING_OUT, VIOLATIONS
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE


def complaints_of_axe(page) -> dict:
    """What is wrong with the page, by width and colour scheme; where nothing is, nothing.

    The page's end is in sight, where a form's buttons lie over no field: axe takes a covered one for a small one.
    """
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    found = {}
    for width, scheme in product((PHONE, DESK), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.evaluate("document.getAnimations().forEach(change => change.finish())")  # colours fade into each other
        options = AXE_OPTIONS if scheme == "light" else AXE_COLORS
        found[width, scheme] = page.evaluate(VIOLATIONS, options) + page.evaluate(STICKING_OUT)
    return {where: wrong for where, wrong in found.items() if wrong}


def test_from_the_set_up_to_a_recovery_code_on_the_day_without_the_phone(page, editor, settings, complaints):
    settings.NEWSROOM_SECOND_FACTOR = "editors"
    page.goto("/admin/login/")
    assert complaints_of_axe(page) == {}
    give_password(page, "anahit")
    expect(page.get_by_role("img", name="The secret below, to scan")).to_be_visible()
    assert complaints_of_axe(page) == {}
    codes = set_up_second_factor(page)
    assert complaints_of_axe(page) == {}
    page.get_by_role("link", name="I have them. Go on").click()
    press(page, "Log out")
    give_password(page, "anahit")
    page.get_by_label("Code").fill("000000")
    press(page, "Log in")
    expect(page.get_by_text("This code is wrong")).to_be_visible()
    assert complaints_of_axe(page) == {}
    page.get_by_label("Code").fill(codes[3])
    press(page, "Log in")
    expect(page.locator(".messagelist")).to_contain_text("Recovery codes left: 9.")
    assert complaints == []


@pytest.mark.parametrize(
    "address",
    [
        *("account/", "password_change/", "", "admin/logentry/", "axes/accessfailurelog/"),
        *("auth/user/", "auth/user/add/", "articles/photo/add/"),
    ],
)
def test_axe_finds_nothing_on(newsroom, editor, address):
    make_article("Rain", published_at=None)
    audit(None, make_article("Snow"), "Withdraw: wrong person.", by=editor)
    newsroom.goto(f"/admin/{address}")
    assert complaints_of_axe(newsroom) == {}


def test_the_two_lists_of_groups_can_be_read(newsroom, editor):
    newsroom.goto(f"/admin/auth/user/{editor.pk}/change/")
    newsroom.get_by_role("heading", name="Permissions").click()  # folded
    expect(newsroom.get_by_text("Chosen groups")).to_be_visible()
    assert "color-contrast" not in str(complaints_of_axe(newsroom))


def test_axe_finds_nothing_on_the_list_of_tags_and_where_one_is_merged(newsroom):
    make_article(tags=["Snow", "Snows"])
    newsroom.goto(reverse("admin:articles_tag_changelist"))
    assert complaints_of_axe(newsroom) == {}
    for box in newsroom.locator(".action-select").all():
        box.check()
    newsroom.get_by_label("Action:").select_option("merge")
    newsroom.locator("button[name=index]").click()
    expect(newsroom.get_by_role("button", name="Merge")).to_be_visible()
    assert complaints_of_axe(newsroom) == {}


def test_axe_finds_nothing_on_the_notice_of_a_kept_copy(newsroom, editor):
    story = make_article("Rain", published_at=None)
    fields = "headline=Hail"
    WorkingCopy.objects.keep(editor, "form-aaaaaaaa", Article.objects.get(), fields, timezone.now())
    newsroom.goto(reverse(CHANGE, args=[story.pk]))
    expect(newsroom.get_by_role("heading", name="You have unsaved text")).to_be_visible()
    assert complaints_of_axe(newsroom) == {}
