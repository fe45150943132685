"""Triggers know what is public; see test_public.py."""

from datetime import timedelta
from functools import partial

import pytest
from django.db.models import QuerySet

from articles.database import edition
from articles.models import (
    Article,
    Author,
    Byline,
    Correction,
    FrontSlot,
    Photo,
    PhotoChore,
    PhotoUse,
    Redirect,
    Tag,
    TaggedArticle,
    TopStory,
)
from tests.support.public_cases import DAY, HOUR, cases_that_are


def moves(change) -> bool:
    before = edition.current()
    change()
    return edition.current() != before


def by_edition(change):
    """The stories for which `change(number)` moves the edition."""
    return lambda at, numbers: [number for number in numbers if moves(partial(change, number))]


def by_edition_of_slots(at, numbers):
    """One after the other, because there are only four places."""
    for number in numbers:
        if moves(lambda: FrontSlot.objects.create(article_id=number, place=0)):  # noqa: B023 called at once
            yield number
        FrontSlot.objects.all().delete()


def by_edition_at_the_end(model, **fields):
    """The stories whose row of `model`, such as a Top story, has an end that moves the edition."""

    def ending(at, numbers):
        for number in numbers:
            row = model.objects.create(article_id=number, until=at + HOUR, **fields)
            if edition.current(at + HOUR - timedelta(milliseconds=1)) != edition.current(at + HOUR):
                yield number
            row.delete()

    return ending


def add_tag(number):
    TaggedArticle.objects.create(tag=Tag.objects.get(name="Rivers"), content_object_id=number)


def portraits(number):
    return Photo.objects.filter(pk__in=Author.objects.filter(bylines__article=number).values("photo"))


def of_photos(numbers):
    return dict(PhotoUse.objects.filter(article__in=numbers).values_list("photo", "article"))


def chosen(photos):
    """The stories whose photo has a chore now, but not their authors' portraits."""
    return [photos[chore] for chore in PhotoChore.objects.values_list("photo", flat=True) if chore in photos]


def write(number, fields):
    """Update as SQL does: without the chores that follow an update of ours."""
    QuerySet.update(Article.objects.filter(pk=number), **fields)


def by_chores_of_what_was_public(at, numbers):
    photos = of_photos(numbers)
    for number in numbers:
        PhotoUse.objects.filter(article=number)._raw_delete("default")
    return chosen(photos)


def by_chores_of_portraits(at, numbers):
    """The stories whose byline, when it goes, leaves a chore for the author's portrait."""
    for number in numbers:
        shown = portraits(number).values_list("pk", flat=True)[0]
        Byline.objects.filter(article=number)._raw_delete("default")
        if PhotoChore.objects.filter(photo=shown).exists():
            yield number


def by_chores_of_what_is_public(at, numbers):
    """The stories that get no chore when they come to be what they are, having been public."""
    photos, moments = of_photos(numbers), ("published_at", "withdrawn_at")
    rows = {row.pop("pk"): row for row in Article.objects.filter(pk__in=numbers).values("pk", *moments)}
    for number in numbers:
        write(number, {"published_at": at - DAY, "withdrawn_at": None})
    PhotoChore.objects.all().delete()
    for number in numbers:
        write(number, rows[number])
    return set(numbers) - set(chosen(photos))


TRIGGERS = {
    "a story": ("watched", by_edition(lambda n: Article.objects.filter(pk=n).update(headline="Another"))),
    "its photo's words": ("due", by_edition(lambda n: PhotoUse.objects.filter(article=n).update(caption="New"))),
    "its tag": ("due", by_edition(add_tag)),
    "its tag's name": (
        "due",
        by_edition(lambda n: Tag.objects.filter(taggings__content_object=n).exclude(name="Roads").update(slug=n)),
    ),
    "its byline": (
        "due",
        by_edition(lambda n: Byline.objects.create(article_id=n, author=Author.objects.get(name="Ani"))),
    ),
    "its author's name": ("due", by_edition(lambda n: Author.objects.filter(bylines__article=n).update(bio="New"))),
    "its author's portrait": ("due", by_edition(lambda n: portraits(n).update(alt="New"))),
    "its photo": ("public", by_edition(lambda n: Photo.objects.filter(uses__article=n).update(alt="New"))),
    "its correction": ("due", by_edition(lambda n: Correction.objects.filter(article=n).update(text="New"))),
    "its redirect": ("due", by_edition(lambda n: Redirect.objects.create(number=n + 1_000_000, article_id=n))),
    "its Top story": ("listed", by_edition(lambda n: TopStory.objects.create(article_id=n))),
    "its slot": ("listed", by_edition_of_slots),
    "the end of its Top story": ("indexed", by_edition_at_the_end(TopStory)),
    "the end of its slot": ("indexed", by_edition_at_the_end(FrontSlot, place=0)),
    "photo chores: was public": ("public", by_chores_of_what_was_public),
    "photo chores: is public": ("public", by_chores_of_what_is_public),
    "photo chores: portraits": ("due", by_chores_of_portraits),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("spelling", TRIGGERS)
def test_a_trigger_agrees_with_the_table(stories, at, spelling):
    words, read = TRIGGERS[spelling]
    Tag.objects.create(name="Rivers")
    Author.objects.create(name="Ani")
    assert sorted(stories[number] for number in read(at, list(stories))) == cases_that_are(words)
