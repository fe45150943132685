"""The demo corpus as a feed reader's program sees it."""

import feedparser
import jsonschema
import pytest
from django.conf import settings

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Author, Byline, Section, Tag

SEEDS = settings.BASE_DIR / "fixtures" / "seeds"
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
        "language": {"enum": ["ru", "hy"]},
    },
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "home_page_url", "feed_url", "language", "authors", "items"],
    "properties": {"version": {"const": "https://jsonfeed.org/version/1.1"}, "items": {"type": "array", "items": ITEM}},
}


@pytest.fixture
def corpus(db):
    import_seeds([SEEDS], Vocabulary.load(settings.SEED_VOCABULARY))
    author = Author.objects.create(name="Ani Sarkis")
    Byline.objects.bulk_create(
        [Byline(article=article, author=author) for article in Article.objects.without_briefs()[:3]]
    )
    return {
        "/feeds/latest": Article.objects.all(),
        **{f"/section/{it.slug}/feed": Article.objects.in_section(it) for it in Section.objects.all()},
        **{f"/tag/{it.slug}/feed": Article.objects.tagged(it) for it in Tag.objects.all()},
        "/author/ani-sarkis/feed": Article.objects.by_author(author),
    }


def test_feedparser_and_a_schema_read_every_item_of_every_feed(client, corpus):
    read = 0
    for path, stories in corpus.items():
        rows = list(stories.published().without_briefs().newest_first()[:LENGTH])
        expected = [(row.headline, row.get_absolute_url()) for row in rows]
        for form, version in (("rss", "rss20"), ("atom", "atom10")):
            feed = feedparser.parse(client.get(f"{path}.{form}").content)
            assert not feed.bozo, path
            assert feed.version == version
            found = [(entry.title, entry.link.removeprefix(settings.SITE_URL)) for entry in feed.entries]
            assert found == expected, path
            for row, entry in zip(rows, feed.entries, strict=True):
                assert entry.summary
                assert entry.content[0].value.replace("\n", "") == row.body.replace("\n", "")
        content = client.get(f"{path}.json").json()
        jsonschema.validate(content, JSON_FEED)
        assert [item["title"] for item in content["items"]] == [headline for headline, _ in expected]
        read += len(expected)
    assert read > 250
