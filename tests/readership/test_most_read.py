"""Most read: which stories are listed, where readers and the newsroom see them, and what moves the edition."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.readership.models import MostRead, StoryReads, hour_of
from portal.readership.ranking import EVERY, KEPT_DAYS, make_lists, update_most_read
from tests.support.accounts import make_account
from tests.support.factories import make_article, make_brief, open_language

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.MOST_READ = "pages"


def read(story, times=1, ago=timedelta(0)):
    StoryReads.objects.add({(story.pk, hour_of(timezone.now() - ago)): times})


def make_stories(*headlines, **fields):
    """Create stories of which the first is read most."""
    stories = [make_article(headline, **fields) for headline in headlines]
    for times, story in enumerate(reversed(stories), start=1):
        read(story, times)
    return stories


def listed(language="en") -> list[int]:
    return list(MostRead.objects.filter(language=language).values_list("story", flat=True))


def test_the_most_read_of_the_last_day_are_listed_the_most_read_first():
    first, second, third = make_stories("Bridge", "Museum", "Snow")
    read(third, 9, ago=timedelta(hours=2))
    read(make_article("Long ago"), 99, ago=timedelta(hours=26))
    assert update_most_read() == "counted by the pages, new lists"
    assert listed() == [third.pk, first.pk, second.pk]


def test_the_front_page_shows_them_and_costs_no_query_while_they_are_off(client, settings, django_assert_num_queries):
    make_stories("Bridge", "Museum", "Snow")
    make_lists(timezone.now())
    page = client.get("/").text
    box = page.partition('id="most-read"')[2].partition("</section>")[0]
    assert [box.index(one) for one in ("Bridge", "Museum", "Snow")] == sorted(
        map(box.index, ("Bridge", "Museum", "Snow"))
    )
    settings.MOST_READ = "off"
    assert "most-read" not in client.get("/").text
    assert update_most_read() == "off, 3 removed"


def test_what_is_not_public_any_more_is_not_shown(client):
    withdrawn, *_ = make_stories("Bridge", "Museum", "Snow")
    make_lists(timezone.now())
    withdrawn.withdraw("why not")
    box = client.get("/").text.partition('id="most-read"')[2].partition("</section>")[0]
    assert "Bridge" not in box
    assert "Museum" in box
    make_lists(timezone.now())
    assert withdrawn.pk not in listed()


def test_drafts_briefs_without_a_headline_and_few_stories_are_not_listed():
    draft, _, _ = make_stories("Bridge", "Museum", "Snow")
    draft.published_at = None
    draft.save()
    read(make_brief(headline_known=False), 9)
    make_lists(timezone.now())
    assert listed() == []


def test_each_language_has_its_own_list(client):
    open_language("ru")
    make_stories("Bridge", "Museum", "Snow")
    russian = make_stories("Мост", "Музей", "Снег", language="ru")
    make_lists(timezone.now())
    assert listed("ru") == [story.pk for story in russian]
    assert len(listed("en")) == 3
    assert "Самое читаемое" in client.get("/ru/").text


def test_lists_are_made_at_most_every_ten_minutes(time_machine):
    time_machine.move_to("2026-12-01T06:10:00Z", tick=False)
    stories = make_stories("Bridge", "Museum", "Snow")
    update_most_read()
    read(stories[2], 9)
    assert update_most_read() == "counted by the pages"
    time_machine.shift(EVERY + timedelta(seconds=1))
    assert update_most_read() == "counted by the pages, new lists"


def test_counts_of_hours_to_come_are_erased_and_nothing_stays_at_the_top_by_a_wrong_clock():
    first, second, third = make_stories("Bridge", "Museum", "Snow")
    read(make_article("Tomorrow"), 99, ago=-timedelta(days=3_000))
    update_most_read()
    assert listed() == [first.pk, second.pk, third.pk]


def test_old_counts_are_erased():
    read(make_article(), ago=timedelta(days=KEPT_DAYS, hours=1))
    update_most_read()
    assert not StoryReads.objects.exists()


def test_the_newsroom_reads_them_by_hour_day_week_and_month(client):
    _, second, _ = make_stories("Bridge", "Museum", "Snow")
    read(second, 50, ago=timedelta(days=3))
    client.force_login(make_account("gor", "Reporter"))
    address = reverse("admin:readership_storyreads_changelist")

    def rows(period):
        return [(story.headline, total) for story, total in client.get(address, {"period": period}).context["rows"]]

    assert rows("day") == rows("nonsense") == rows("hour") == [("Bridge", 3), ("Museum", 2), ("Snow", 1)]
    assert rows("week")[0] == rows("month")[0] == ("Museum", 52)
    assert client.post(reverse("admin:readership_storyreads_add")).status_code == 403


def test_the_newsroom_has_no_link_to_it_while_it_is_off(admin_client, settings):
    link = reverse("admin:readership_storyreads_changelist")
    assert link in admin_client.get(reverse("admin:index")).text
    settings.MOST_READ = "off"
    assert link not in admin_client.get(reverse("admin:index")).text


def test_the_newsroom_says_why_nothing_is_listed(admin_client, settings):
    address = reverse("admin:readership_storyreads_changelist")
    assert "<p>Nothing was counted in this time yet.</p>" in admin_client.get(address).text
    settings.MOST_READ = "off"
    assert "the setting MOST_READ is off" in admin_client.get(address).text
