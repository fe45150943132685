"""The stories before and after one in the order of its section."""

import pytest
from django.test import Client

from articles.models import Article, Correction
from articles.reading.neighbors import neighbors_of
from tests.support.factories import make_article, make_brief, make_section, open_language
from tests.support.plans import fill_and_analyze, full_scans

pytestmark = pytest.mark.django_db


def headlines(story):
    return tuple(near and near.headline for near in neighbors_of(story))


def test_the_nearest_on_either_side_in_the_section():
    for minutes in (-120, -60, 60, 120):
        make_article(f"At {minutes}", minutes=minutes)
        make_article(f"Sport at {minutes // 2}", minutes=minutes // 2, section=make_section("Sport"))
    assert headlines(make_article("At noon")) == ("At -60", "At 60")


def test_of_stories_of_one_moment_the_number_decides():
    first, middle, last = (make_article(f"Story {n}") for n in range(3))
    assert headlines(middle) == ("Story 0", "Story 2")
    assert headlines(first) == (None, "Story 1")
    assert headlines(last) == ("Story 1", None)


def test_what_readers_may_not_see_is_passed_over():
    older = make_article("Older", minutes=-100)
    make_article("Withdrawn", minutes=-10, withdrawn_at=older.published_at)
    make_article("Retracted", minutes=-20, retracted_at=older.published_at)
    make_brief("Brief", minutes=-30)
    make_article("Draft", published_at=None)
    assert headlines(make_article("At noon")) == ("Older", None)


def test_only_stories_of_the_same_language_of_the_site():
    open_language("ru")
    make_article("Мост открыт", language="ru", minutes=-10)
    make_article("Older", minutes=-20)
    assert headlines(make_article("At noon")) == ("Older", None)


def test_a_retracted_story_has_neighbors():
    older, newer, story = make_article("Older", minutes=-1), make_article("Newer", minutes=1), make_article()
    Correction.objects.create(article=story, kind="retraction", text="None of it was true.")
    Article.objects.filter(pk=story.pk).update(retracted_at=newer.published_at)
    assert headlines(Article.objects.get(pk=story.pk)) == (older.headline, newer.headline)


def test_one_query_that_reads_no_whole_table(django_assert_num_queries):
    fill_and_analyze()
    story = Article.objects.order_by("published_at")[1500]
    with django_assert_num_queries(1):
        assert headlines(story) == ("Story 1499", "Story 1501")
    assert full_scans(lambda: neighbors_of(story)) == []


def test_the_page_links_them(client):
    older, story, newer = (make_article(f"Story {n}", minutes=n) for n in range(3))
    page = client.get(story.get_absolute_url()).text
    _, _, rest = page.partition('<nav class="neighbors" lang="en" aria-label="Before and after this story">')
    nav = rest.partition("</nav>")[0]
    assert nav.index("Previous story") < nav.index(f'href="{older.get_absolute_url()}">Story 0</a>')
    assert nav.index("Next story") < nav.index(f'href="{newer.get_absolute_url()}">Story 2</a>')


def test_the_only_story_of_a_section_has_no_such_navigation(client):
    assert "neighbors" not in client.get(make_article().get_absolute_url()).text


def test_a_story_that_is_withdrawn_leaves_the_page_of_the_one_before_it():
    story, newer = make_article("Story"), make_article("Newer", minutes=1)
    newer.withdrawn_at = newer.published_at
    newer.save()
    assert "Newer" not in Client().get(story.get_absolute_url()).text
