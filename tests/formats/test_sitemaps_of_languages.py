"""The sitemaps of a site in several languages: each story under its own address, with links to its versions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import SectionName, Tag, TagName
from tests.support.factories import NOON, make_article, make_section, make_version, open_language
from tests.support.feeds import NAMESPACES, get_xml, texts

pytestmark = pytest.mark.django_db
SITE = "https://news.example.org"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL, settings.SITE_NAME = SITE, "The Herald"


@pytest.fixture
def russian():
    return open_language("ru", site_name="Вестник")


@pytest.fixture
def versions(russian):
    """An English story of October and its Russian translation of November."""
    english = make_article("Bridge opens", tags=["Roads"], language="en")
    text = "<p>Первые машины проехали утром.</p>"
    later = NOON + timedelta(days=40)
    return english, make_version(english, "ru", "Мост открыт", tags=["Roads"], body=text, published_at=later)


def links(client, path):
    """The address of each page in the sitemap, and (hreflang, address) of its alternates."""
    return {
        url.find("map:loc", NAMESPACES).text: [(link.get("hreflang"), link.get("href")) for link in url.iter(LINK)]
        for url in get_xml(client, path)
    }


def test_a_month_has_all_languages_and_links_versions_both_ways(client, versions):
    english, translated = (f"{SITE}{one.get_absolute_url()}" for one in versions)
    alternates = [("en", english), ("ru", translated), ("x-default", english)]
    assert translated.startswith(f"{SITE}/ru/news/")
    assert links(client, "/sitemaps/2020-10.xml") == {english: alternates}
    assert links(client, "/sitemaps/2020-11.xml") == {translated: alternates}


@pytest.mark.parametrize("moment", [None, timezone.now() + timedelta(days=1)])
def test_a_version_that_is_not_out_yet_is_not_linked(client, versions, moment):
    type(versions[1]).objects.filter(pk=versions[1].pk).update(published_at=moment)
    assert list(links(client, "/sitemaps/2020-10.xml").values()) == [[]]


def test_where_the_source_is_gone_one_of_the_others_is_the_default(client, versions):
    open_language("hy")
    armenian = make_version(versions[0], "hy", "Կամուրջը բացվել է", body="<p>Առաջին մեքենաներն անցել են։</p>")
    versions[0].withdraw()
    armenian, translated = (f"{SITE}{one.get_absolute_url()}" for one in (armenian, versions[1]))
    assert links(client, "/sitemaps/2020-10.xml") == {
        armenian: [("hy", armenian), ("ru", translated), ("x-default", armenian)]
    }


def test_versions_cost_one_query_however_many(client, versions, django_assert_num_queries):
    for number in range(3):
        make_version(make_article(f"Story {number}"), "ru", f"Новость {number}", body="<p>Текст на русском языке.</p>")
    with django_assert_num_queries(2):
        client.get("/sitemaps/2020-10.xml")


def test_a_site_of_one_language_links_no_versions(client, versions, russian):
    russian.close()
    assert "xhtml:link" not in client.get("/sitemaps/2020-10.xml").text


def test_the_pages_of_each_language_are_listed(client, versions):
    SectionName.objects.create(section=make_section(), language="ru", name="Край")
    TagName.objects.create(tag=Tag.objects.get(), language="ru", name="Дороги")
    make_article("Only English", tags=["Rain"])
    addresses = texts(get_xml(client, "/sitemaps/pages.xml"), "map:url/map:loc")
    assert [address.removeprefix(SITE) for address in addresses] == [
        *("/", "/latest/", "/tags/", "/authors/", "/archive/", "/section/region/"),
        *("/ru/", "/ru/latest/", "/ru/tags/", "/ru/authors/", "/ru/archive/", "/ru/section/kray/"),
        *("/tag/roads/", "/tag/rain/", "/ru/tag/dorogi/"),
    ]


def test_each_language_has_a_news_sitemap(client, versions, time_machine):
    time_machine.move_to(versions[1].published_at + timedelta(hours=1), tick=False)
    make_article("Road closed", published_at=versions[1].published_at, language="en")
    sitemap = get_xml(client, "/ru/sitemap-news.xml")
    assert texts(sitemap, "map:url/map:loc") == [f"{SITE}{versions[1].get_absolute_url()}"]
    assert texts(sitemap, ".//news:name") == ["Вестник"]
    assert texts(sitemap, ".//news:language") == ["ru"]
    default = get_xml(client, "/sitemap-news.xml")
    assert texts(default, ".//news:title") == ["Road closed"]
    assert texts(default, ".//news:name") == ["The Herald"]


@pytest.mark.usefixtures("russian")
def test_robots_learn_of_each_languages_search_and_news(client):
    assert client.get("/robots.txt").text == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /search/\n"
        "Disallow: /ru/search/\n"
        "Disallow: /contact/write/\n"
        "Disallow: /ru/contact/write/\n"
        "\n"
        f"Sitemap: {SITE}/sitemap.xml\n"
        f"Sitemap: {SITE}/sitemap-news.xml\n"
        f"Sitemap: {SITE}/ru/sitemap-news.xml\n"
    )
