"""The web manifest: the site's name and icons on a phone's home screen."""

import pytest
from django.test import Client
from django.utils.translation import override


def test_it_carries_the_sites_name(client, settings):
    settings.SITE_NAME = "The “Evening” Portal"
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert (answer.json()["name"], answer.json()["start_url"]) == ("The “Evening” Portal", "/")
    assert [icon["sizes"] for icon in answer.json()["icons"]] == ["any", "180x180"]


def test_it_names_the_pages_language(client):
    assert client.get("/manifest.webmanifest").json()["lang"] == "en"
    with override("hy"):
        assert client.get("/manifest.webmanifest").json()["lang"] == "hy"


@pytest.mark.django_db
def test_every_page_links_it(client):
    for path in ("/", "/latest/", "/nothing/"):
        assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get(path).text


def test_it_only_answers_questions():
    assert Client().post("/manifest.webmanifest").status_code == 405
