"""A story that was updated and then given a later time: nothing says that it changed before it was published."""

import json
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Article
from articles.text.dates import format_iso, last_update
from tests.support.factories import NOON, make_article

HOUR = timedelta(hours=1)
PUBLISHED = NOON + 24 * HOUR
WRITERS = {  # of the column itself: rows, versions, triggers, indexes
    *("articles/models/article.py", "articles/admin/article/form.py", "articles/database/edition.py"),
    *("articles/history/versions.py", "articles/history/public_history.py"),
    *("articles/reading/versions.py", "articles/imports/translations/linker.py"),
    *("articles/sitemaps/months.py", "articles/sitemaps/urlset.py", "articles/text/dates.py"),
}


@pytest.fixture
def story(db, time_machine):
    """A story that was updated at noon, and whose publication was moved to the day after."""
    time_machine.move_to(NOON + HOUR, tick=False)  # of its last version
    article = make_article("The bridge opens")
    Article.objects.filter(pk=article.pk).update(updated_at=NOON, published_at=PUBLISHED)
    time_machine.move_to(PUBLISHED + HOUR, tick=False)
    return Article.objects.get(pk=article.pk)


def page(client, story):
    return client.get(story.get_absolute_url()).text


def moments(client, story):
    """Every time of a change that anything says of the story, by where it says so."""
    text = page(client, story)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1]
    said = {"JSON-LD": json.loads(block)["@graph"][0]["dateModified"]}
    said |= dict(re.findall(r'property="(article:modified_time)" content="([^"]*)"', text))
    said |= {f"page {number}": at for number, at in enumerate(re.findall(r'Updated <time datetime="([^"]*)"', text))}
    for path, pattern in {
        "/feeds/latest.atom": "<updated>(.*?)</updated>",
        "/feeds/latest.rss": "<atom:updated>(.*?)</atom:updated>",
        "/feeds/latest.json": '"date_modified": ?"(.*?)"',
        "/sitemap.xml": "<lastmod>(.*?)</lastmod>",
        f"/sitemaps/{PUBLISHED:%Y-%m}.xml": "<lastmod>(.*?)</lastmod>",
        f"/news/{story.pk}.json": '"versionCreated": ?"(.*?)"',
        f"/news/{story.pk}.txt": None,
        f"/news/{story.pk}.md": None,
    }.items():
        answer = client.get(path)
        found = re.findall(pattern, answer.text) if pattern else []
        assert found or not pattern, path
        said |= {f"{path} {number}": at for number, at in enumerate(found)}
        said[f"{path} Last-Modified"] = parsedate_to_datetime(answer["Last-Modified"]).isoformat()
    return {where: datetime.fromisoformat(at) for where, at in said.items()}


def test_no_change_is_before_the_publication(client, story):
    found = moments(client, story)
    assert len(found) >= 14
    assert {where: at for where, at in found.items() if at != PUBLISHED} == {}


def test_neither_page_nor_card_speaks_of_an_update(client, story):
    assert "Updated" not in page(client, story)
    assert "article:modified_time" not in page(client, story)


def test_an_update_after_the_publication_is_one_everywhere(client, story):
    later = PUBLISHED + HOUR
    Article.objects.update(updated_at=later)
    found = moments(client, story)
    assert {where: at for where, at in found.items() if at != later} == {}
    assert {"page 0", "article:modified_time"} <= set(found)


def test_a_day_without_a_time_is_the_day_of_the_last_change_too(client, story):
    Article.objects.update(time_known=False)
    assert f'"dateModified":"{format_iso(PUBLISHED, time_known=False)}"' in page(client, story)


@pytest.mark.parametrize(
    ("published", "updated", "last"),
    [
        (PUBLISHED, None, None),
        (PUBLISHED, NOON, None),
        (PUBLISHED, PUBLISHED, None),
        (PUBLISHED, PUBLISHED + HOUR, PUBLISHED + HOUR),
        (None, NOON, None),
        (None, None, None),
    ],
)
def test_the_rule(published, updated, last):
    assert last_update(published, updated) == last
    story = Article(published_at=published, updated_at=updated)
    assert (story.last_update, story.modified_at) == (last, last or published)


def test_nobody_else_reads_the_column():
    files = [
        path for room in ("articles", "portal", "templates") for path in Path(settings.BASE_DIR, room).rglob("*.*")
    ]
    texts = {
        str(path.relative_to(settings.BASE_DIR)): path.read_text() for path in files if path.suffix in (".py", ".html")
    }
    found = {path for path, text in texts.items() if re.search(r"\bupdated_at\b", text) and "migrations" not in path}
    assert found == WRITERS
