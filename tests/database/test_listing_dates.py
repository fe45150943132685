"""Beside each tag and author stand the story's moment and language, whatever writes them: the order of their lists."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.database import listing_dates, triggers
from articles.models import Article, Byline, TaggedArticle
from tests.support.factories import make_article, make_bylines

pytestmark = pytest.mark.django_db


def copies():
    return {row.published_at for model in (TaggedArticle, Byline) for row in model.objects.all()}


def languages():
    return {row.site_language for model in (TaggedArticle, Byline) for row in model.objects.all()}


@pytest.fixture
def story():
    story = make_article("Rain", tags=["Weather"])
    make_bylines(story, "Anahit")
    return story


def test_a_new_tag_and_a_new_author_get_the_storys_moment(story):
    assert copies() == {story.published_at}


def test_a_story_that_moves_takes_them_along(story):
    later = story.published_at + timedelta(days=1)
    Article.objects.update(published_at=later)
    assert copies() == {later}
    Article.objects.update(published_at=None)
    assert copies() == {None}


def test_a_tag_that_is_given_to_another_story_takes_its_moment(story):
    other = make_article("Snow", minutes=5)
    TaggedArticle.objects.update(content_object=other)
    Byline.objects.update(article=other)
    assert copies() == {other.published_at}


def test_nothing_else_can_be_written_into_them(story):
    for model in (TaggedArticle, Byline):
        model.objects.update(published_at=story.published_at + timedelta(days=9))
    assert copies() == {story.published_at}


def test_a_story_that_changes_its_language_takes_them_along(story):
    assert languages() == {"en"}
    Article.objects.update(site_language="ru")
    assert languages() == {"ru"}
    assert copies() == {story.published_at}
    for model in (TaggedArticle, Byline):
        model.objects.update(site_language="hy")
    assert languages() == {"ru"}


@pytest.mark.parametrize("at", [None, "published"])
def test_a_new_tag_and_a_new_author_get_the_storys_language(story, at):
    Article.objects.update(site_language="ru", **({"published_at": None} if at is None else {}))
    story.tags.add("Rivers")
    make_bylines(story, "Vahe")
    assert languages() == {"ru"}


def test_a_tag_that_is_given_to_a_story_in_another_language_takes_that(story):
    other = make_article("Snow")
    Article.objects.filter(pk=other.pk).update(site_language="hy")
    TaggedArticle.objects.update(content_object=other)
    Byline.objects.update(article=other)
    assert languages() == {"hy"}


@pytest.mark.django_db(transaction=True)
def test_wrong_copies_are_corrected_when_the_triggers_are_made():
    story = make_article(tags=["Weather"])
    make_bylines(story, "Anahit")
    Article.objects.update(site_language="ru")
    triggers.make_way(connection, listing_dates.NAME, backwards=True)
    for model in (TaggedArticle, Byline):
        model.objects.update(site_language="en", published_at=None)
    assert (languages(), copies()) == ({"en"}, {None})
    listing_dates.install(connection)
    assert (languages(), copies()) == ({"ru"}, {story.published_at})
