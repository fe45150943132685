"""The demo corpus in three languages, as a feed reader's program sees it."""

from collections.abc import Iterator

import feedparser
import jsonschema
import pytest
from django.conf import settings

from articles.models import Article, Author, Section, Tag
from articles.models.querysets import ArticleQuerySet
from articles.text.blocks.shown import has_blocks
from tests.support.demo import Pages

LENGTH = 30
TEXT, TEXTS = {"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string"}}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}
AUTHORS = {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}}
ITEM = {
    "type": "object",
    "required": ["id", "url", "title", "content_html", "date_published", "date_modified", "authors", "tags"],
    "properties": {
        **dict.fromkeys(("id", "url", "title", "content_html", "summary"), TEXT),
        **dict.fromkeys(("date_published", "date_modified"), MOMENT),
        "authors": AUTHORS,
        "tags": TEXTS,
        "image": {"type": "string", "format": "uri"},
        "_image": {"type": "object", "required": ["width", "height", "alt"]},
        "_versions": {"type": "array", "minItems": 2},
    },
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "home_page_url", "feed_url", "language", "authors", "items"],
    "properties": {"version": {"const": "https://jsonfeed.org/version/1.1"}, "items": {"type": "array", "items": ITEM}},
}


def feeds(language: str) -> Iterator[tuple[str, ArticleQuerySet]]:
    """Yield the address of each feed in the language, without its ending, and its stories, in any order and number."""
    pages, stories = Pages(language), Article.objects.dispatches().in_language(language)
    yield pages.path("/feeds/latest"), stories
    for section in Section.objects.all():
        yield f"{pages.subject(section)}feed", stories.in_section(section)
    for tag in Tag.objects.all():
        if stories.tagged(tag).exists():
            yield f"{pages.subject(tag)}feed", stories.tagged(tag)
    yield pages.path("/author/ani-sarkis/feed"), stories.by_author(Author.objects.get(slug="ani-sarkis"))


@pytest.mark.parametrize(("language", "least"), [("en", 250), ("ru", 90), ("hy", 90)])
def test_feedparser_and_a_schema_read_every_item_of_every_feed(site_in_languages, client, language, least):
    read = 0
    for path, stories in feeds(language):
        rows = list(stories.newest_first()[:LENGTH])
        expected = [(row.headline, row.get_absolute_url()) for row in rows]
        for form, version in (("rss", "rss20"), ("atom", "atom10")):
            feed = feedparser.parse(client.get(f"{path}.{form}").content)
            assert not feed.bozo, path
            assert (feed.version, feed.feed.language) == (version, language)
            found = [(entry.title, entry.link.removeprefix(settings.SITE_URL)) for entry in feed.entries]
            assert found == expected, path
            for row, entry in zip(rows, feed.entries, strict=True):
                assert entry.summary
                text = row.body.replace("\n", "").replace("<br>", "<br />")  # after what a version lacks, if anything
                shown = entry.content[0].value.replace("\n", "")
                # tests/pages/test_blocks_everywhere.py reads tables, quotations and notes
                assert shown.endswith("</section>" if has_blocks(row.body) else text)
        content = client.get(f"{path}.json").json()
        jsonschema.validate(content, JSON_FEED)
        assert content["language"] == language
        assert [item["title"] for item in content["items"]] == [headline for headline, _ in expected]
        read += len(expected)
    assert read > least
