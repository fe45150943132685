import pytest
from django.test import Client

from articles.pages import lists
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db


def test_404_is_the_sites_own_page_with_a_way_on(client):
    make_article("A story to read")
    page = client.get("/nothing/here/")
    assert page.status_code == 404
    assert "A story to read" in page.text
    assert "site.css" in page.text


def test_410_is_the_sites_own_page(client):
    article = make_article()
    article.withdraw()
    page = client.get(article.get_absolute_url())
    assert page.status_code == 410
    assert "site.css" in page.text


def test_500_is_the_sites_own_page_and_asks_nothing_of_the_database(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("planned")

    monkeypatch.setattr(lists.LatestPage, "get", fail)
    page = Client(raise_request_exception=False).get("/latest/")
    assert page.status_code == 500
    assert "site.css" in page.text
    assert "planned" not in page.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_only_answer_questions(client, method):
    assert getattr(client, method)("/").status_code == 405


def test_public_pages_set_no_cookie(client):
    for path in ("/", "/latest/", make_article().get_absolute_url()):
        assert not client.get(path).cookies
