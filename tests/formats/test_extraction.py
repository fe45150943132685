"""What programs that read news for others take from our stories' pages: headline, day and text, and nothing else."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import newspaper
import pytest
import trafilatura
from django.conf import settings
from django.test import Client

from articles.models import Article
from articles.text import richtext
from articles.text.dates import local_day
from tests.support.typed import as_typed


class Extract(NamedTuple):
    headline: str
    day: date
    paragraphs: list[str]


def with_trafilatura(url: str, page: str) -> Extract:
    found = trafilatura.bare_extraction(page, url=url, with_metadata=True)
    return Extract(found.title, date.fromisoformat(found.date), found.text.splitlines())


def with_newspaper(url: str, page: str) -> Extract:
    found = newspaper.Article(url, fetch_images=False)
    found.download(input_html=page)
    found.parse()
    return Extract(found.title, found.publish_date.date(), [line for line in found.text.splitlines() if line])


@pytest.fixture(scope="module")
def stories(site_in_languages, django_db_blocker) -> list[tuple[Article, str]]:
    """Each story that a seed told, and its page."""
    client = Client()
    with django_db_blocker.unblock():
        articles = Article.objects.published().without_briefs().exclude(seed=None)
        return [(article, client.get(article.get_absolute_url()).text) for article in articles]


@pytest.fixture(scope="module", params=[with_trafilatura, with_newspaper], ids=["trafilatura", "newspaper4k"])
def extracts(request, stories) -> dict[str, Extract]:
    """What the program makes of each story, by the story's headline."""
    extract: Callable[[str, str], Extract] = request.param
    return {
        article.headline: extract(settings.SITE_URL + article.get_absolute_url(), page) for article, page in stories
    }


def paragraphs(article: Article) -> list[str]:
    """The story as it is printed: the dateline run into the first paragraph."""
    first, *others = richtext.to_paragraphs(article.body)
    return [f"{article.source} – {first}" if article.source else first, *others]


def test_the_headline_is_exact(extracts):
    assert len(extracts) == 121
    assert [as_typed(found.headline) for found in extracts.values()] == list(map(as_typed, extracts))


def test_the_day_is_the_agencys(stories, extracts):
    assert {headline: found.day for headline, found in extracts.items()} == {
        article.headline: local_day(article.published_at) for article, _ in stories
    }


def test_every_paragraph_is_there_in_order_and_nothing_of_the_sidebars(stories, extracts):
    assert {headline: list(map(as_typed, found.paragraphs)) for headline, found in extracts.items()} == {
        article.headline: list(map(as_typed, paragraphs(article))) for article, _ in stories
    }
