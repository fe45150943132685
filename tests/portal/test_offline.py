"""The service worker and the page without a network, as the server sends them; tests/browser tries them."""

import pytest

from tests.support.factories import make_section, open_language


def test_the_service_worker_stands_at_the_top_and_is_asked_for_again(client):
    script = client.get("/serviceworker.js")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert script.headers["Cache-Control"] == "public, max-age=0, s-maxage=1"
    assert "default-src 'none'" in script.headers["Content-Security-Policy"]
    assert "connect-src 'self'" in script.headers["Content-Security-Policy"]
    assert 'addEventListener("fetch"' in script.text
    assert client.get("/serviceworker.js", headers={"if-none-match": script.headers["ETag"]}).status_code == 304


def test_switched_off_it_removes_itself_and_what_was_kept(client, settings):
    settings.OFFLINE = False
    script = client.get("/serviceworker.js").text
    assert "unregister()" in script
    assert "caches.delete" in script
    assert "fetch" not in script


@pytest.mark.django_db
def test_the_page_without_a_network_is_in_the_pages_language(client):
    make_section()
    open_language("ru")
    assert "There is no network" in client.get("/offline/").text
    page = client.get("/ru/offline/").text
    assert "Нет сети" in page
    assert 'href="/ru/latest/"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_page_without_a_network_asks_the_database_nothing(client, django_assert_num_queries):
    assert "There is no network" in client.get("/offline/").text
