"""The time of an item: what people and programs write, and what is no time at all."""

import json
from datetime import UTC, datetime

import pytest

from portal.partners.parser import read
from tests.support.feedserver import feed, item

AT = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)  # October 2, 2020 - 19:13 in Yerevan
MIDNIGHT = datetime(2020, 10, 2, tzinfo=UTC)


def published(written, zone=""):
    (record,) = read(feed(item(pubDate=written)), zone=zone).records
    return record.published_at


@pytest.mark.parametrize(
    "written",
    [
        *("Fri, 02 Oct 2020 7:13 PM +0400", "Fri, 02 Oct 2020 07:13:00 PM +0400", "October 2, 2020 7:13 p.m. +04:00"),
        *("Fri, 02 Oct 2020 19:13:00 GMT+4", "Fri, 02 Oct 2020 19:13:00 GMT+04:00", "Fri, 02 Oct 2020 19:13:00 UTC +4"),
        *(
            "Fri, 02 Oct 2020 19:13:00 +4",
            "Fri, 02 Oct 2020 19:13:00 +04",
            "2020-10-02T19:13+4",
            "2020-10-02 19:13 +0400",
        ),
        *("Fri, 02 Oct 2020 11:13:00 -4", "Fri, 02 Oct 2020 11:13:00 GMT\u22124", "Fri, 02 Oct 2020 8:43 PM +5:30"),
        *("Fri Oct 02 2020 19:13:00 GMT+0400 (Armenia Standard Time)", "2020-10-02T19:13:00+04:00[Asia/Yerevan]"),
        *(
            "02 Oct 2020 19:13 Asia/Yerevan",
            "Fri, 02 Oct 2020 19:13:00 Etc/GMT-4",
            "Fri, 02 Oct 2020 19:13:00 +0400 AMT",
        ),
        *("Friday, October 2, 2020 - 19:13 AMT", "Oct 2nd, 2020 at 3:13 PM UTC", "Friday, 2 October 2020, 15:13 GMT"),
        *("20201002T151300Z", "2020-10-02T15:13:00.250Z", "2020/10/02 15:13:00", "02.10.2020 15:13", "02-Oct-20 15:13"),
        *("Пт, 02 окт 2020 19:13:00 +0400", "2 октября 2020 19:13 +0400", "Ուրբ, 02 հոկտեմբերի 2020 19:13 +04:00"),
        *(
            "Fri, 2 Oct 2020 15:13",
            "Fri Oct  2 15:13:00 2020",
            "Fri, 02 Oct 2020 11:13:00 ET",
            "Fri, 02 Oct 2020 15:13:00 z",
        ),
    ],
)
def test_these_are_all_one_moment(written):
    assert published(written) == AT


@pytest.mark.parametrize(
    "written",
    [
        *("Mon, 01 Jan 0001 00:00:00 +0000", "0001-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01"),
        *("Thu, 01 Jan 1970 04:00:00 +0400", "Wed, 30 Nov -0001 00:00:00 +0000", "0000-00-00 00:00:00", "1899-12-30"),
        *("1601651580", "1601651580000", "1601651580.25", "0", "-1", "20201002", "2020", "12", "null", "now", "N/A"),
        *(
            "Fri, 02 Oct 2020 25:13:00 +0400",
            "Fri, 31 Feb 2020 19:13:00 +0400",
            "2020-13-02",
            "2020-10-02T19:13:00+99:00",
        ),
        *("10/02/2020 19:13", "13 hours ago", "2020-10-02T19:13:00+04:99"),
    ],
)
def test_these_are_no_time(written):
    assert published(written) is None


@pytest.mark.parametrize(
    ("hour", "written"), [(0, "12:13 AM"), (12, "12:13 PM"), (1, "1:13 am"), (23, "11:13pm"), (19, "19:13 PM")]
)
def test_noon_and_midnight_in_twelve_hours(hour, written):
    assert published(f"Fri, 02 Oct 2020 {written} GMT") == MIDNIGHT.replace(hour=hour, minute=13)


def test_a_clock_without_a_zone_is_the_partners():
    written = [
        "Fri, 02 Oct 2020 7:13 PM",
        "2 Oct 2020 19:13",
        "Fri Oct  2 19:13:00 2020",
        "02.10.2020 19:13",
        "2020-10-02 19:13",
    ]
    assert {published(one, "Asia/Yerevan") for one in written} == {AT}
    assert published("October 2, 2020", "Asia/Yerevan") == datetime(2020, 10, 1, 20, 0, tzinfo=UTC)
    assert published("October 2, 2020") == MIDNIGHT


def test_a_leap_second_is_the_second_before():
    assert published("Sat, 31 Dec 2016 23:59:60 GMT") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_when_the_publication_is_no_time_the_update_counts():
    data = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Rain</title><link href="https://a.example/1"/>'
        b"<id>urn:1</id><published>0001-01-01T00:00:00Z</published><updated>2020-10-02T19:13:00+04:00</updated></entry></feed>"
    )
    assert read(data).records[0].published_at == AT


def test_unix_seconds_in_a_json_feed_are_no_time():
    def published(written):
        items = [{"url": "https://a.example/1", "title": "Rain", "date_published": written}]
        data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
        return read(data.encode()).records[0].published_at

    assert [published(one) for one in (1601651580, "1601651580", "0001-01-01T00:00:00Z", None)] == [None] * 4
    assert published("2020-10-02T19:13:00+04:00") == AT
