"""Feeds and sitemaps name what lists name, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Author, Byline
from tests.support.factories import make_article, make_brief
from tests.support.feeds import headlines

pytestmark = pytest.mark.django_db
FEEDS = [
    f"{path}.{form}"
    for path in ("/feeds/latest", "/section/region/feed", "/tag/roads/feed", "/author/ani/feed")
    for form in ("rss", "atom", "json")
]


@pytest.fixture
def every_state():
    now = timezone.now()
    ani = Author.objects.create(name="Ani")
    hour = timedelta(hours=1)
    for article in (
        make_article("Public story", published_at=now - hour),
        make_article("Hidden draft", published_at=None),
        make_article("Hidden scheduled", published_at=now + hour),
        make_article("Hidden withdrawn", published_at=now - hour, withdrawn_at=now),
        make_article("Hidden retracted", published_at=now - hour, retracted_at=now),
        make_brief("Hidden brief", published_at=now - hour),
    ):
        article.tags.add("Roads")
        Byline.objects.create(article=article, author=ani)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_shows_what_is_listed_and_no_brief(client, every_state, path):
    assert headlines(client, path) == ["Public story"]


@pytest.mark.parametrize("path", ["/sitemap-news.xml", "month"])
def test_a_sitemap_names_what_is_listed_and_no_brief(client, every_state, path):
    if path == "month":
        path = f"/sitemaps/{timezone.localdate(timezone.now() - timedelta(hours=1)):%Y-%m}.xml"
    page = client.get(path).text
    assert page.count("<url>") == 1
    assert "/public-story/" in page


def test_a_scheduled_story_appears_in_the_feed_by_itself(client, time_machine):
    moment = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    make_article("To come", published_at=moment)
    time_machine.move_to(moment - timedelta(seconds=1), tick=False)
    assert headlines(client, "/feeds/latest.atom") == []
    time_machine.move_to(moment, tick=False)
    assert headlines(client, "/feeds/latest.atom") == ["To come"]
