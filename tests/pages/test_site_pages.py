"""The pages that say who we are: where they are, who sees them, what links to them."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Language, Section, SitePageKind
from articles.text.dates import format_iso
from tests.support.factories import make_article, make_section, make_site_page

pytestmark = pytest.mark.django_db


def data_of(page) -> list[dict]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text)[1])["@graph"]


def test_readers_read_it_at_the_address_of_its_kind(client):
    make_site_page("about", title="About the Tribune", body="<p>We are <strong>six</strong> people.</p>")
    page = client.get("/about/")
    assert page.status_code == 200
    assert '<h1 class="headline">About the Tribune</h1>' in page.text
    assert "<p>We are <strong>six</strong> people.</p>" in page.text
    assert '<meta name="description" content="We are six people.">' in page.text


@pytest.mark.parametrize("kind", SitePageKind.values)
def test_each_kind_has_an_address(client, kind):
    assert client.get(f"/{kind}/").status_code == 404
    make_site_page(kind)
    assert client.get(f"/{kind}/").status_code == 200


def test_a_draft_is_nowhere(client):
    make_site_page("about", title="Secret plans", on_site=False)
    assert client.get("/about/").status_code == 404
    assert "Secret plans" not in client.get("/").text
    assert "/about/" not in client.get("/sitemaps/pages.xml").text


@pytest.mark.parametrize("sections", [0, 2])
def test_the_foot_of_every_page_links_to_those_on_the_site_in_their_order(client, sections):
    for number in range(sections):
        make_section(f"Section {number}")
    make_site_page("privacy", title="Privacy")
    make_site_page("about", title="About us")
    make_site_page("imprint", title="Imprint", on_site=False)
    foot = client.get("/latest/").text.partition("<footer")[2]
    links = re.findall(r'<a href="(/[a-z-]+/)">([^<]+)</a>', foot)
    assert links[-2:] == [("/about/", "About us"), ("/privacy/", "Privacy")]
    assert Section.objects.count() == sections


def test_each_language_has_its_own(client):
    Language.objects.create(tag="ru").open()
    Language.objects.create(tag="hy").open()
    make_site_page("about", title="About us")
    make_site_page("about", "ru", title="О нас", body="<p>Нас шестеро.</p>")
    russian = client.get("/ru/about/")
    assert '<html lang="ru">' in russian.text
    assert "Нас шестеро." in russian.text
    assert client.get("/hy/about/").status_code == 404
    assert '<a href="/ru/about/">О нас</a>' in client.get("/ru/").text
    assert '<a href="/about/">' not in client.get("/ru/").text.partition("<footer")[2]
    assert 'href="/ru/about/"' in client.get("/about/").text  # the switch
    assert 'href="/hy/"' in client.get("/about/").text


def test_nothing_of_a_language_that_is_not_open_shows(client):
    Language.objects.create(tag="ru")
    make_site_page("about")
    make_site_page("about", "ru", title="О нас")
    assert client.get("/ru/about/").status_code == 404
    assert "/ru/" not in client.get("/about/").text
    assert "/ru/" not in client.get("/sitemaps/pages.xml").text


def test_the_agency_names_its_policies(client):
    make_site_page("editorial-policy")
    make_site_page("corrections-policy")
    make_site_page("ownership", on_site=False)
    agency = next(thing for thing in data_of(client.get("/")) if thing["@type"] == "NewsMediaOrganization")
    assert agency["publishingPrinciples"] == agency["ethicsPolicy"] == "http://127.0.0.1:8000/editorial-policy/"
    assert agency["correctionsPolicy"] == "http://127.0.0.1:8000/corrections-policy/"
    assert "ownershipFundingInfo" not in agency
    assert "masthead" not in agency


@pytest.mark.parametrize(
    ("kind", "type_"), [("about", "AboutPage"), ("contact", "ContactPage"), ("privacy", "WebPage")]
)
def test_it_says_what_kind_of_page_it_is(client, kind, type_):
    page = make_site_page(kind, title="The title")
    found = next(thing for thing in data_of(client.get(f"/{kind}/")) if thing["@type"] == type_)
    assert found["name"] == "The title"
    assert found["datePublished"] == found["dateModified"] == format_iso(page.published_at)


def test_the_sitemap_names_it(client):
    make_site_page("about")
    assert "<loc>http://127.0.0.1:8000/about/</loc>" in client.get("/sitemaps/pages.xml").text


def test_it_costs_one_query_and_other_pages_none(client):
    def queries(path):
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    make_section()
    before = queries("/corrections/")
    make_site_page("about")
    assert queries("/corrections/") == before
    assert queries("/about/") == before - 1  # it has no Partner news


def test_a_story_links_to_the_contact_page_for_errors_if_there_is_one(client):
    story = make_article("Rain")
    assert "Report an error" not in client.get(story.get_absolute_url()).text
    make_site_page("contact", title="Contact")
    assert (
        f'<a href="/contact/write/?story={story.pk}" rel="nofollow">Report an error</a>'
        in client.get(story.get_absolute_url()).text
    )
