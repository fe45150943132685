"""Several tags become one: in the newsroom's list, on a page that asks which one stays."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection  # noqa: F401 for the conditions of skipif
from django.test import Client
from django.urls import reverse

from articles.database import edition
from articles.history.versions import revisions
from articles.models import Article, Tag
from articles.models.tag_merging import merge_tags
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE, article_fields, messages_of, post_during, save, take

pytestmark = pytest.mark.django_db
TAGS = "admin:articles_tag_changelist"


@pytest.fixture
def tags():
    """Rain on two stories, Rains on one of them and another, Wet weather on a third."""
    make_article("Both", tags=["Rain", "Rains"])
    make_article("Rain alone", tags=["Rain"])
    make_article("Rains alone", tags=["Rains", "Roads"])
    make_article("Wet", tags=["Wet weather"])
    return [Tag.objects.get(name=name) for name in ("Rain", "Rains", "Wet weather")]


def merge(client, tags, stays):
    return take(client, "merge", *tags, model="tag", stays=stays.pk, merge="Merge")


def test_the_page_shows_how_many_stories_each_has_and_proposes_the_one_with_most(admin_client, tags):
    make_article("More rain", tags=["Rain"])
    page = take(admin_client, "merge", *tags, model="tag")
    labels = [label for _, label in page.context["form"].fields["stays"].choices]
    assert labels == ["Rain (3 stories)", "Rains (2 stories)", "Wet weather (1 story)"]
    assert page.context["form"]["stays"].initial == tags[0]
    assert Tag.objects.count() == 4


def test_every_story_gets_the_tag_that_stays_once(admin_client, tags):
    rain = tags[0]
    page = merge(admin_client, tags, rain)
    text = "“Rains”, “Wet weather” are now “Rain”: stories, addresses and feeds lead there."
    assert messages_of(page) == [text]
    assert {article.headline: sorted(article.tags.names()) for article in Article.objects.all()} == {
        "Both": ["Rain"],
        "Rain alone": ["Rain"],
        "Rains alone": ["Rain", "Roads"],
        "Wet": ["Rain"],
    }
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Rain", "Roads"]


def test_a_merge_stands_in_the_log(admin_client, tags):
    merge(admin_client, tags, tags[0])
    entries = LogEntry.objects.order_by("action_flag").values_list("object_repr", "action_flag", "change_message")
    assert ("Rain", 2, "Merged with “Rains”, “Wet weather”.") in entries
    assert [name for name, flag, _ in entries if flag == 3] == ["Rains", "Wet weather"]


@pytest.mark.django_db(transaction=True)
def test_a_merge_moves_the_edition(admin_client, tags):
    before = edition.current()
    merge(admin_client, tags, tags[0])
    assert edition.current() != before


@pytest.mark.parametrize("address", ["", "feed.rss", "feed.atom", "feed.json", "?before=1601625600000000-5"])
def test_the_old_addresses_lead_to_the_tag_that_stays(client, tags, address):
    merge_tags(tags[0], tags[1:])
    answer = client.get(f"/tag/wet-weather/{address}")
    assert (answer.status_code, answer["Location"]) == (301, f"/tag/rain/{address}")
    assert answer["Cache-Control"].startswith("public")


def test_a_tag_that_took_others_in_takes_their_addresses_along(client, tags):
    rain, rains, wet = tags
    merge_tags(rains, [wet])
    merge_tags(rain, [rains])
    assert client.get("/tag/wet-weather/")["Location"] == "/tag/rain/"
    assert client.get("/tag/rains/")["Location"] == "/tag/rain/"


def test_the_names_of_the_merged_lead_to_the_tag_that_stays(tags):
    merge_tags(tags[0], tags[1:])
    article = make_article(tags=["rains", "WET WEATHER", "Snow"])
    assert sorted(article.tags.names()) == ["Rain", "Snow"]


def test_a_version_from_before_the_merge_shows_no_change_of_tags_and_brings_back_the_tag_that_stays(admin_client, tags):
    article = Article.objects.get(headline="Wet")
    save(admin_client, article, summary="One.")
    merge_tags(tags[0], tags[1:])
    save(admin_client, article, summary="Two.")
    versions = list(article.history.order_by("-history_id"))
    assert [one.tag_list for one in versions] == [["Rain"], ["Wet weather"], []]
    assert revisions(versions)[0].facts == []
    address = reverse("admin:articles_article_version", args=[article.pk, versions[1].history_id])
    admin_client.post(address, {"version": article.version})
    assert list(article.tags.names()) == ["Rain"]


def test_a_form_that_was_opened_before_the_merge_saves_the_tag_that_stays(admin_client, tags):
    article = Article.objects.get(headline="Wet")
    merge_tags(tags[0], tags[1:])
    save(admin_client, article, tags=[tags[2].pk])
    assert list(article.tags.names()) == ["Rain"]


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "Choose two tags or more to merge."), (21, "Choose 20 tags at the most to merge.")],
)
def test_one_tag_or_very_many_are_not_merged(admin_client, number, text):
    tags = [Tag.objects.create(name=f"Tag {n}") for n in range(number)]
    assert messages_of(take(admin_client, "merge", *tags, model="tag")) == [text]


def test_nothing_is_merged_without_an_answer(admin_client, tags):
    page = take(admin_client, "merge", *tags, model="tag", merge="Merge")
    assert page.context["form"].errors["stays"] == ["Say which of them stays."]
    assert Tag.objects.count() == 4


def test_a_tag_that_is_gone_meanwhile_stops_the_merge(admin_client, tags):
    rain, rains, wet = tags
    merge_tags(rain, [wet])
    text = "One of these tags was merged or deleted meanwhile. Nothing was merged: look at the list again."
    assert messages_of(merge(admin_client, tags, rains)) == [text]
    assert Tag.objects.filter(pk=rains.pk).exists()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_the_second_reads_that_nothing_was_merged(admin_client, tags):
    rain, rains, _ = tags
    data = {"action": "merge", "_selected_action": [rain.pk, rains.pk], "index": 0}
    data |= {"stays": rains.pk, "merge": "Merge"}
    answer = post_during(lambda: merge_tags(rain, [rains]), admin_client, reverse(TAGS), data)
    assert "Nothing was merged" in messages_of(admin_client.get(answer["Location"]))[-1]
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Rain", "Roads", "Wet weather"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_saved_during_a_merge_gets_the_tag_that_stays(admin_client, tags):
    rain, rains, _ = tags
    article = Article.objects.get(headline="Rain alone")
    fields = article_fields(article, headline="Saved") | {"tags": [rains.pk], "_save": "1"}
    post_during(lambda: merge_tags(rain, [rains]), admin_client, reverse(CHANGE, args=[article.pk]), fields)
    article.refresh_from_db()
    assert (article.headline, list(article.tags.names())) == ("Saved", ["Rain"])


# Unused ones


def test_the_list_of_unused_tags_holds_those_that_no_story_has(admin_client, tags):
    make_article("Draft", published_at=None, tags=["Drafted"])
    for name in ("Idle", "Empty"):
        Tag.objects.create(name=name)
    rows = admin_client.get(reverse(TAGS), {"use": "unused"}).context["cl"].result_list
    assert [tag.name for tag in rows] == ["Empty", "Idle"]


def test_unused_tags_are_removed_and_used_ones_stay(admin_client, tags):
    idle = [Tag.objects.create(name=name) for name in ("Idle", "Empty")]
    page = take(admin_client, "remove_unused", *idle, tags[0], model="tag")
    assert messages_of(page) == ["2 tags are removed. 1 stays: a story has it."]
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Rain", "Rains", "Roads", "Wet weather"]


def test_a_stranger_merges_nothing(tags):
    client = Client()
    data = {"action": "merge", "_selected_action": [tag.pk for tag in tags], "stays": tags[0].pk, "merge": "Merge"}
    assert client.post(reverse(TAGS), data).status_code == 302
    assert Tag.objects.count() == 4
