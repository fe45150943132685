"""The web manifest: the site's name and icons on a phone's home screen."""

import pytest
from django.test import Client

from tests.support.factories import make_section, open_language
from tests.support.languages import page_in


def test_it_carries_the_sites_name(client, settings):
    settings.SITE_NAME = "The “Evening” Portal"
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert (answer.json()["name"], answer.json()["start_url"]) == ("The “Evening” Portal", "/")
    assert [icon["sizes"] for icon in answer.json()["icons"]] == ["any", "192x192", "512x512", "512x512"]


def test_it_names_the_pages_language(client):
    assert client.get("/manifest.webmanifest").json()["lang"] == "en"
    with page_in("hy"):
        assert client.get("/manifest.webmanifest").json()["lang"] == "hy"


@pytest.mark.django_db
def test_every_page_links_it(client):
    for path in ("/", "/latest/", "/nothing/"):
        assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get(path).text


def test_it_only_answers_questions():
    assert Client().post("/manifest.webmanifest").status_code == 405


@pytest.mark.django_db
def test_each_language_has_its_own(client):
    make_section()
    open_language("ru", site_name="Вестник", tagline="Новости долины")
    manifest = client.get("/ru/manifest.webmanifest").json()
    assert (manifest["name"], manifest["description"]) == ("Вестник", "Новости долины")
    assert (manifest["lang"], manifest["dir"]) == ("ru", "ltr")
    assert (manifest["id"], manifest["start_url"]) == ("/ru/", "/ru/")
    assert '<link rel="manifest" href="/ru/manifest.webmanifest">' in client.get("/ru/latest/").text
    assert client.get("/manifest.webmanifest").json()["lang"] == "en"
    assert client.get("/hy/manifest.webmanifest").status_code == 404
