"""What is pasted into a story's text, from whatever program, under the newsroom's own content policy."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from articles.models import Article
from tests.browser.desk import paste, text_of
from tests.factories import make_article
from tests.newsroom import CHANGE
from tests.pasted import CASES, NAMES, sample

TABLE = "a table (its rows are lines now)"
PICTURE = "a picture (add it under Photo)"
LOST = {
    "gmail": "",
    "google_docs": f"Not kept of what was pasted: {TABLE}, {PICTURE}.",
    "libreoffice": "Not kept of what was pasted: struck-out text.",
    "pages": "Not kept of what was pasted: struck-out text.",
    "web_page": f"Not kept of what was pasted: {TABLE}, {PICTURE}, a video or frame, a dividing line.",
    "whatsapp": "",
    "word": f"Not kept of what was pasted: {TABLE}, {PICTURE}, struck-out text.",
    "word_online": "",
}


@pytest.fixture
def article(db) -> Article:
    """A draft with an empty text."""
    return make_article("A story", body="", published_at=None)


@pytest.fixture
def form(newsroom, article):
    """The form of the article, the cursor in its text."""
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    text_of(newsroom).click()
    return newsroom


def text(page: Page) -> str:
    """The text as the form would send it; numbered lists as we write them, without what Tiptap adds."""
    return page.locator("[name=body]").input_value().replace(' data-type="decimal"', "").replace("\xa0", "&nbsp;")


def pasted(page: Page, **what) -> str:
    """What an empty text becomes by the paste."""
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    paste(page, **what)
    return text(page)


def said(page: Page) -> str:
    return page.locator(".not-kept").inner_text()


def test_a_paste_keeps_what_a_text_may_hold(form, complaints):
    kept = {name: pasted(form, html=sample(name)[0], text="anything") for name in NAMES}
    assert kept == {name: sample(name)[1] for name in NAMES}
    assert complaints == []  # the content policy's, too


def test_what_cannot_be_kept_is_said_under_the_editor(form):
    lost = {}
    for name in NAMES:
        pasted(form, html=sample(name)[0], text="anything")
        lost[name] = said(form)
    assert lost == LOST


def test_pasted_markup(form, complaints):
    assert {html: pasted(form, html=html) for html, _ in CASES} == dict(CASES)
    assert complaints == []
