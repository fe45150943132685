"""The page of a day begins with the lead and the Top stories that its front page had, if they are still public."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from articles.models import Front
from articles.models.front.arrangement import Arrangement, Placed
from articles.text.dates import at_local
from tests.support.factories import make_article, open_language

pytestmark = pytest.mark.django_db
DAY, EARLIER = date(2020, 10, 2), date(2020, 9, 30)
PATH = "/archive/2020/10/02/"


def noon(day: date) -> datetime:
    return at_local(day) + timedelta(hours=12)


def placed(story, **fields) -> Placed:
    return Placed(story.pk, headline="Old words", blurb="Old blurb", published_at=story.published_at, **fields)


def record(day: date, lead=None, top=(), language="en", hour=12, **fields) -> Front:
    slots = {0: placed(lead, **fields)} if lead else {}
    made_at = at_local(day) + timedelta(hours=hour)
    told = Arrangement(slots, [placed(story) for story in top]).to_json()
    return Front.objects.create(
        language=language, made_at=made_at, told=told, by=User.objects.create(username=f"{hour}{day}{language}")
    )


@pytest.fixture
def stories():
    """Three stories of the day and one of two days before."""
    return [make_article(f"Story {n}", published_at=noon(DAY) - timedelta(hours=n)) for n in range(3)] + [
        make_article("Story of before", published_at=noon(EARLIER))
    ]


def front(page) -> tuple[list[str], list[str]]:
    """The headlines of the lead and of the Top stories."""
    found = re.search(r'<section class="front-of-day".*?</section>', page.text, re.DOTALL)
    if not found:
        return [], []
    lead, _, top = found[0].partition("<ol")
    headline = re.compile(r'<a [^>]*href="/(?:ru/)?news/[^>]+>([^<]+)</a>')
    return headline.findall(lead), headline.findall(top)


def test_it_shows_what_was_recorded_last_on_that_day_with_the_words_of_today(client, stories):
    record(DAY, lead=stories[1], top=[stories[0]], hour=9)
    record(DAY, lead=stories[0], top=[stories[2], stories[3]], hour=20)
    record(date(2020, 10, 3), lead=stories[2])
    page = client.get(PATH)
    assert front(page) == (["Story 0"], ["Story 2", "Story of before"])
    assert "Old words" not in page.text
    assert "Old blurb" not in page.text
    assert "All stories of this day" in page.text


def test_what_was_arranged_before_still_stood_there(client, stories):
    record(EARLIER, top=[stories[3]])
    assert front(client.get(PATH)) == ([], ["Story of before"])


def test_a_day_without_a_record_shows_the_list_alone(client, stories):
    record(date(2020, 10, 3), lead=stories[0])
    page = client.get(PATH)
    assert front(page) == ([], [])
    assert "All stories of this day" not in page.text


def test_what_ended_before_the_day_did_is_left_out(client, stories):
    record(EARLIER, lead=stories[3], until=noon(DAY))
    assert front(client.get(PATH)) == ([], [])


def test_what_was_taken_back_since_is_left_out(client, stories):
    record(DAY, lead=stories[0], top=[stories[1], stories[2]])
    stories[0].withdraw()
    stories[1].withdraw()
    page = client.get(PATH)
    assert front(page) == ([], ["Story 2"])
    assert "Story 0" not in page.text


def test_each_language_had_its_own(client, stories):
    open_language("ru")
    russian = make_article("Дорога", language="ru", published_at=noon(DAY))
    record(DAY, lead=stories[0])
    record(DAY, lead=russian, language="ru")
    assert front(client.get(f"/ru{PATH}")) == (["Дорога"], [])
    assert front(client.get(PATH)) == (["Story 0"], [])


def test_older_pages_of_the_days_list_do_not_repeat_it(client, stories):
    for minute in range(40):
        make_article(published_at=noon(DAY) - timedelta(minutes=minute))
    record(DAY, lead=stories[0])
    older = re.search(r'class="older" href="([^"]+\?before[^"]+)"', client.get(PATH).text)[1]
    assert front(client.get(older)) == ([], [])
    assert front(client.get(PATH)) == (["Story 0"], [])
