"""Curating the Top stories. What an editor has touched belongs to the newsroom, no longer to the import."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import TopStory
from tests.support.factories import NOON, make_article, make_top_story
from tests.support.newsroom import take

pytestmark = pytest.mark.django_db
LIST = "admin:articles_topstory_changelist"


@pytest.fixture
def seeded():
    """Three Top stories that an import placed."""
    return [make_top_story(make_article(headline), seeded_at=NOON) for headline in ("A", "B", "C")]


def order() -> str:
    return "".join(TopStory.objects.values_list("article__headline", flat=True))


def taken_over() -> bool:
    """Whether not one of the rows is the import's any more."""
    return not TopStory.objects.exclude(seeded_at=None).exists()


@pytest.mark.usefixtures("seeded")
def test_adding_one_takes_the_list_over(admin_client):
    data = {"article": make_article("D").pk, "blurb": "", "until_0": "", "until_1": "", "position": "2"}
    admin_client.post(reverse("admin:articles_topstory_add"), data)
    assert order() == "ADBC"
    assert taken_over()


def test_changing_one_takes_the_list_over(admin_client, seeded):
    data = {"article": seeded[0].article_id, "blurb": "Sharper", "until_0": "", "until_1": "", "position": "1"}
    admin_client.post(reverse("admin:articles_topstory_change", args=[seeded[0].pk]), data)
    assert TopStory.objects.first().blurb == "Sharper"
    assert taken_over()


def test_moving_one_in_the_list_takes_the_list_over(admin_client, seeded):
    data = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 3, "_save": "Save"}
    for number, (row, position) in enumerate(zip(seeded, (3, 2, 1), strict=True)):
        data |= {f"form-{number}-id": row.pk, f"form-{number}-position": position}
    admin_client.post(reverse(LIST), data)
    assert order() == "CBA"
    assert taken_over()


def test_deleting_one_takes_the_list_over(admin_client, seeded):
    admin_client.post(reverse("admin:articles_topstory_delete", args=[seeded[1].pk]), {"post": "yes"})
    assert list(TopStory.objects.values_list("article__headline", "position")) == [("A", 1), ("C", 2)]
    assert taken_over()


def test_deleting_some_in_the_list_takes_the_list_over(admin_client, seeded):
    assert "Are you sure" in take(admin_client, "delete_selected", seeded[0], model="topstory").content.decode()
    data = {"action": "delete_selected", "_selected_action": [seeded[0].pk], "post": "yes"}
    admin_client.post(reverse(LIST), data)
    assert order() == "BC"
    assert taken_over()


def test_looking_at_the_list_takes_nothing_over(admin_client, seeded):
    admin_client.get(reverse(LIST))
    admin_client.get(reverse("admin:articles_topstory_change", args=[seeded[0].pk]))
    assert not TopStory.objects.curated()


@pytest.mark.usefixtures("seeded")
def test_stories_that_are_or_will_be_on_the_site_are_offered(admin_client):
    make_article("Public")
    make_article("Scheduled", published_at=timezone.now() + timedelta(hours=1))
    make_article("Draft", published_at=None)
    make_article("Withdrawn", withdrawn_at=NOON)
    query = {"app_label": "articles", "model_name": "topstory", "field_name": "article", "term": ""}
    offered = admin_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [story["text"] for story in offered] == ["Scheduled", "Public"]


def test_the_list_says_what_readers_see_now(admin_client):
    make_top_story(make_article(), until=timezone.now() - timedelta(minutes=1))
    make_top_story(make_article(withdrawn_at=NOON))
    make_top_story(make_article())
    page = admin_client.get(reverse(LIST)).content.decode()
    places = [page.index(f'state-{state}"') for state in ("over", "withdrawn", "published")]
    assert places == sorted(places)


def test_the_list_costs_as_many_queries_for_nine_as_for_three_and_reads_no_text(
    admin_client, seeded, django_assert_num_queries
):
    with django_assert_num_queries(5) as three:
        admin_client.get(reverse(LIST))
    assert not [query for query in three.captured_queries if '."body"' in query["sql"]]
    for _ in range(6):
        make_top_story()
    with django_assert_num_queries(5):
        admin_client.get(reverse(LIST))
