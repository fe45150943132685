"""The ids of feeds and stories never change: neither with the address of the site nor with a headline."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.local_secrets import site_tag_authority
from tests.support.factories import make_article
from tests.support.feeds import get_xml, texts


@pytest.mark.django_db
def test_an_id_survives_another_address_of_the_site_and_another_slug(client, settings):
    settings.SITE_TAG_AUTHORITY = "news.example.org,2020"
    story = make_article("Bridge opens", tags=["Roads"])
    paths = ("/feeds/latest.atom", "/section/region/feed.atom", "/tag/roads/feed.atom")
    ids = [texts(get_xml(client, path), ".//atom:id") for path in paths]
    settings.SITE_URL = "https://another.example.com"
    story.slug = "another-slug"
    story.save()
    for thing, slug in ((story.section, "regions"), (story.tags.get(), "streets")):
        thing.slug = slug
        thing.save()
    moved = ("/feeds/latest.atom", "/section/regions/feed.atom", "/tag/streets/feed.atom")
    assert [texts(get_xml(client, path), ".//atom:id") for path in moved] == ids
    assert ids[1] == [
        f"tag:news.example.org,2020:feeds/section/{story.section_id}",
        f"tag:news.example.org,2020:news/{story.pk}",
    ]


def test_the_authority_is_made_once_and_outlives_the_address(tmp_path):
    path = tmp_path / "tag_authority"
    first = site_tag_authority("", "https://news.example.org", path)
    assert re.fullmatch(r"news\.example\.org,\d{4}-\d\d-\d\d", first)
    assert site_tag_authority("", "https://another.example.com", path) == first


def test_the_setting_wins_over_what_is_kept(tmp_path):
    path = tmp_path / "tag_authority"
    site_tag_authority("", "https://news.example.org", path)
    assert (
        site_tag_authority("desk@example.org,2019-05", "https://news.example.org", path) == "desk@example.org,2019-05"
    )


@pytest.mark.parametrize(
    ("site_url", "host"),
    [("http://127.0.0.1:8000", "127.0.0.1"), ("http://[::1]", "1"), ("https://Ünï.example", "n-.example")],
)
def test_an_authority_of_an_odd_host_is_one_all_the_same(tmp_path, site_url, host):
    assert site_tag_authority("", site_url, tmp_path / "tag_authority").rpartition(",")[0] == host


@pytest.mark.parametrize("given", ["news.example.org", "News.example.org,2020", "news.example.org,2020-1", "a b,2020"])
def test_what_is_no_authority_stops_with_the_variables_name(tmp_path, given):
    with pytest.raises(ImproperlyConfigured, match="SITE_TAG_AUTHORITY is "):
        site_tag_authority(given, "https://news.example.org", tmp_path / "tag_authority")


def test_an_authority_that_cannot_be_kept_stops_with_the_cure(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"SITE_TAG_AUTHORITY is not set, and .* cannot be written"):
        site_tag_authority("", "https://news.example.org", tmp_path / "missing" / "tag_authority")
