"""An editor pastes an address on a line of its own, saves, and finds in the form what the other site says of it."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from articles.imports.embeds import fetching, oembed
from articles.models import Embed
from articles.outside.fetch import WebClient
from articles.text.embeds.places import placed
from tests.browser.desk import paste
from tests.support.feedserver import feed_server, wait_until

WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture(autouse=True)
def server(monkeypatch):
    with feed_server() as server:
        monkeypatch.setitem(oembed.ENDPOINTS, "youtube", server["/oembed"])
        monkeypatch.setattr(fetching, "_client", lambda most: WebClient("news-portal", private=True, bytes_max=most))
        yield server


def test_a_pasted_address_is_fetched_after_the_save_and_the_form_names_it(form, article, server):
    url = urlsplit(oembed.question("youtube", WATCH))
    server.put(f"{url.path}?{url.query}", json.dumps({"title": "Dogs and cats", "author_name": "A channel"}).encode())
    form.keyboard.type("Words come first.")
    form.keyboard.press("Enter")
    paste(form, text="https://youtu.be/dQw4w9WgXcQ?si=abc")
    form.keyboard.press("Enter")
    form.keyboard.type("Words come last.")
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.locator(".embedded")).to_contain_text("YouTube:")
    article.refresh_from_db()
    assert [found.address for found in placed(article.body)] == [WATCH]
    assert wait_until(lambda: Embed.objects.get().title == "Dogs and cats")
    form.reload()
    expect(form.locator(".embedded")).to_contain_text("YouTube: Dogs and cats Fetched")


def test_a_site_that_is_down_spoils_no_save_and_the_form_says_so(form, article):
    paste(form, text=WATCH)
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.locator(".messagelist")).to_contain_text("is saved as a draft.")
    assert wait_until(lambda: Embed.objects.get().last_error != "")
    form.reload()
    expect(form.locator(".embedded")).to_contain_text("Failed: it answers 404 not found; next try")
    form.locator(".embedded a").click()
    expect(form.get_by_label("Ask the site again")).to_be_visible()


def test_pasted_embed_code_becomes_its_address(form):
    paste(form, text='<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ?a=1&amp;b=2"></iframe>')
    assert [found.address for found in placed(form.locator("[name=body]").input_value())] == [WATCH]


def test_an_address_typed_by_hand_embeds_too(form, article):
    form.keyboard.type("https://t.me/telegram/83")
    form.keyboard.press("Enter")
    form.keyboard.type("Words.")
    form.get_by_role("button", name="Save and continue editing").click()
    expect(form.locator(".embedded")).to_contain_text("Telegram: t.me/telegram/83")
