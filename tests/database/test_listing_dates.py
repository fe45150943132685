"""Beside each tag and author stands the story's moment, whatever writes it: the order of their lists."""

from datetime import timedelta

import pytest

from articles.models import Article, Byline, TaggedArticle
from tests.support.factories import make_article, make_bylines

pytestmark = pytest.mark.django_db


def copies():
    return {row.published_at for model in (TaggedArticle, Byline) for row in model.objects.all()}


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
