"""Moments in the newsroom's forms: unchanged ones stay as they are to the microsecond, typed ones are never guessed."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.urls import reverse

from articles.models import Article, FrontSlot, TopStory
from tests.support.factories import make_article, make_top_story
from tests.support.newsroom import CHANGE, article_fields

pytestmark = pytest.mark.django_db
# 02:30 on October 30, 2011 came twice in Yerevan: at UTC+05, and an hour later at UTC+04.
FIRST = datetime(2011, 10, 29, 21, 30, 0, 123_456, tzinfo=UTC)
SECOND = datetime(2011, 10, 29, 22, 30, 0, 654_321, tzinfo=UTC)
ORDINARY = datetime(2020, 10, 2, 15, 13, 59, 999_999, tzinfo=UTC)
MOMENTS = pytest.mark.parametrize("at", [FIRST, SECOND, ORDINARY], ids=["first", "second", "ordinary"])


def typed(client, address) -> dict:
    """What the page's form holds of moments, as a browser sends it back."""
    page = client.get(address).text
    found = re.findall(r'<input type="(?:text|datetime-local)" name="([\w-]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if re.search(r"published_at_|until", name)}


@MOMENTS
def test_a_story_that_is_opened_and_saved_keeps_its_moment(admin_client, at):
    article = make_article("Rain", published_at=at)
    address = reverse(CHANGE, args=[article.pk])
    sent = article_fields(article, headline="Snow") | typed(admin_client, address)
    assert admin_client.post(address, sent | {"_save": "1"}).status_code == 302
    assert Article.objects.values_list("headline", "published_at", "time_known").get() == ("Snow", at, True)


@MOMENTS
def test_a_moment_of_which_only_the_day_is_known_stays_so(admin_client, at):
    article = make_article("Rain", published_at=at, time_known=False)
    address = reverse(CHANGE, args=[article.pk])
    admin_client.post(address, article_fields(article, headline="Snow") | typed(admin_client, address) | {"_save": "1"})
    assert Article.objects.values_list("published_at", "time_known").get() == (at, False)


@MOMENTS
def test_unsaved_text_that_is_taken_up_keeps_the_moment(admin_client, at):
    article = make_article("Rain", published_at=at)
    address = reverse(CHANGE, args=[article.pk])
    fields = {"headline": "Snow", **typed(admin_client, address)}
    copy = "&".join(f"{name}={value}" for name, value in fields.items()).replace("+", "%2B").replace(" ", "+")
    page = admin_client.post(address, {"_take_up_here": "form-12345678", "_fields": copy})
    assert page.context["adminform"].form["published_at"].value() == [
        fields["published_at_0"],
        fields["published_at_1"],
    ]
    admin_client.post(address, article_fields(article, headline="Snow") | typed(admin_client, address) | {"_save": "1"})
    assert Article.objects.values_list("published_at").get() == (at,)


@MOMENTS
def test_a_top_story_that_is_opened_and_saved_keeps_its_end(admin_client, at):
    top = make_top_story(make_article(), until=at)
    address = reverse("admin:articles_topstory_change", args=[top.pk])
    sent = {"article": top.article_id, "blurb": "Rain.", "position": "1", **typed(admin_client, address)}
    assert admin_client.post(address, sent).status_code == 302
    assert TopStory.objects.values_list("blurb", "until").get() == ("Rain.", at)


@MOMENTS
def test_a_slot_that_is_opened_and_saved_keeps_its_end(admin_client, at):
    slot = FrontSlot.objects.create(place=1, article=make_article(), until=at)
    address = reverse("admin:articles_frontslot_change", args=[slot.pk])
    sent = {"article": slot.article_id, "place": "2", **typed(admin_client, address)}
    assert admin_client.post(address, sent).status_code == 302
    assert FrontSlot.objects.values_list("place", "until").get() == (2, at)


@MOMENTS
def test_the_desk_that_is_opened_and_saved_keeps_every_end(admin_client, at):
    top = make_top_story(make_article(), until=at)
    FrontSlot.objects.create(place=1, article=top.article, until=at)
    address = reverse("admin:articles_front_changelist")
    page = admin_client.get(address)
    sent = {"token": page.context["token"]}
    for row in page.context["form"].rows:
        for name in ("article", "place", "until", "blurb"):
            sent[f"{row.prefix}-{name}"] = row[name].value() if name != "until" else ""
    sent |= {name: value for name, value in typed(admin_client, address).items() if name in sent}
    assert admin_client.post(address, sent | {"row-0-blurb": "Rain."}).status_code == 302
    assert (TopStory.objects.get().until, FrontSlot.objects.get().until) == (at, at)


def post(client, day, clock, **fields):
    article = make_article("Rain", published_at=ORDINARY)
    sent = article_fields(article, **fields) | {"published_at_0": day, "published_at_1": clock}
    return client.post(reverse(CHANGE, args=[article.pk]), sent | {"_save": "1"})


@pytest.mark.parametrize(
    ("day", "clock", "at"),
    [
        ("30.10.2011", "2.30 +05", datetime(2011, 10, 29, 21, 30, tzinfo=UTC)),
        ("Oct 30, 2011", "02:30 +04", datetime(2011, 10, 29, 22, 30, tzinfo=UTC)),
        ("2/10/2020", "", None),
        ("30/9/2020", "7:30 pm", datetime(2020, 9, 30, 15, 30, tzinfo=UTC)),
        ("2020-09-30", "1930", datetime(2020, 9, 30, 15, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_it_was_typed(admin_client, day, clock, at):
    response = post(admin_client, day, clock)
    assert response.status_code == (302 if at else 200)
    assert Article.objects.get().published_at == (at or ORDINARY)


@pytest.mark.parametrize(
    ("day", "clock", "told"),
    [
        (
            "2011-10-30",
            "02:30",
            "The clock showed 02:30 twice on October 30, 2011. "
            "Write 02:30 +05 for the first time, 02:30 +04 for the second.",
        ),
        (
            "2011-03-27",
            "02:30",
            "The clock never showed 02:30 on March 27, 2011: it was put forward then. Take a time an hour later.",
        ),
        (
            "3/4/2020",
            "12:00",
            "“3/4/2020” may be April 3, 2020 or March 4, 2020. "
            "Write 2020-04-03 for the first, 2020-03-04 for the second.",
        ),
        ("Friday", "12:00", "“Friday” is no day. Write a day as 2026-11-30, 30.11.2026 or Nov 30, 2026."),
        ("2020-10-02", "noon", "“noon” is no time. Write a time as 19:30 or 7:30 pm."),
        ("2020-10-02", "", "Write a time as 19:30 or 7:30 pm."),
        ("", "12:00", "Write a day as 2026-11-30, 30.11.2026 or Nov 30, 2026."),
        ("0001-01-01", "00:00", "Give a day between the years 1990 and 2199."),
        ("9999-12-31", "23:59", "Give a day between the years 1990 and 2199."),
    ],
    ids=["twice", "never", "two days", "no day", "no time", "day alone", "time alone", "too early", "too late"],
)
def test_what_cannot_be_read_is_answered_at_the_field_and_stays_typed(admin_client, day, clock, told):
    form = post(admin_client, day, clock).context["adminform"].form
    assert form.errors == {"published_at": [told]}
    assert form["published_at"].value() == [day, clock]
    assert Article.objects.get().published_at == ORDINARY
