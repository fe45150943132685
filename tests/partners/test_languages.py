"""Partner news of a page's language, in the box and on the page of partners."""

import pytest

from portal.partners.models import Partner, PartnerStory
from tests.support.factories import NOON, make_section, open_language

pytestmark = pytest.mark.django_db
PAGES = ("/partners/", "/latest/")  # the second has the box


@pytest.fixture(autouse=True)
def partners():
    make_section()
    for language in ("", "en-GB", "ru", "ru-KZ", "run", "de"):
        partner = Partner.objects.create(name=f"Weekly {language}", site_url="https://x.example/", language=language)
        title, url = f"From <{language or 'nowhere'}>", f"https://x.example/{language}"
        PartnerStory.objects.create(partner=partner, title=title, url=url, published_at=NOON)


def shown(client, path):
    """The languages of the partners whose headlines are on the page."""
    page = client.get(path).text
    return {name for name in ("nowhere", "en-GB", "ru", "ru-KZ", "run", "de") if f"From &lt;{name}&gt;" in page}


@pytest.mark.parametrize("path", PAGES)
def test_a_language_has_the_partners_whose_tag_begins_with_it(client, path):
    open_language("ru")
    assert shown(client, f"/ru{path}") == {"ru", "ru-KZ"}


@pytest.mark.parametrize("path", PAGES)
def test_the_default_language_has_those_of_no_other(client, path):
    open_language("ru")
    assert shown(client, path) == {"nowhere", "en-GB", "run", "de"}


@pytest.mark.parametrize("path", PAGES)
def test_on_a_site_of_one_language_all_are_shown(client, path):
    open_language("ru").close()
    assert shown(client, path) == {"nowhere", "en-GB", "ru", "ru-KZ", "run", "de"}


def test_a_language_without_partners_has_no_box_but_a_page(client):
    open_language("hy")
    assert 'id="partner-news"' not in client.get("/hy/latest/").text
    assert client.get("/hy/partners/").status_code == 200


@pytest.mark.parametrize("language", ["", "/ru"])
def test_they_cost_no_further_query(client, language, django_assert_num_queries):
    open_language("ru")
    with django_assert_num_queries(4):  # languages and sections, partners, Top stories, latest news
        client.get(f"{language}/partners/")
