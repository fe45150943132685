"""The slots at the top of the front page, as editors fill them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import FrontSlot
from tests.support.factories import NOON, make_article, make_brief
from tests.support.newsroom import messages_of

pytestmark = pytest.mark.django_db
LIST, ADD, CHANGE = (f"admin:articles_frontslot_{name}" for name in ("changelist", "add", "change"))


def post(client, place, article, slot=None, **fields):
    address = reverse(CHANGE, args=[slot.pk]) if slot else reverse(ADD)
    return client.post(address, {"place": place, "article": article.pk, "until_0": "", "until_1": "", **fields})


def test_a_story_takes_a_place_until_a_moment(admin_client):
    article = make_article()
    post(admin_client, 1, article, until_0="2099-01-02", until_1="10:00")
    slot = FrontSlot.objects.get()
    assert (slot.place, slot.article, slot.until.isoformat()) == (1, article, "2099-01-02T06:00:00+00:00")


def test_a_place_takes_another_story(admin_client):
    slot, other = FrontSlot.objects.create(place=0, article=make_article()), make_article()
    post(admin_client, 0, other, slot)
    assert FrontSlot.objects.get().article == other


def test_what_is_or_will_be_on_the_site_is_offered_with_its_text_and_not_twice(admin_client):
    make_article("Public")
    make_article("Scheduled", published_at=timezone.now() + timedelta(hours=1))
    make_article("Draft", published_at=None)
    make_article("Withdrawn", withdrawn_at=NOON)
    make_article("Retracted", retracted_at=NOON)
    make_brief("Brief")
    FrontSlot.objects.create(place=0, article=make_article("In a slot"))
    query = {"app_label": "articles", "model_name": "frontslot", "field_name": "article", "term": ""}
    offered = admin_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [story["text"] for story in offered] == ["Scheduled", "Public"]


@pytest.mark.parametrize(
    "fields",
    [
        {"published_at": None},
        {"withdrawn_at": NOON},
        {"retracted_at": NOON},
        {"body": "", "story_type": "brief"},
    ],
)
def test_what_is_not_offered_is_refused(admin_client, fields):
    response = post(admin_client, 0, make_article(**fields))
    assert "article" in response.context["adminform"].form.errors
    assert not FrontSlot.objects.exists()


def test_a_slot_whose_story_went_off_since_can_still_be_changed(admin_client):
    slot = FrontSlot.objects.create(place=0, article=make_article(withdrawn_at=NOON))
    post(admin_client, 2, slot.article, slot)
    assert FrontSlot.objects.get().place == 2


def test_a_place_that_is_filled_and_a_story_that_stands_elsewhere_are_refused_with_the_cure(admin_client):
    slot = FrontSlot.objects.create(place=0, article=make_article())
    errors = post(admin_client, 0, slot.article).context["adminform"].form.errors
    assert errors == {
        "place": ["This place is filled already. Open it in the list, and change its story there."],
        "article": ["This story stands in another place already. Take it out of that one first."],
    }


def test_the_list_says_what_readers_see_now_in_the_order_of_the_page(admin_client):
    FrontSlot.objects.create(place=3, article=make_article())
    FrontSlot.objects.create(place=0, article=make_article(withdrawn_at=NOON))
    FrontSlot.objects.create(place=1, article=make_article(), until=timezone.now() - timedelta(minutes=1))
    page = admin_client.get(reverse(LIST)).text
    places = [page.index(f'state-{state}"') for state in ("withdrawn", "over", "published")]
    assert places == sorted(places)


def test_a_place_that_is_emptied_goes_back_to_the_newest_story(admin_client):
    slot = FrontSlot.objects.create(place=0, article=make_article("Rain"))
    response = admin_client.post(
        reverse("admin:articles_frontslot_delete", args=[slot.pk]), {"post": "yes"}, follow=True
    )
    assert "was deleted successfully" in messages_of(response)[0]
    assert not FrontSlot.objects.exists()


def test_the_list_reads_no_text(admin_client, django_assert_num_queries):
    for place in range(4):
        FrontSlot.objects.create(place=place, article=make_article())
    with django_assert_num_queries(5) as queries:
        admin_client.get(reverse(LIST))
    assert not [query for query in queries.captured_queries if '."body"' in query["sql"]]
