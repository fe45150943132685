"""The structured data of a story's page in each language, as a program that knows nothing of us finds it."""

import extruct
import pytest

from articles.models import Tag
from articles.text.dates import format_iso
from articles.text.languages.site_languages import DEFAULT, SITE_LANGUAGES
from tests.support.demo import SAMPLE, Pages

SITE_NAMES = {"en": "The Portal", "ru": "Портал", "hy": "Պորտալ"}
REGION = {"en": "Region", "ru": "Регион", "hy": "Տարածաշրջան"}


@pytest.fixture(params=SITE_LANGUAGES)
def sample(request, site_in_languages):
    return Pages(request.param).version_of(SAMPLE)


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
    moment, name = format_iso(sample.published_at), SITE_NAMES[sample.language]
    expected = {
        "headline": sample.headline,
        "datePublished": moment,
        "dateModified": moment,
        "dateline": "PanARMENIAN.Net",
        "articleSection": REGION[sample.language],
        "inLanguage": sample.language,
        "isAccessibleForFree": True,
        "description": sample.teaser,
        "url": settings.SITE_URL + sample.get_absolute_url(),
    }
    assert {name: found.get(name) for name in expected} == expected
    assert set(found["keywords"]) == {name_of(tag, sample.language) for tag in sample.tags.all()}
    assert found["mainEntityOfPage"]["@id"] == expected["url"]
    assert found["publisher"]["name"] == name
    assert [author["name"] for author in found["author"]] == [name]


def test_extruct_finds_the_translations_of_a_story_and_what_it_translates(found, sample, settings):
    if sample.language == DEFAULT:
        named, others = found["workTranslation"], [tag for tag in SITE_LANGUAGES if tag != DEFAULT]
    else:
        named, others = [found["translationOfWork"]], [DEFAULT]
    versions = [Pages(tag).version_of(SAMPLE) for tag in others]
    assert sorted((one["inLanguage"], one["url"], one["headline"]) for one in named) == sorted(
        (story.language, settings.SITE_URL + story.get_absolute_url(), story.headline) for story in versions
    )


def name_of(tag: Tag, language: str) -> str:
    own = tag.names.filter(language=language).first()
    return own.name if own else tag.name
