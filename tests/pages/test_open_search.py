"""The description of the search that browsers read, in each language of the site."""

from xml.etree import ElementTree

import pytest

from articles.models import Language
from tests.support.factories import NOON

pytestmark = pytest.mark.django_db
OS = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_each_language_describes_its_own_search(client, settings):
    Language.objects.create(tag="ru", opened_at=NOON, site_name="Портал")
    for path, language, name in (("/", "en", settings.SITE_NAME), ("/ru/", "ru", "Портал")):
        answer = client.get(f"{path}opensearch.xml")
        assert answer.headers["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
        root = ElementTree.fromstring(answer.content)  # noqa: S314 our own
        assert [root.findtext(f"{OS}{tag}") for tag in ("ShortName", "Language")] == [name[:16], language]
        assert root.find(f"{OS}Url").attrib == {
            "type": "text/html",
            "method": "get",
            "template": f"{settings.SITE_URL}{path}search/?q={{searchTerms}}",
        }


def test_a_language_that_is_not_open_has_none(client):
    assert client.get("/ru/opensearch.xml").status_code == 404


def test_it_may_be_cached_and_is_sent_once(client):
    answer = client.get("/opensearch.xml")
    assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=1"
    again = client.get("/opensearch.xml", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_every_page_links_to_that_of_its_language(client):
    Language.objects.create(tag="ru", opened_at=NOON, site_name="Портал")
    for path, title in (("/", "The Portal"), ("/ru/latest/", "Портал")):
        prefix = path.removesuffix("latest/")
        assert (
            f'type="application/opensearchdescription+xml" title="{title}" href="{prefix}opensearch.xml"'
            in client.get(path).text
        )
