"""Every place that spells what is public agrees with one table of cases (tests/support/public_cases.py).

Triggers are in test_public_triggers.py. docs/architecture.md lists the places; a new spelling goes into both.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles import search
from articles.admin.front.eligible import IN_A_SLOT, ON_TOP
from articles.database import day_counts
from articles.feeds.stories import Stories
from articles.front import curation
from articles.history.public_history import published_rows
from articles.models import (
    Article,
    Author,
    Correction,
    FrontSlot,
    Photo,
    PreviewLink,
    Redirect,
    TopStory,
)
from articles.models.front.arrangement import Arrangement, Placed
from articles.photos import renaming
from articles.reading.archive import dispatches_in
from articles.reading.subjects import known_authors, known_tags
from articles.search import EVERYWHERE, Scope
from articles.search.query_parser import parse
from articles.selfcheck.hidden import publicly_readable
from articles.sitemaps.months import Month
from articles.sitemaps.views import month_stories
from articles.web.permanent_ids import article_id
from tests.support.public_cases import CASES, DAY, HOUR, MERGED, ROWS, cases_that_are

ROOT = Path(__file__).parent.parent.parent


def authors_with_a_portrait(at):
    return Author.objects.filter(photo__in=Photo.objects.filter(renaming.shown()))


# A queryset at a moment, and its column with the story's number.
QUERIES = {
    "readable": ("public", Article.objects.readable, "pk"),
    "published": ("listed", Article.objects.published, "pk"),
    "dispatches": ("dispatch", Article.objects.dispatches, "pk"),
    "listed_at": ("listed", Article.objects.listed_at, "pk"),
    "due": ("due", Article.objects.due, "pk"),
    "departed": ("departed", Article.objects.departed, "pk"),
    "ON_TOP": ("indexed", lambda at: Article.objects.filter(ON_TOP), "pk"),
    "IN_A_SLOT": ("indexed full", lambda at: Article.objects.filter(IN_A_SLOT), "pk"),
    "Correction.public": ("public", Correction.objects.public, "article"),
    "Correction.departed": ("departed withdrawn", Correction.objects.departed, "article"),
    "known_tags": ("due", lambda at: known_tags(at).exclude(name="Roads"), "taggings__content_object"),
    "known_authors": ("due", known_authors, "bylines__article"),
    "renaming.shown": (
        "public",
        lambda at: Photo.objects.filter(renaming.shown(), uses__isnull=False),
        "uses__article",
    ),
    "renaming.shown, portraits": ("due", authors_with_a_portrait, "bylines__article"),
    "published_rows": ("public", lambda at: published_rows(at + HOUR), "id"),
    "publicly_readable": ("public", lambda at: Article.objects.filter(publicly_readable()), "pk"),
}
# Functions of the moment and the stories' numbers, which give the numbers of some of them.


def by_model(at, numbers):
    return [story.pk for story in Article.objects.all() if story.is_public]


def by_slots(at, numbers):
    """One after the other, because there are only four places."""
    for number in numbers:
        slot = FrontSlot.objects.create(article_id=number, place=0)
        yield from FrontSlot.objects.current(at).values_list("article", flat=True)
        slot.delete()


def by_top_stories(at, numbers):
    for number in numbers:
        TopStory.objects.create(article_id=number)
    return TopStory.objects.current(at).values_list("article", flat=True)


def arranged(numbers):
    placed = [Placed(number) for number in numbers]
    return curation.with_facts(Arrangement(dict(enumerate(placed)), placed), Article.objects.in_bulk(numbers))


def by_arrangement(at, numbers):
    return [one.article for one in arranged(numbers).top if one.shows(at)]


def by_chosen_slots(at, numbers):
    chosen = curation.chosen(arranged(numbers), Article.objects.all(), at)
    return [card.pk for card in chosen.slots.values()]


def by_feed(at, numbers, of=0):
    numbers_by_id = {article_id(number): number for number in numbers}
    return [numbers_by_id[one.id] for one in Stories().read()[of]]


def by_departures_of_a_feed(at, numbers):
    return by_feed(at, numbers, of=1)


def by_search(scope):
    """Without `published`, because the search's own table decides."""
    return lambda at, numbers: search.numbers(connection, parse("story"), scope, at)


def dated(numbers):
    return Article.objects.filter(pk__in=numbers, published_at__isnull=False).values_list("pk", "published_at")


