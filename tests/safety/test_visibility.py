from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, TopStory
from tests.support.factories import NOON, make_article, make_top_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def four_states():
    now = timezone.now()
    return {
        "published": make_article("Published story"),
        "draft": make_article("Draft story", published_at=None),
        "scheduled": make_article("Scheduled story", published_at=now + timedelta(hours=1)),
        "withdrawn": make_article("Withdrawn story", withdrawn_at=now),
    }


def test_published_means_published_by_now_and_not_withdrawn(four_states):
    assert list(Article.objects.published()) == [four_states["published"]]


def test_each_state_has_its_question(four_states):
    for state, article in four_states.items():
        assert article.state == state
    assert list(Article.objects.drafts()) == [four_states["draft"]]
    assert list(Article.objects.scheduled()) == [four_states["scheduled"]]
    assert list(Article.objects.withdrawn()) == [four_states["withdrawn"]]


def test_the_moment_is_an_argument(four_states):
    assert four_states["published"] not in Article.objects.published(at=NOON - timedelta(seconds=1))
    later = timezone.now() + timedelta(hours=2)
    assert four_states["scheduled"] in Article.objects.published(at=later)


@pytest.mark.parametrize("path", ["/", "/latest/", "/section/region/", "/tag/karabakh/"])
def test_no_page_shows_what_is_not_public(client, four_states, path):
    for article in four_states.values():
        article.tags.add("Karabakh")
        make_top_story(article)
    page = client.get(path).text
    assert "Published story" in page
    for hidden in ("Draft story", "Scheduled story", "Withdrawn story"):
        assert hidden not in page


def test_draft_and_scheduled_are_404_and_withdrawn_is_410(client, four_states):
    statuses = {state: client.get(article.get_absolute_url()).status_code for state, article in four_states.items()}
    assert statuses == {"published": 200, "draft": 404, "scheduled": 404, "withdrawn": 410}


def test_a_withdrawn_storys_page_says_nothing_of_it(client, four_states):
    assert "Withdrawn story" not in client.get(four_states["withdrawn"].get_absolute_url()).text


def test_a_top_story_leaves_at_its_moment():
    story = make_top_story(make_article(minutes=-60), until=NOON)
    assert story in TopStory.objects.current(at=NOON - timedelta(seconds=1))
    assert story not in TopStory.objects.current(at=NOON)


def test_a_scheduled_story_appears_by_itself(client, time_machine):
    article = make_article("A story to come", published_at=NOON)
    time_machine.move_to(NOON - timedelta(seconds=1), tick=False)
    assert client.get(article.get_absolute_url()).status_code == 404
    time_machine.move_to(NOON, tick=False)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert "A story to come" in client.get("/").text
