"""Photos that may not be passed on: on our pages alone, in nothing that others reprint."""

import pytest

from tests.support.factories import make_article, make_photo, show

pytestmark = pytest.mark.django_db
NAME = "photos/2020/10/bridge"  # of every photo that the factory makes
HANDED_ON = (
    *("/feeds/latest.rss", "/feeds/latest.atom", "/feeds/latest.json", "/section/region/feed.rss"),
    *("/sitemap-news.xml", "/sitemap.xml"),
)


@pytest.fixture
def story():
    return make_article(photo=make_photo(may_be_passed_on=False, caption="The bridge", credit="Photolure"))


@pytest.mark.parametrize("path", HANDED_ON)
def test_no_feed_and_no_sitemap_names_it(client, story, path):
    assert NAME not in client.get(path).text


def test_feeds_name_one_that_may_be_passed_on(client):
    make_article(photo=make_photo())
    for path in HANDED_ON[:4]:
        assert NAME in client.get(path).text, path


@pytest.mark.parametrize("kind", ["json", "md", "txt"])
def test_no_data_file_names_it(client, story, kind):
    text = client.get(f"/news/{story.pk}.{kind}").text
    assert NAME not in text
    assert "Photolure" not in text


def test_the_head_of_its_page_shows_the_sites_card_instead(client, story):
    head, _, body = client.get(story.get_absolute_url()).text.partition("</head>")
    assert NAME not in head
    assert "social-card" in head
    assert NAME in body


def test_readers_see_it_on_its_page_and_in_lists(client, story):
    for path in (story.get_absolute_url(), "/", "/latest/"):
        assert f"{NAME}-" in client.get(path).text, path


def test_others_of_the_same_story_are_passed_on(client, story):
    other = make_photo(alt="A tunnel")
    show(story, story.lead_photo.photo, other)
    [one] = client.get(f"/news/{story.pk}.json").json()["associations"]
    assert one["descriptions"][0]["value"] == "A tunnel"