def by_day_counts(at, numbers):
    days = {number: day_counts.day_of(moment) for number, moment in dated(numbers)}
    return [number for number, count in day_counts.in_days({n: (d, d + DAY) for n, d in days.items()}).items() if count]


def by_archive(at, numbers):
    return dispatches_in({number: (moment, moment + timedelta(microseconds=1)) for number, moment in dated(numbers)})


def by_sitemaps(at, numbers):
    return [story.pk for month in {Month.of(moment) for _, moment in dated(numbers)} for story in month_stories(month)]


def by_preview_links(at, numbers):
    """Links made after the story was withdrawn: they end with its publication."""
    editor = User.objects.create(username="ani")
    links = [PreviewLink.objects.create(article_id=n, by=editor, made_at=at, until=at + HOUR) for n in numbers]
    return [link.article_id for link in links if link.over_because]


ADDRESSES = {
    "page": ("/news/{}/{}/", "/news/{}/history/"),
    "data": ("/news/{}.md", "/news/{}.json"),
    "seed": ("/news/{}.txt",),
}
READS = {
    "Article.is_public": ("public", by_model),
    "FrontSlot.current": ("dispatch", by_slots),
    "TopStory.current": ("listed", by_top_stories),
    "Placed.shows": ("listed", by_arrangement),
    "curation.chosen": ("dispatch", by_chosen_slots),
    "PreviewLink.over_because": ("public", by_preview_links),
    "search": ("listed", by_search(EVERYWHERE)),
    "search of a section": ("listed", by_search(Scope(section="region"))),
    "search of a tag": ("listed", by_search(Scope(tag="roads"))),
    "in_days": ("indexed full", by_day_counts),
    "dispatches_in": ("dispatch", by_archive),
    "month_stories": ("dispatch", by_sitemaps),
    "Stories.read": ("dispatch", by_feed),
    "Stories.read, departures": ("departed full", by_departures_of_a_feed),
}


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", QUERIES)
def test_a_queryset_agrees_with_the_table(stories, at, spelling):
    words, rows, column = QUERIES[spelling]
    assert sorted(stories[number] for number in rows(at).values_list(column, flat=True)) == cases_that_are(words)


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", READS)
def test_a_reader_of_rows_agrees_with_the_table(stories, at, spelling):
    words, read = READS[spelling]
    assert sorted(stories[number] for number in read(at, list(stories))) == cases_that_are(words)


@pytest.mark.django_db
def test_each_state_has_its_rows(stories):
    state = {stories[story.pk]: story.state for story in Article.objects.all()}
    assert state == {case: ROWS[case]["state"] for case in CASES}
    rows = Article.objects
    found = {"draft": rows.drafts(), "scheduled": rows.scheduled(), "published": rows.published()}
    found |= {"retracted": rows.retracted(), "withdrawn": rows.withdrawn()}
    assert {stories[story.pk]: name for name, those in found.items() for story in those} == state


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "addresses"), ADDRESSES.items())
def test_an_address_agrees_with_the_table(client, stories, column, addresses):
    public = next(number for number, case in stories.items() if case == "published")
    numbers = {case: number for number, case in stories.items()} | {MERGED: 1_000_000}
    Redirect.objects.create(number=numbers[MERGED], article_id=public)
    slugs = dict(Article.objects.values_list("pk", "slug"))
    for address in addresses:
        paths = {case: address.format(number, slugs.get(number, "brief")) for case, number in numbers.items()}
        statuses = {case: str(client.get(path).status_code) for case, path in paths.items()}
        assert statuses == {case: row[column] for case, row in ROWS.items()}


def files_that_match(rule: str) -> list[str]:
    sources = [path for room in ("articles", "portal") for path in (ROOT / room).rglob("*.*")]
    own = [path for path in sources if path.suffix in (".py", ".sql") and "migrations" not in path.parts]
    return sorted(str(path.relative_to(ROOT)) for path in own if re.search(rule, path.read_text(encoding="utf-8")))


def test_the_documentation_lists_every_file_that_spells_the_rule():
    found = files_that_match(
        r"withdrawn_at(=None|__isnull| IS (NOT )?NULL| is (not )?None)|published_at(__lte=|__by=| <= )"
    )
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("| where | what it spells |")[2].partition("\n\n")[0]
    cells = [row.split(" | ")[0] for row in table.splitlines()[2:]]
    assert found == sorted(re.findall(r"`([^`]+)`", " ".join(cells)))
