"""The search by tag, author and photo follows every way in which these change, one story at a time or in bulk."""

import random

import pytest
from django.db import connection

from articles import search
from articles.models import Article, Author, Byline, PhotoUse, Tag, TaggedArticle
from articles.search.query_parser import parse
from tests.support.databases import all_rows
from tests.support.factories import NOON, make_article, make_photo

pytestmark = pytest.mark.django_db


def found(**scope):
    numbers = search.numbers(connection, parse("bridge"), search.Scope(**scope))
    by_number = Article.objects.in_bulk(numbers)
    return [by_number[number].headline for number in numbers]


def test_a_tag_is_found_from_when_it_is_put_on_until_it_is_taken_off():
    one, other = make_article("Bridge one", minutes=1), make_article("Bridge two")
    one.tags.set(["Roads", "Rain"])
    assert found(tag="roads") == found(tag="rain") == ["Bridge one"]
    one.tags.remove("Roads")
    assert (found(tag="roads"), found(tag="rain")) == ([], ["Bridge one"])
    other.tags.add("Roads")
    TaggedArticle.objects.filter(content_object=other).update(tag=Tag.objects.get(key="rain"))
    assert (found(tag="roads"), found(tag="rain")) == ([], ["Bridge one", "Bridge two"])
    Tag.objects.get(key="rain").delete()
    assert (found(tag="rain"), found()) == ([], ["Bridge one", "Bridge two"])


def test_an_author_is_found_while_there_is_a_byline():
    one, other = make_article("Bridge one", minutes=1), make_article("Bridge two")
    anna, karen = Author.objects.create(name="Anna"), Author.objects.create(name="Karen")
    Byline.objects.bulk_create([
        Byline(article=one, author=anna, position=0),
        Byline(article=other, author=anna, position=0),
        Byline(article=other, author=karen, position=1),
    ])  # fmt: skip
    assert found(author="anna") == ["Bridge one", "Bridge two"]
    assert found(author="karen") == ["Bridge two"]
    Byline.objects.filter(article=one).update(author=karen)
    assert (found(author="anna"), found(author="karen")) == (["Bridge two"], ["Bridge one", "Bridge two"])
    Byline.objects.filter(author=karen).delete()
    assert (found(author="karen"), found(author="nobody")) == ([], [])
    assert found(author="anna") == ["Bridge two"]


def test_a_story_with_a_photo_is_found_while_it_has_one():
    one, other = make_article("Bridge one", minutes=1), make_article("Bridge two")
    photo, second = make_photo(), make_photo()
    PhotoUse.objects.bulk_create(
        [PhotoUse(article=one, photo=use, position=at) for at, use in ((1, photo), (2, second))]
    )
    assert found(with_photo=True) == ["Bridge one"]
    PhotoUse.objects.filter(photo=photo).delete()
    assert found(with_photo=True) == ["Bridge one"]
    PhotoUse.objects.update(article=other)
    assert found(with_photo=True) == ["Bridge two"]
    PhotoUse.objects.all().delete()
    assert (found(with_photo=True), found()) == ([], ["Bridge one", "Bridge two"])


def test_all_limits_hold_together():
    author = Author.objects.create(name="Anna")
    story = make_article("Bridge of all", tags=["Roads"])
    Byline.objects.create(article=story, author=author, position=0)
    PhotoUse.objects.create(article=story, photo=make_photo(), position=1)
    make_article("Bridge elsewhere", tags=["Roads"], minutes=1)
    everything = {"tag": "roads", "author": "anna", "with_photo": True, "language": "en", "section": story.section.slug}
    assert found(**everything) == ["Bridge of all"]
    assert [found(**everything | {name: "x"}) for name in ("tag", "author", "language", "section")] == [[]] * 4


def test_after_any_changes_the_index_is_the_one_that_would_be_made_anew():
    rng = random.Random(3)  # noqa: S311
    authors, photos = [Author.objects.create(name=name) for name in "ABC"], [make_photo() for _ in range(2)]
    stories = [make_article(f"Bridge {number}", minutes=number) for number in range(6)]
    for _ in range(60):
        story = rng.choice(stories)
        match rng.randrange(6):
            case 0:
                story.tags.set(rng.sample(["Roads", "Rain", "Rails"], rng.randrange(4)))
            case 1:
                Byline.objects.filter(article=story).delete()
                some = rng.sample(authors, rng.randrange(3))
                Byline.objects.bulk_create(Byline(article=story, author=one, position=n) for n, one in enumerate(some))
            case 2:
                PhotoUse.objects.filter(article=story).delete()
                some = rng.sample(photos, rng.randrange(3))
                PhotoUse.objects.bulk_create(
                    PhotoUse(article=story, photo=one, position=n) for n, one in enumerate(some, 1)
                )
            case 3:
                Article.objects.filter(pk=story.pk).update(published_at=rng.choice([None, NOON, NOON.replace(month=3)]))
            case 4:
                Article.objects.filter(pk=story.pk).update(headline=f"Bridge {rng.randrange(9)}")
            case 5:
                Article.objects.filter(pk=story.pk).update(withdrawn_at=rng.choice([None, NOON]))
    Byline.objects.filter(author=authors[0]).delete()
    kept = all_rows("default")[search.TABLE]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE articles_search")
    search.install(connection)
    assert kept == all_rows("default")[search.TABLE]
