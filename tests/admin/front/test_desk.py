"""The front page desk: arranged in one form, previewed, saved whole, and never over somebody else's work."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.front import curation
from articles.models import Front, FrontSlot, TopStory
from articles.models.front.arrangement import Arrangement
from tests.support.factories import NOON, make_article, make_brief, make_top_story
from tests.support.newsroom import messages_of

pytestmark = pytest.mark.django_db
DESK = "/admin/articles/front/"


def fields(*rows, token=None) -> dict:
    """What the form posts: rows of (article, place) and, where given, until and blurb."""
    data = {"token": curation.stored().token if token is None else token}
    for number, (article, place, *more) in enumerate(rows):
        until, blurb = [*more, "", ""][:2]
        data |= {f"row-{number}-article": getattr(article, "pk", article), f"row-{number}-place": place}
        data |= {f"row-{number}-until": until, f"row-{number}-blurb": blurb}
    return data


def arrange(client, *rows, token=None):
    return client.post(DESK, fields(*rows, token=token), follow=True)


def slots() -> dict[int, str]:
    return dict(FrontSlot.objects.values_list("place", "article__headline"))


def top() -> list[tuple[int, str, str]]:
    return list(TopStory.objects.values_list("position", "article__headline", "blurb"))


def errors(response) -> list[dict]:
    return [dict(row.errors) for row in response.context["form"].rows if row.errors]


def test_lead_second_and_top_stories_are_saved_together(admin_client):
    rain, snow, hail, wind = (make_article(name) for name in ("Rain", "Snow", "Hail", "Wind"))
    page = arrange(
        admin_client, (rain, "0", "2099-01-02T10:00"), (snow, "2"), (hail, "top-2", "", "It hails."), (wind, "top-1")
    )
    assert messages_of(page) == ["The front page is saved."]
    assert slots() == {0: "Rain", 2: "Snow"}
    assert top() == [(1, "Wind", ""), (2, "Hail", "It hails.")]
    assert FrontSlot.objects.get(place=0).until.isoformat() == "2099-01-02T06:00:00+00:00"


def test_a_story_moved_to_a_taken_place_gets_it_and_the_others_make_room(admin_client):
    rows = [make_article(name) for name in "ABC"]
    for article in rows:
        make_top_story(article)
    arrange(admin_client, (rows[0], "top-1"), (rows[1], "top-2"), (rows[2], "top-1"))
    assert [headline for _, headline, _ in top()] == ["C", "A", "B"]


def test_what_is_taken_off_leaves_and_slots_alone_do_not_take_the_top_stories_from_the_import(admin_client):
    seeded = make_top_story(make_article("Seeded"), seeded_at=NOON)
    FrontSlot.objects.create(place=0, article=make_article("Rain"))
    arrange(admin_client, (FrontSlot.objects.get().article, ""), (seeded.article, "top-1"))
    assert slots() == {}
    assert not TopStory.objects.curated()


def test_the_newest_fill_the_empty_places_in_grey_and_are_not_saved(admin_client):
    make_article("Newest", minutes=5)
    FrontSlot.objects.create(place=0, article=make_article("Pinned"))
    slots_shown = admin_client.get(DESK).context["slots"]
    assert [slot["grey"].story.headline if slot["grey"] else None for slot in slots_shown] == [
        None,
        "Newest",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (lambda: (make_article(published_at=None), "0"), "place"),
        (lambda: (make_article(withdrawn_at=NOON), "top-1"), "place"),
        (lambda: (make_brief(), "0"), "place"),
        (lambda: (make_article(), "nonsense"), "place"),
        (lambda: (make_article(), "top-abc"), "place"),
        (lambda: (make_article(), "99"), "place"),
        (lambda: (make_article(), "0", "yesterday"), "until"),
        (lambda: (make_article(), "0", "2020-10-02T19:13"), "until"),
        (lambda: (make_article(), "0", "0001-01-01T00:00"), "until"),
        (lambda: (make_article(), "0", "9999-12-31T23:59"), "until"),
        (lambda: (10**17, "0"), "place"),
        (lambda: ("9" * 30, "0"), "article"),
    ],
    ids=[
        "draft",
        "withdrawn",
        "brief",
        "place",
        "top",
        "no slot",
        "no moment",
        "past",
        "year 1",
        "year 9999",
        "nobody",
        "too long",
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_saved(admin_client, row, field):
    good = make_article("Rain")
    response = arrange(admin_client, (good, "1"), row())
    assert (response.status_code, [list(one) for one in errors(response)]) == (200, [[field]])
    assert all(f'name="row-{number}-article"' in response.text for number in (0, 1))  # no row is lost
    assert "Nothing was saved" in messages_of(response)[0]
    assert (slots(), Front.objects.count()) == ({}, 0)


def test_two_stories_at_one_place_and_one_story_twice_are_refused(admin_client):
    rain, snow = make_article("Rain"), make_article("Snow")
    twice = errors(arrange(admin_client, (rain, "0"), (snow, "0"), (snow, "top-1"), (snow, "top-2")))
    assert twice == [
        {"place": ["Two stories at this place: Lead. Put one elsewhere."]},
        {"place": ["This story stands twice. Take it off once."]},
    ]


def test_a_save_that_began_with_an_older_arrangement_changes_nothing_and_shows_both(admin_client):
    rain, snow = make_article("Rain"), make_article("Snow")
    old = curation.stored().token
    arrange(admin_client, (rain, "0"))
    page = arrange(admin_client, (snow, "0"), token=old)
    assert "Nothing was saved" in messages_of(page)[0]
    assert slots() == {0: "Rain"}
    assert "Lead: “Snow” in place of “Rain”." in page.context["differences"]
    assert [row.story for row in page.context["form"].rows] == [snow]
    arrange(admin_client, (snow, "0"), token=page.context["token"])
    assert slots() == {0: "Snow"}


def test_the_preview_shows_what_is_not_saved_on_the_real_page_to_the_desk_alone(admin_client):
    make_article("Newest", minutes=9)
    rain = make_article("Rain")
    page = admin_client.post(f"{DESK}preview/", fields((rain, "0")))
    assert page.context_data["front"].lead.pk == rain.pk
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]
    assert "frame-ancestors 'none'" in admin_client.get(DESK)["Content-Security-Policy"]
    assert slots() == {}


# The record


def said() -> list[tuple]:
    """Who made each entry, oldest first, and how many stories it holds."""
    return [(one.by and one.by.username, len(one.arrangement.placed)) for one in Front.objects.order_by("id")]


def test_the_desk_the_lists_and_a_withdrawal_are_recorded_with_who_did_it(admin_client):
    rain, snow = make_article("Rain"), make_article("Snow")
    arrange(admin_client, (rain, "0"))
    admin_client.post(reverse("admin:articles_topstory_add"), {"article": snow.pk, "position": "1"})
    admin_client.post(reverse("admin:articles_frontslot_delete", args=[FrontSlot.objects.get().pk]), {"post": "yes"})
    data = {"action": "withdraw", "_selected_action": [snow.pk], "answer": "Wrong."}
    admin_client.post(reverse("admin:articles_article_changelist"), data)
    assert said() == [("admin", 1), ("admin", 2), ("admin", 1), ("admin", 1)]
    assert Front.objects.first().arrangement.top[0].off


def test_what_nobody_recorded_is_not_taken_for_the_next_editors_work(admin_client):
    FrontSlot.objects.create(place=0, article=make_article("Rain"))
    arrange(admin_client, (make_article("Snow"), "0"))
    assert said() == [(None, 1), ("admin", 1)]


def test_a_save_that_changes_nothing_is_not_recorded(admin_client):
    rain = make_article("Rain")
    for _ in range(2):
        arrange(admin_client, (rain, "0"))
    assert said() == [("admin", 1)]


def test_an_entry_is_never_changed():
    FrontSlot.objects.create(place=0, article=make_article())
    curation.record()
    with pytest.raises(TypeError, match="appended, never changed"):
        Front.objects.get().save()


def test_the_arrangement_is_read_back_as_it_was_written():
    make_top_story(make_article(), until=NOON, blurb="It rains.")
    FrontSlot.objects.create(place=3, article=make_article(withdrawn_at=NOON))
    assert Arrangement.from_json(curation.stored().to_json()) == curation.stored()


def test_the_list_says_who_and_what_and_restores(admin_client):
    rain, snow = make_article("Rain"), make_article("Snow")
    arrange(admin_client, (rain, "0"))
    first = Front.objects.get()
    arrange(admin_client, (snow, "0"))
    newest = Front.objects.first().pk
    page = admin_client.get(f"{DESK}record/")
    assert [row["said"] for row in page.context["rows"]] == [
        ["Lead: “Snow” in place of “Rain”."],
        ["Lead: “Rain” in place of the newest story."],
    ]
    stale = admin_client.post(f"{DESK}record/", {"entry": first.pk, "newest": first.pk}, follow=True)
    assert "changed meanwhile" in messages_of(stale)[0]
    assert slots() == {0: "Snow"}
    admin_client.post(f"{DESK}record/", {"entry": first.pk, "newest": newest})
    assert slots() == {0: "Rain"}
    assert len(said()) == 3


@pytest.mark.parametrize("entry", ["", "x", "9" * 30, "77"])
def test_an_entry_that_is_none_is_404(admin_client, entry):
    assert admin_client.post(f"{DESK}record/", {"entry": entry}).status_code == 404


# As it stood then


def test_the_page_stands_as_it_did_with_its_words_of_then(admin_client, time_machine):
    time_machine.move_to(NOON, tick=False)
    make_article("Newer", minutes=-1)
    rain = make_article("Rain", minutes=-60)
    arrange(admin_client, (rain, "0"))
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    rain.headline = "Rain stops"
    rain.save()
    make_article("Newest", published_at=timezone.now())
    rain.withdraw()
    time_machine.move_to(NOON + timedelta(hours=2), tick=False)
    page = admin_client.get(f"{DESK}2020-10-02T12:30")
    front = page.context_data["front"]
    assert (front.lead.headline, [story.headline for story in front.seconds]) == ("Rain", ["Newer"])
    assert "as it stood on" in page.text
    assert "Newest" not in page.text
    assert "Rain stops" not in page.text
    later = admin_client.get(f"{DESK}2020-10-02T13:30").context_data["front"]
    assert later.lead.headline == "Newest"


def test_before_the_first_entry_the_page_says_that_none_is_on_record(admin_client):
    make_article("Rain")
    page = admin_client.get(f"{DESK}2020-10-02T12:00")
    assert page.context_data["front"].lead.headline == "Rain"
    assert "no arrangement is on record" in page.text


@pytest.mark.parametrize(
    "moment", ["nonsense", "2020-13-02T19:13", "2020-10-02T25:00", "0001-01-01T00:00", "2020-10-02"]
)
def test_what_is_no_moment_is_404_and_says_how_to_write_one(admin_client, moment):
    page = admin_client.get(f"{DESK}{moment}")
    assert (page.status_code, "names no moment" in page.text) == (404, True)


def test_a_moment_to_come_leads_to_the_record_with_a_message(admin_client):
    page = admin_client.get(f"{DESK}2099-01-01T10:00", follow=True)
    assert messages_of(page) == ["January 1, 2099 - 10:00 AMT is still to come."]
    assert isinstance(page.context["rows"], list)


def test_the_desk_costs_as_many_queries_for_ten_stories_as_for_one(admin_client, django_assert_max_num_queries):
    for _ in range(10):
        make_top_story()
    with django_assert_max_num_queries(14) as queries:
        admin_client.get(DESK)
    assert not [query for query in queries.captured_queries if '."body"' in query["sql"]]


def test_the_log_names_the_front_page_by_the_sites_clock():
    assert str(Front(made_at=NOON)) == "Front page of October 2, 2020 - 12:00 AMT"
