"""Partners' feeds into rows: what is new, changed, hidden or too old, and when a feed is asked for again."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.utils import timezone

from articles.database import edition
from articles.outside import fetch
from articles.outside.fetch import Answer
from portal.partners import importer
from portal.partners.importer import RETRY_WAIT_MAX, STORIES_KEPT_PER_PARTNER, FetchResult, fetch_partners, write
from portal.partners.models import Partner, PartnerStory
from portal.partners.parser import read
from tests.support.feedserver import answering, feed, feed_server, item, redirecting

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2020, 10, 2, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def partner():
    return make_partner()


def make_partner(name="Ararat Weekly", url="https://ararat.example/feed", **fields):
    return Partner.objects.create(name=name, site_url="https://ararat.example/", feed_url=url, **fields)


def answer(**fields):
    empty = {"body": b"", "url": "", "moved_to": "", "content_type": "", "etag": "", "last_modified": ""}
    return Answer(**empty | fields)


def take_in(partner, *items, at=NOW):
    """What becomes of a feed with these items."""
    return write(partner, FetchResult(answer(), read(feed(*items), base=partner.feed_url)), at)


def fail(partner, at=NOW, **trouble):
    write(partner, FetchResult(trouble="it answers 500", **trouble), at)
    partner.refresh_from_db()


def dated(number, hours, **fields):
    """An item of so many hours before NOW."""
    at = NOW - timedelta(hours=hours)
    return item(number, f"Title {number}", pubDate=f"{at:%a, %d %b %Y %H:%M:%S} GMT", **fields)


def titles():
    return list(PartnerStory.objects.order_by("-published_at", "-id").values_list("title", flat=True))


def stamps():
    return dict(PartnerStory.objects.values_list("title", "published_at"))


def test_what_is_new_comes_in_and_what_is_known_stays_one(partner):
    outcome = take_in(partner, dated(1, 2), dated(2, 1))
    assert (outcome.created, outcome.updated, outcome.items) == (2, 0, 2)
    outcome = take_in(partner, dated(1, 2), dated(2, 1), dated(3, 0), at=LATER)
    assert (outcome.created, outcome.updated, outcome.items) == (1, 0, 3)
    assert titles() == ["Title 3", "Title 2", "Title 1"]
    partner.refresh_from_db()
    assert (partner.last_success, partner.last_error) == (LATER, "")


def test_a_changed_item_changes_its_row(partner):
    take_in(partner, dated(1, 2))
    outcome = take_in(partner, dated(1, 1).replace("Title 1", "Better title").replace("/1<", "/one<"))
    assert (outcome.created, outcome.updated) == (0, 1)
    story = PartnerStory.objects.get()
    assert (story.title, story.url) == ("Better title", "https://ararat.example/one")
    assert story.published_at == NOW - timedelta(hours=1)


def test_the_same_address_under_another_id_is_the_same_story(partner):
    take_in(partner, dated(1, 2))
    take_in(partner, dated(1, 2, guid="another"))
    take_in(partner, dated(1, 2, guid="another"))
    assert titles() == ["Title 1"]


def test_two_stories_may_change_addresses(partner):
    take_in(partner, dated(1, 2), dated(2, 1))
    swapped = [dated(1, 2, link="https://ararat.example/2"), dated(2, 1, link="https://ararat.example/1")]
    take_in(partner, *swapped)
    urls = dict(PartnerStory.objects.values_list("title", "url"))
    assert urls == {"Title 1": "https://ararat.example/2", "Title 2": "https://ararat.example/1"}


def test_an_address_stands_once(partner):
    take_in(partner, dated(1, 2), dated(2, 1))
    take_in(partner, dated(2, 1, link="https://ararat.example/1"))
    assert titles() == ["Title 2"]


def test_hidden_stories_stay_hidden_whatever_the_feed_says(partner):
    take_in(partner, dated(1, 2))
    PartnerStory.objects.update(hidden=True)
    take_in(partner, dated(1, 0).replace("Title 1", "Better title"))
    newer = [dated(number, 0) for number in range(10, 10 + STORIES_KEPT_PER_PARTNER)]
    take_in(partner, *newer, dated(1, 2))
    assert PartnerStory.objects.get(hidden=True).title == "Better title"
    take_in(partner, *newer)
    assert not PartnerStory.objects.filter(hidden=True).exists()


def test_each_partner_keeps_its_newest(partner):
    other = make_partner("Sevan")
    take_in(other, dated(1, 99))
    take_in(partner, *(dated(number, number) for number in range(STORIES_KEPT_PER_PARTNER + 20)))
    assert set(partner.stories.values_list("title", flat=True)) == {
        f"Title {number}" for number in range(STORIES_KEPT_PER_PARTNER)
    }
    take_in(partner, dated(99, 0), at=LATER)
    assert partner.stories.count() == STORIES_KEPT_PER_PARTNER
    assert other.stories.count() == 1


def test_undated_items_take_the_time_of_the_fetch_and_the_feeds_order(partner):
    take_in(partner, *(item(number, f"Title {number}") for number in (3, 2, 1)))
    take_in(partner, *(item(number, f"Title {number}") for number in (4, 3, 2, 1)), at=LATER)
    assert titles() == ["Title 4", "Title 3", "Title 2", "Title 1"]
    assert stamps() == {"Title 4": LATER, "Title 3": NOW, "Title 2": NOW, "Title 1": NOW}


def test_a_long_feed_without_times_does_not_come_in_again_and_again(partner):
    old = [item(number, f"Title {number}") for number in range(100, 0, -1)]
    take_in(partner, *old)
    before = titles()
    outcome = take_in(partner, item(101, "Title 101"), *old, at=LATER)
    assert (outcome.created, outcome.updated) == (1, 0)
    assert titles() == ["Title 101", *before[: STORIES_KEPT_PER_PARTNER - 1]]


def test_no_story_is_of_the_future_and_it_does_not_jump_when_its_time_comes(partner):
    take_in(partner, dated(1, -5))
    assert stamps() == {"Title 1": NOW}
    for hours in (1, 6):
        take_in(partner, dated(1, -5), at=NOW + timedelta(hours=hours))
        assert stamps() == {"Title 1": NOW}


# When it is asked for again


def wait(partner):
    partner.refresh_from_db()
    return (partner.next_fetch - NOW) / timedelta(minutes=1)


def test_after_a_success_the_interval_a_little_longer(partner):
    take_in(partner)
    assert 15 <= wait(partner) <= 16.5


def test_each_failure_doubles_the_wait_up_to_a_day(partner):
    for failures, minutes in ((1, 30), (2, 60), (3, 120), (4, 240)):
        fail(partner)
        assert partner.failures == failures
        assert minutes <= wait(partner) <= minutes * 1.2
    for _ in range(20):
        fail(partner)
    assert wait(partner) == RETRY_WAIT_MAX / timedelta(minutes=1)
    assert (partner.last_error, partner.active) == ("it answers 500", True)


def test_a_success_forgets_the_failures(partner):
    fail(partner)
    take_in(partner)
    partner.refresh_from_db()
    assert (partner.failures, partner.last_error) == (0, "")


@pytest.mark.parametrize(("asked", "minutes"), [(7200, 120), (60, 30), (10**9, 1440)])
def test_a_server_that_asks_for_time_gets_it_up_to_a_day(partner, asked, minutes):
    fail(partner, retry_after=asked)
    assert minutes <= wait(partner) <= minutes * 1.2


def test_a_feed_that_is_gone_is_switched_off_with_a_note(partner):
    fail(partner, gone=True)
    assert not partner.active
    assert partner.last_error == "Switched off: it answers 500."
    assert list(Partner.objects.due(NOW + timedelta(days=99))) == []


def test_the_validators_and_a_move_for_good_are_remembered(partner):
    moved = answer(etag='"v1"', last_modified="Fri", moved_to="https://ararat.example/new")
    write(partner, FetchResult(moved, read(feed())), NOW)
    partner.refresh_from_db()
    assert (partner.etag, partner.last_modified) == ('"v1"', "Fri")
    assert partner.feed_url == "https://ararat.example/new"
    write(partner, FetchResult(answer(body=None, etag='"v2"', moved_to="https://ararat.example/third")), NOW)
    partner.refresh_from_db()
    assert (partner.etag, partner.feed_url) == ('"v1"', "https://ararat.example/new")


@pytest.mark.parametrize("change", [{"feed_url": "https://ararat.example/other"}, {"active": False}])
def test_what_an_editor_changes_meanwhile_is_not_written_over(partner, change):
    Partner.objects.update(**change)
    assert take_in(partner, dated(1, 1)).kind == "overtaken"
    assert not PartnerStory.objects.exists()


def test_the_due_come_first_who_has_waited_longest():
    for name, fields in {
        "waits": {"next_fetch": LATER},
        "late": {"next_fetch": NOW - timedelta(hours=1)},
        "now": {"next_fetch": NOW},
        "new": {},
        "off": {"active": False},
        "without": {"feed_url": ""},
    }.items():
        Partner.objects.create(name=name, site_url="https://x.example/", **{"feed_url": "https://x.example/", **fields})
    assert [partner.name for partner in Partner.objects.due(NOW)] == ["new", "late", "now"]


# The edition


def moves(change):
    before = edition.current()
    change()
    return edition.current() != before


def test_the_edition_moves_with_what_readers_see_and_only_then(partner):
    first = [dated(1, 2), dated(2, 1)]
    assert moves(lambda: take_in(partner, *first))
    assert not moves(lambda: take_in(partner, *first, at=LATER))
    assert not moves(lambda: write(partner, FetchResult(answer(body=None)), LATER))
    assert not moves(lambda: fail(partner))
    assert moves(lambda: take_in(partner, dated(3, 0), *first))
    assert moves(lambda: take_in(partner, dated(1, 2).replace("Title 1", "Better")))
    PartnerStory.objects.filter(title="Title 3").update(hidden=True)
    assert not moves(lambda: take_in(partner, dated(3, -9).replace("Title 3", "Worse"), *first[1:]))


# Many partners at once


@pytest.fixture
def server(settings):
    settings.PARTNERS_ALLOW_PRIVATE = True
    with feed_server() as server:
        yield server


@pytest.mark.sandbox
def test_one_partner_in_trouble_does_not_keep_the_others_from_coming(server, monkeypatch):
    monkeypatch.setattr(importer, "feed_client", lambda feed_client=importer.feed_client: feed_client(total=60))
    monkeypatch.setattr(fetch, "READ_SECONDS", 60)  # on a loaded machine the bomb takes longer than the usual ten
    seen, others_came = [], Event()

    def hang_until_the_others_came(handler):
        assert others_came.wait(50)

    def note(outcome):
        seen.append(outcome.partner.name)
        if {"fails", "bombs", "closed", "good", "fine"} <= set(seen):
            others_came.set()

    pages = {
        "hangs": hang_until_the_others_came,
        "fails": answering(b"", 500),
        "bombs": b'<rss version="2.0">' + b"<a>" * 500_000,
        "closed": redirecting("http://169.254.169.254:1/"),
        "good": feed(),
        "fine": feed(item(2, "Fish"), title="Sevan"),
    }
    for name, page in pages.items():
        make_partner(name, server.put(f"/{name}", page))
    outcomes = {one.partner.name: one for one in fetch_partners(progress=note)}
    assert {name for name, one in outcomes.items() if one.kind == "fetched"} == {"good", "fine"}
    assert set(titles()) == {"Grapes are late", "Fish"}
    assert seen[-1] == "hangs"
    assert outcomes["hangs"].kind == "failed"
    assert list(Partner.objects.due(timezone.now())) == []


def test_a_second_fetch_asks_with_what_the_first_was_told(server):
    make_partner(url=server.put("/feed", answering(feed(), ETag='"v1"')))
    fetch_partners()
    server.put("/feed", answering(b"", 304))
    Partner.objects.update(next_fetch=None)
    (outcome,) = fetch_partners()
    assert outcome.kind == "unchanged"
    assert server.asked[1][1]["If-None-Match"] == '"v1"'


def test_nothing_private_is_asked_unless_the_settings_say_so(server, settings):
    settings.PARTNERS_ALLOW_PRIVATE = False
    make_partner(url=server.put("/feed", feed()))
    (outcome,) = fetch_partners()
    assert "closed net" in outcome.reason
    assert server.asked == []


def test_what_is_not_due_is_not_asked(server):
    make_partner(url=server.put("/feed", feed()), next_fetch=timezone.now() + timedelta(minutes=5))
    assert fetch_partners() == []
    assert server.asked == []
