"""A section or tag that was renamed: its old address, older pages and feeds lead to the new ones in one step."""

import pytest
from django.utils import timezone

from articles.database import edition
from articles.models import OldSectionAddress, Section, Tag
from portal.serving.page_cache import is_public
from tests.support.factories import make_article, make_section

pytestmark = pytest.mark.django_db
PAGES = ["", "?before=1601625600000000-5", "?after=1601625600000000-5", "feed.rss", "feed.atom", "feed.json"]


def rename(subject, slug):
    subject.slug = slug
    subject.save()


def leads_to(client, address):
    """Where the address leads in one step; None where it does not."""
    answer = client.get(address)
    return answer["Location"] if answer.status_code == 301 else None


@pytest.fixture
def section():
    section = make_section("Sport", slug="sport")
    make_article("A match", section=section, tags=["Chess"])
    return section


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_section_leads_on(client, section, page):
    rename(section, "sports")
    assert leads_to(client, f"/section/sport/{page}") == f"/section/sports/{page}"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_tag_leads_on(client, section, page):
    rename(Tag.objects.get(), "chess-game")
    assert leads_to(client, f"/tag/chess/{page}") == f"/tag/chess-game/{page}"


def test_what_no_page_reads_is_kept_in_the_new_address(client, section):
    rename(section, "sports")
    assert leads_to(client, "/section/sport/?utm_source=x&before=1-1") == "/section/sports/?before=1-1&utm_source=x"


def test_the_answer_is_one_that_the_page_cache_keeps(client, section):
    rename(section, "sports")
    answer = client.get("/section/sport/")
    assert is_public("301 Moved Permanently", list(answer.headers.items()))


def test_after_two_renamings_each_old_address_takes_one_step(client, section):
    rename(section, "sports")
    rename(section, "games")
    assert {leads_to(client, f"/section/{slug}/") for slug in ("sport", "sports")} == {"/section/games/"}


def test_who_takes_the_first_name_back_makes_no_loop(client, section):
    rename(section, "sports")
    rename(section, "sport")
    assert client.get("/section/sport/").status_code == 200
    assert leads_to(client, "/section/sports/") == "/section/sport/"
    assert list(OldSectionAddress.objects.values_list("slug", flat=True)) == ["sports"]


def test_a_new_section_takes_a_freed_address_and_keeps_it(client, section):
    rename(section, "sports")
    make_section("Sport for all", slug="sport")
    assert client.get("/section/sport/").context_data["sections"][1].name == "Sport for all"
    Section.objects.get(slug="sport").delete()
    assert client.get("/section/sport/").status_code == 404


def test_a_deleted_sections_old_addresses_are_gone_with_it(client):
    opera = make_section("Opera", slug="opera")
    rename(opera, "operas")
    opera.delete()
    assert client.get("/section/opera/").status_code == 404


def test_the_old_address_of_a_tag_tells_nothing_of_a_draft(client):
    make_article("Draft", published_at=None, tags=["Secret"])
    tag = Tag.objects.get()
    rename(tag, "very-secret")
    assert client.get("/tag/secret/").status_code == 404
    make_article("Public", published_at=timezone.now(), tags=["Secret"])
    assert leads_to(client, "/tag/secret/") == "/tag/very-secret/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("subject", ["section", "tag"])
def test_renaming_moves_the_edition(section, subject):
    before = edition.current()
    rename(section if subject == "section" else Tag.objects.get(), "new")
    assert edition.current() != before


def test_pages_feeds_sitemap_and_data_say_the_new_names_at_once(client, section):
    tag = Tag.objects.get()
    tag.name, tag.slug = "Board games", "board-games"
    tag.save()
    section.name, section.slug = "Games", "games"
    section.save()
    story = section.articles.get()
    addresses = [story.get_absolute_url(), "/feeds/latest.rss", f"/news/{story.pk}.json", "/sitemaps/pages.xml"]
    for address in addresses:
        text = client.get(address).content.decode()
        assert "/tag/chess/" not in text
        assert "Chess" not in text
    page, feed, data, sitemap = (client.get(address).content.decode() for address in addresses)
    assert "Board games" in page
    assert "/section/games/" in page
    assert "Board games" in feed
    assert "Board games" in data
    assert "/tag/board-games/" in sitemap
    assert "/section/games/" in sitemap
