"""One query brings a story with all that hangs on it."""

from datetime import timedelta

import pytest

from articles.models import Article, Correction
from articles.reading.story import whole_story
from tests.support.factories import NOON, make_article, make_bylines

pytestmark = pytest.mark.django_db


def test_tags_authors_and_corrections_come_with_the_story_in_one_query(django_assert_num_queries):
    story = make_article("Bridge opens", tags=["Roads", "Iran", "Exports"])
    make_bylines(story, "Karen Petrosyan", "Anahit Sargsyan")
    late = Correction.objects.create(article=story, text="It is 12 meters long.", made_at=NOON + timedelta(hours=2))
    early = Correction.objects.create(article=story, text="It is 2 “miles” long.", made_at=NOON + timedelta(hours=1))
    other = make_article(tags=["Snow"])
    Correction.objects.create(article=other, text="Of another story.")
    with django_assert_num_queries(1):
        found = whole_story(story.pk)
        assert [tag.name for tag in found.tags.all()] == ["Roads", "Iran", "Exports"]
        assert [author.name for author in found.authors.all()] == ["Karen Petrosyan", "Anahit Sargsyan"]
        assert list(found.corrections.all()) == [early, late]
        assert [note.made_at for note in found.corrections.all()] == [
            NOON + timedelta(hours=1),
            NOON + timedelta(hours=2),
        ]
        assert found.corrections.all()[0].text == "It is 2 “miles” long."
        assert found.section.name == "Region"
        assert found.lead_photo is None


def test_a_story_alone_has_none_of_them(django_assert_num_queries):
    story = make_article()
    with django_assert_num_queries(1):
        found = whole_story(story.pk)
        assert [*found.tags.all(), *found.authors.all(), *found.corrections.all()] == []


def test_an_unknown_number_is_no_story():
    with pytest.raises(Article.DoesNotExist):
        whole_story(999_999)
