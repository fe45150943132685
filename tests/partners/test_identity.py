"""Which items are one story, and which stored story an item is, also in feeds whose ids or links say nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.partners.importer import FetchResult, write
from portal.partners.models import Partner, PartnerStory
from portal.partners.parser import read
from tests.partners.test_import import answer
from tests.support.feedserver import feed, item

NOW = datetime(2020, 10, 2, 12, 0, tzinfo=UTC)
HOME = "https://ararat.example/"


def entry(number, **fields):
    return item(number, f"Title {number}", **fields)


def found(*items):
    return read(feed(*items)).records


def shown(*items):
    return [record.title for record in found(*items)]


@pytest.mark.parametrize(
    "same",
    [
        *({"guid": "1"}, {"guid": HOME}, {"link": HOME}, {"link": HOME, "guid": None}),
        *({"link": HOME, "guid": "1"}, {"link": HOME, "guid": HOME}),
    ],
)
@pytest.mark.parametrize("count", [2, 3, 20])
def test_items_that_share_an_id_or_a_link_are_told_apart(same, count):
    items = [entry(number, **same) for number in range(count)]
    assert shown(*items) == [f"Title {number}" for number in range(count)]
    assert len({record.identity for record in found(*items)}) == count


def test_items_of_one_title_are_told_apart_by_their_links():
    assert [record.url[-1] for record in found(*(item(number, guid="1") for number in (1, 2, 3)))] == ["1", "2", "3"]


def test_a_story_that_stands_twice_in_a_feed_comes_once():
    others = [entry(number) for number in range(5, 10)]
    assert shown(entry(1), entry(1), *others)[:2] == ["Title 1", "Title 5"]
    again = {
        "another id": item(1, "Title 1", guid="tag:ararat,2"),
        "another link": item(1, "Title 1", link=f"{HOME}2"),
        "a better title": item(1, "Better title"),
    }
    for item_again in again.values():
        assert shown(entry(1), item_again, *others)[:2] == ["Title 1", "Title 5"]


def test_two_stories_under_one_id_by_mistake_are_both_there():
    others = [entry(number) for number in range(5, 10)]
    assert shown(entry(1), entry(2, guid="tag:ararat,1"), *others)[:3] == ["Title 1", "Title 2", "Title 5"]
    assert shown(entry(1), entry(2, link=f"{HOME}1"), *others)[:3] == ["Title 1", "Title 2", "Title 5"]


def test_an_id_of_its_own_is_the_identity_whatever_the_others_have():
    identities = [record.identity for record in found(entry(1), entry(2, guid="x"), entry(3, guid="x"))]
    assert identities == ["tag:ararat,1", f"{HOME}2", f"{HOME}3"]


def test_the_order_of_a_feed_does_not_change_identities():
    for same in ({"guid": "1"}, {"link": HOME, "guid": "1"}, {"link": HOME, "guid": None}):
        items = [entry(number, **same) for number in range(5)]
        there, back = found(*items), found(*reversed(items))
        assert {(record.title, record.identity) for record in there} == {(one.title, one.identity) for one in back}


# In the database


@pytest.fixture
def partner(db):
    return Partner.objects.create(name="Ararat Weekly", site_url=HOME, feed_url=f"{HOME}feed")


def take_in(partner, *items, hours=0):
    at = NOW + timedelta(hours=hours)
    outcome = write(partner, FetchResult(answer(), read(feed(*items), base=partner.feed_url)), at)
    return outcome.created


def dated(number, **fields):
    return entry(number, pubDate=f"Fri, 02 Oct 2020 {number:02}:00:00 GMT", **fields)


def stored():
    return sorted(PartnerStory.objects.values_list("title", flat=True))


@pytest.mark.parametrize(
    "same", [{"guid": "1"}, {"link": HOME}, {"link": HOME, "guid": "1"}, {"link": HOME, "guid": None}]
)
@pytest.mark.parametrize("make", [entry, dated])
def test_stories_that_share_something_come_in_once_and_stay(partner, same, make):
    first, later = [make(number, **same) for number in (3, 2, 1)], [make(number, **same) for number in (4, 3, 2)]
    assert [take_in(partner, *first), take_in(partner, *first, hours=1)] == [3, 0]
    assert [take_in(partner, *later, hours=2), take_in(partner, *later, hours=3)] == [1, 0]
    assert stored() == ["Title 1", "Title 2", "Title 3", "Title 4"]
    assert take_in(partner, make(4, **same), hours=4) == 0
    assert stored() == ["Title 1", "Title 2", "Title 3", "Title 4"]


CHANGES = {
    "new ids": ({}, {"guid": "another"}),
    "ids at last": ({"guid": None}, {}),
    "no ids any more": ({}, {"guid": None}),
    "one id for all": ({}, {"guid": "1"}),
    "one link for all": ({}, {"link": HOME}),
    "https": (
        {"guid": "http://ararat.example/{0}", "link": "http://ararat.example/{0}"},
        {"guid": "https://ararat.example/{0}", "link": "https://ararat.example/{0}"},
    ),
    "www and a slash": ({"guid": None}, {"guid": None, "link": "https://www.ararat.example/{0}/"}),
    "a campaign": (
        {"guid": None},
        {"guid": None, "link": "https://ararat.example/{0}?utm_source=rss&amp;utm_medium=x"},
    ),
    "new ids and links": ({}, {"guid": "new-{0}", "link": "https://sevan.example/{0}"}),
    "a bare id": ({"guid": "https://ararat.example/{0}"}, {"guid": "{0}"}),
}


def of(number, fields, make):
    return make(number, **{name: value and value.format(number) for name, value in fields.items()})


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("back", [False, True])
def test_stored_stories_do_not_come_again_when_their_feed_changes(partner, change, back):
    before, after = CHANGES[change][::-1] if back else CHANGES[change]
    take_in(partner, *(of(number, before, dated) for number in (3, 2, 1)))
    rows = set(PartnerStory.objects.values_list("pk", "title"))
    assert take_in(partner, *(of(number, after, dated) for number in (4, 3, 2, 1)), hours=1) == 1
    assert set(PartnerStory.objects.exclude(title="Title 4").values_list("pk", "title")) == rows


def test_a_hidden_story_stays_hidden_under_another_id(partner):
    take_in(partner, dated(1), dated(2))
    PartnerStory.objects.filter(title="Title 1").update(hidden=True)
    take_in(partner, dated(1, guid="a"), dated(2, guid="b"), hours=1)
    assert list(PartnerStory.objects.filter(hidden=True).values_list("title", flat=True)) == ["Title 1"]


def test_a_story_stored_with_1970_gets_the_time_when_it_was_first_seen(partner):
    take_in(partner, entry(1))
    PartnerStory.objects.update(published_at=datetime(1990, 1, 1, tzinfo=UTC))
    take_in(partner, entry(1, pubDate="Thu, 01 Jan 1970 00:00:00 GMT"), hours=1)
    assert PartnerStory.objects.get().published_at == NOW
