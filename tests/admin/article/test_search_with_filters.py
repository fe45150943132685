"""The search together with every filter of the list finds and counts what a walk through all stories does."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin.article.changelist import search
from articles.admin.article.changelist.order import NEWEST_FIRST
from articles.database import capped_count
from articles.models import Article, Author, Byline, Tag
from articles.text.richtext import to_paragraphs
from tests.support.factories import make_article, make_photo, make_section
from tests.support.newsroom import LIST

pytestmark = pytest.mark.django_db
WORDS = "korba tulum zerdan mirka карта корова գիրքը մատիտ 2014 40170".split()  # no story has such a number
TYPED = [*WORDS, "korb", "tul zerd", "kor*", "korba mirka", '"tulum korba"', "anahit", "photolure", "карт", "nowhere"]
NOW = timezone.now()
SECTION = {name: name for name in ("Sport", "World", "Culture")}


@pytest.fixture
def stories(db):
    """A hundred stories in every state, of six years, with words, tags, authors and credits by chance."""
    rng = random.Random(93)  # noqa: S311 the same stories each time
    people = [Author.objects.create(name=name) for name in ("Anahit Korbayan", "Ruben", "Карта Ани")]
    photos = [make_photo(credit="Photo: Photolure"), make_photo(credit="Фото: Карта"), make_photo()]
    for number in range(100):
        hidden = NOW if rng.random() < 0.1 else None
        article = make_article(
            " ".join(rng.choices(WORDS, k=2)),
            section=make_section(rng.choice(list(SECTION))),
            summary=f"about {rng.choice(WORDS)} again",  # PostgreSQL finds phrases across the ends of headline and text
            body=rng.choice(["", f"<p>{' '.join(rng.choices(WORDS, k=5))}</p>"]),
            published_at=_moment(rng, number),
            withdrawn_at=hidden if number % 2 else None,
            retracted_at=None if number % 2 else hidden,
            photo=rng.choice([None, None, None, *photos]),
            tags=rng.sample(["Rain", "Snow"], rng.randrange(3)),
        )
        for position, author in enumerate(rng.sample(people, rng.choice([0, 0, 0, 1, 2]))):
            Byline.objects.create(article=article, author=author, position=position)


def _moment(rng, number: int) -> datetime | None:
    if rng.random() < 0.1:
        return None
    if rng.random() < 0.1:
        return NOW + timedelta(hours=rng.randrange(1, 99), seconds=number)
    day = datetime(rng.randrange(2014, 2020), rng.randrange(1, 13), rng.randrange(1, 28), 9, tzinfo=UTC)
    return day + timedelta(seconds=number)


FILTERS = {
    "all": ({}, lambda one: True),
    "drafts": ({"state": "draft"}, lambda one: one.state == "draft"),
    "scheduled": ({"state": "scheduled"}, lambda one: one.state == "scheduled"),
    "published": ({"state": "published"}, lambda one: one.state == "published"),
    "retracted": ({"state": "retracted"}, lambda one: one.withdrawn_at is None and one.retracted_at is not None),
    "withdrawn": ({"state": "withdrawn"}, lambda one: one.state == "withdrawn"),
    "full": ({"type": "story"}, lambda one: one.story_type == "story"),
    "briefs": ({"type": "brief"}, lambda one: one.is_brief),
    "section": ({"section__id__exact": "Sport"}, lambda one: one.section.name == "Sport"),
    "tag": ({"tag": "Rain"}, lambda one: "Rain" in one.tags.names()),
    "year": ({"published_at__year": "2014"}, lambda one: one.published_at is not None and _local(one).year == 2014),
    "month": (
        {"published_at__year": "2015", "published_at__month": "3"},
        lambda one: one.published_at is not None and (_local(one).year, _local(one).month) == (2015, 3),
    ),
}
COMBINED = [[name] for name in FILTERS] + [
    ["year", "section"],
    ["published", "tag"],
    ["drafts", "section"],
    ["withdrawn", "year"],
    ["full", "tag", "year"],
    ["briefs", "published", "section"],
]


def _local(article) -> datetime:
    return timezone.localtime(article.published_at)


def holds(article: Article, typed: str) -> bool:
    """Return whether the search should find the story, by its words and nothing else."""
    text = " ".join([article.headline, "|", article.summary, "|", *to_paragraphs(article.body)]).split()
    names = [author.name.lower().split() for author in article.authors.all()]
    use = article.lead_photo
    credit = use.shown_credit.lower().replace(":", "").split() if use else []
    if typed.startswith('"'):
        return typed.strip('"') in " ".join(text)
    parts = [word.rstrip("*") for word in typed.split()]
    return any(all(any(word.startswith(part) for word in words) for part in parts) for words in (text, *names, credit))


def expected(names: list[str], typed: str, articles) -> list[int]:
    """Return the numbers of the stories, newest first and drafts before them."""
    kept = [one for one in articles if holds(one, typed) and all(FILTERS[name][1](one) for name in names)]
    return [one.pk for one in sorted(kept, key=_position, reverse=True)]


def _position(article) -> tuple:
    return article.published_at is None, article.published_at or NOW, article.pk


def _drafts_last(numbers: list[int]) -> list[int]:
    """Return the numbers oldest first; drafts, which have no moment, come last as they came first."""
    drafts = set(Article.objects.filter(published_at=None).values_list("pk", flat=True))
    return [one for one in reversed(numbers) if one not in drafts] + [one for one in numbers if one in drafts]


def asked(names: list[str], typed: str) -> dict:
    query = {"q": typed} | {key: value for name in names for key, value in FILTERS[name][0].items()}
    if "tag" in query:
        query["tag"] = Tag.objects.get(name="Rain").pk
    if "section__id__exact" in query:
        query["section__id__exact"] = make_section("Sport").pk
    return query


def everything() -> list[Article]:
    return list(Article.objects.select_related("section").prefetch_related("tags", "authors", "photo_uses__photo"))


@pytest.mark.parametrize("few", [2, 1_000])
def test_the_rows_are_those_of_a_walk_through_all(stories, few, admin_client, monkeypatch):
    monkeypatch.setattr(capped_count, "CAP", 8)
    monkeypatch.setattr(search, "FEW_STORIES", few)  # the search takes the way of a small and of a large site
    articles, rng = everything(), random.Random(few)  # noqa: S311 the same words each time
    for names in COMBINED:
        for typed in rng.sample(TYPED, 2):
            wanted = expected(names, typed, articles)
            for order, numbers in (({}, wanted), ({"o": "4"}, _drafts_last(wanted))):
                changes = admin_client.get(reverse(LIST), asked(names, typed) | order).context["cl"]
                assert [row.pk for row in changes.result_list][:8] == numbers[:8], (names, typed, order)
                assert changes.paginator.label == ("8+" if len(wanted) > 8 else str(len(wanted))), (names, typed)


# Filters that are not in the list today.
ROWS = {
    "no photo": lambda: Article.objects.filter(photo_uses=None),
    "an author": lambda: Article.objects.filter(bylines__author=Author.objects.get(name="Ruben")),
    "drafts or Sport": lambda: Article.objects.drafts() | Article.objects.filter(section__name="Sport"),
    "none": lambda: Article.objects.none(),
    "written by nobody": lambda: Article.objects.filter(pk__in=Article.objects.written_by(None).values("pk")),
}


@pytest.mark.parametrize("few", [2, 1_000])
def test_the_search_stays_within_any_rows(stories, monkeypatch, few):
    monkeypatch.setattr(search, "FEW_STORIES", few)
    articles = everything()
    for name, rows in ROWS.items():
        numbers = set(rows().values_list("pk", flat=True))
        for typed in TYPED:
            wanted = {one.pk for one in articles if one.pk in numbers and holds(one, typed)}
            assert {one.pk for one in search.find(rows().order_by(*NEWEST_FIRST), typed)} == wanted, (name, typed)
