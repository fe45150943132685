"""What a story says to machines in its language: the site's name there, and its versions in other languages."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Author, Correction, Translation
from tests.support.factories import make_article, make_section, make_version, open_language

pytestmark = pytest.mark.django_db
SITE = "https://portal.example"


@pytest.fixture(autouse=True)
def portal(settings):
    settings.SITE_NAME, settings.SITE_URL, settings.SITE_TAG_AUTHORITY = "The Portal", SITE, "portal.example,2020"


@pytest.fixture
def languages():
    open_language("ru", site_name="Портал", tagline="Новости и мнения")
    open_language("hy", site_name="Պորտալ")


@pytest.fixture
def versions():
    """An English story, its Russian translation and its Armenian adaptation."""
    source = make_article("Bridge opens", language="en")
    russian = make_version(source, "ru", "Мост открыт", body="<p>Первые машины проехали утром.</p>")
    armenian = make_version(source, "hy", "Կամուրջը բացվել է", body="<p>Առաջին մեքենաներն անցել են։</p>")
    Translation.objects.filter(article=russian).update(translator=Author.objects.create(name="Анна Власова"))
    Translation.objects.filter(article=armenian).update(kind="adaptation")
    return source, russian, armenian


def things(client, path):
    document = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text)
    return json.loads(document[1])["@graph"]


def news_article(client, article):
    (found,) = (one for one in things(client, article.get_absolute_url()) if one["@type"] == "NewsArticle")
    return found


def locales(client, article):
    page = client.get(article.get_absolute_url()).text
    return re.findall(r'<meta property="og:locale(?::alternate)?" content="(\w+)">', page)


def version(article, language):
    url = f"{SITE}{article.get_absolute_url()}"
    says = {"@type": "NewsArticle", "@id": f"{url}#article", "url": url, "headline": article.headline}
    return says | {"inLanguage": language}


@pytest.mark.usefixtures("languages")
def test_the_source_names_its_versions(client, versions):
    source, russian, armenian = versions
    said = news_article(client, source)
    assert said["inLanguage"] == "en"
    assert said["workTranslation"] == [version(armenian, "hy"), version(russian, "ru")]
    assert "translationOfWork" not in said
    assert "translator" not in said


@pytest.mark.usefixtures("languages")
def test_a_translation_names_its_source_and_its_translator(client, versions):
    source, russian, _ = versions
    said = news_article(client, russian)
    assert said["inLanguage"] == "ru"
    assert said["translationOfWork"] == version(source, "en") | {"version": 1}
    assert said["translator"] == {"@type": "Person", "name": "Анна Власова"}
    assert "workTranslation" not in said


@pytest.mark.usefixtures("languages")
def test_an_adaptation_is_based_on_its_source(client, versions):
    source, _, armenian = versions
    said = news_article(client, armenian)
    assert said["isBasedOn"] == version(source, "en") | {"version": 1}
    assert "translationOfWork" not in said


@pytest.mark.usefixtures("languages")
@pytest.mark.parametrize("hide", ["withdraw", "schedule", "draft", "retract"])
def test_a_version_that_is_not_listed_is_named_nowhere(client, versions, hide):
    source, russian, armenian = versions
    if hide == "withdraw":
        russian.withdraw()
    elif hide == "retract":
        Correction.objects.create(article=russian, kind="retraction", text="Это неверно.")
    else:
        later = timezone.now() + timedelta(hours=1) if hide == "schedule" else None
        Article.objects.filter(pk=russian.pk).update(published_at=later)
    assert news_article(client, source)["workTranslation"] == [version(armenian, "hy")]
    assert "Мост открыт" not in client.get(f"/news/{source.pk}.json").text
    assert locales(client, source) == ["en_US", "hy_AM"]


def test_a_story_without_versions_names_none(client):
    said = news_article(client, make_article("Bridge opens"))
    assert not {"workTranslation", "translationOfWork", "isBasedOn", "translator"} & said.keys()


@pytest.mark.usefixtures("languages")
def test_the_card_names_the_locales_of_the_versions(client, versions):
    source, russian, _ = versions
    assert locales(client, source) == ["en_US", "hy_AM", "ru_RU"]
    assert locales(client, russian) == ["ru_RU", "en_US", "hy_AM"]


@pytest.mark.usefixtures("languages")
def test_a_story_is_published_under_the_sites_name_in_its_language(client, versions):
    _, russian, _ = versions
    said = news_article(client, russian)
    assert said["publisher"]["name"] == said["author"][0]["name"] == "Портал"
    assert said["publisher"]["url"] == f"{SITE}/ru/"
    assert said["publisher"]["@id"] == f"{SITE}/#organization"
    page = client.get(russian.get_absolute_url()).text
    assert '<meta property="og:site_name" content="Портал">' in page
    assert f'{{"@type":"ListItem","position":1,"name":"Портал","item":"{SITE}/ru/"}}' in page


@pytest.mark.usefixtures("languages")
def test_the_front_page_of_a_language_names_its_site_and_its_search(client):
    make_section()
    agency, website = things(client, "/ru/")
    assert (agency["name"], agency["url"], agency["description"]) == ("Портал", f"{SITE}/ru/", "Новости и мнения")
    assert website["@id"] == f"{SITE}/ru/#website"
    assert (website["name"], website["inLanguage"]) == ("Портал", "ru")
    assert website["description"] == "Новости и мнения"
    assert website["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/ru/search/?q={{search_term_string}}"


@pytest.mark.usefixtures("languages")
def test_ninjs_of_a_story_is_in_its_language_and_names_its_versions(client, versions):
    source, russian, armenian = versions
    said = client.get(f"/news/{russian.pk}.json").json()
    assert (said["language"], said["copyrightHolder"], said["by"]) == ("ru", "Портал", "Портал")
    assert said["infoSources"][0] == {"name": "Портал", "role": "publisher", "uri": f"{SITE}/ru/"}
    assert said["subjects"][0]["uri"] == f"{SITE}/ru/section/region/"
    assert said["associations"] == [
        {
            "name": "version-en",
            "rel": "translationOf",
            "version": "1",
            "uri": f"tag:portal.example,2020:news/{source.pk}",
            "type": "text",
            "language": "en",
            "headlines": [{"role": "main", "contentType": "text/plain", "value": "Bridge opens"}],
            "altIds": [{"role": "web", "value": f"{SITE}/news/{source.pk}/bridge-opens/"}],
        },
        {
            "name": "version-hy",
            "rel": "version",
            "uri": f"tag:portal.example,2020:news/{armenian.pk}",
            "type": "text",
            "language": "hy",
            "headlines": [{"role": "main", "contentType": "text/plain", "value": "Կամուրջը բացվել է"}],
            "altIds": [{"role": "web", "value": f"{SITE}{armenian.get_absolute_url()}"}],
        },
    ]


@pytest.mark.usefixtures("languages")
def test_markdown_of_a_story_is_in_its_language(client, versions):
    _, russian, _ = versions
    text = client.get(f"/news/{russian.pk}.md").text
    assert "2 октября 2020 - 12:00 AMT" in text
    assert text.endswith(f"Источник: <{SITE}{russian.get_absolute_url()}>\n")


def test_a_site_of_one_language_has_its_own_words_around_a_story_in_another(client):
    russian = make_article("Мост открыт", language="ru", body="<p>Первые машины проехали утром.</p>")
    assert client.get(f"/news/{russian.pk}.md").text.endswith(f"Source: <{SITE}{russian.get_absolute_url()}>\n")
    said = client.get(f"/news/{russian.pk}.json").json()
    assert said["subjects"][0]["uri"] == f"{SITE}/section/region/"
    assert said["copyrightHolder"] == "The Portal"


@pytest.mark.usefixtures("languages")
def test_data_of_the_default_language_asks_nothing_more(client, versions, django_assert_num_queries):
    source, russian, _ = versions
    with django_assert_num_queries(2):
        client.get(f"/news/{source.pk}.json")
    with django_assert_num_queries(3):
        client.get(f"/news/{russian.pk}.json")
