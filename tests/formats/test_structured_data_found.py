"""The structured data of a story's page, as a program that knows nothing of us finds it."""

import extruct
import pytest

from articles.models import Article
from articles.text.dates import format_iso
from tests.support.demo import SAMPLE


@pytest.fixture
def sample(demo_site):
    return Article.objects.get(headline=SAMPLE)


@pytest.fixture
def found(sample, client):
    """The one NewsArticle of the page."""
    page = client.get(sample.get_absolute_url())
    documents = extruct.extract(page.text, base_url="http://testserver", syntaxes=["json-ld"])["json-ld"]
    things = [thing for document in documents for thing in document.get("@graph", [document])]
    stories = [thing for thing in things if thing["@type"] == "NewsArticle"]
    assert len(stories) == 1
    return stories[0]


def test_extruct_finds_a_complete_news_article(found, sample, settings):
    moment = format_iso(sample.published_at)
    expected = {
        "headline": SAMPLE,
        "datePublished": moment,
        "dateModified": moment,
        "dateline": "PanARMENIAN.Net",
        "articleSection": "Region",
        "isAccessibleForFree": True,
        "description": sample.teaser,
        "url": settings.SITE_URL + sample.get_absolute_url(),
    }
    assert {name: found.get(name) for name in expected} == expected
    assert set(found["keywords"]) == set(sample.tags.names())
    assert found["mainEntityOfPage"]["@id"] == expected["url"]
    assert found["publisher"]["name"] == settings.SITE_NAME
    assert [author["name"] for author in found["author"]] == [settings.SITE_NAME]
