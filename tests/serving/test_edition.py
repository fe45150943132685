"""A page lasts as long as its edition: a tenth of a second after a public change it is rendered anew."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article
from tests.support.factories import make_article
from tests.support.pagecache import ManualClock, Site, ask, make_page_cache


class Editions(list):
    """What the database says, one edition after the other; the last one for good. Counts how often it is asked."""

    asked = 0

    def __call__(self):
        self.asked += 1
        return self[0] if len(self) == 1 else self.pop(0)


def test_the_edition_is_asked_for_ten_times_a_second_at_most():
    editions, clock = Editions(["one"]), ManualClock()
    cache = make_page_cache(Site(), editions, clock)
    for _ in range(10):
        ask(cache)
    clock.advance(0.09)
    ask(cache)
    assert editions.asked == 1
    clock.advance(0.01)
    ask(cache)
    assert editions.asked == 2


def test_a_site_without_readers_does_not_ask():
    editions, clock = Editions(["one"]), ManualClock()
    ask(make_page_cache(Site(), editions, clock))
    clock.advance(3600)
    assert editions.asked == 1


def test_when_it_moves_the_page_is_rendered_anew_within_a_tenth_of_a_second():
    clock = ManualClock()
    cache = make_page_cache(Site(), Editions(["one", "two"]), clock)
    ask(cache)
    clock.advance(0.09)
    assert ask(cache)[2:] == (b"rendering number 1",)
    clock.advance(0.01)
    answer = ask(cache)
    assert (answer.x_cache, answer.body) == ("miss", b"rendering number 2")
    assert ask(cache).x_cache == "hit"


def test_an_edition_that_comes_back_is_another_time_but_the_same_page():
    clock = ManualClock()
    cache = make_page_cache(Site(), Editions(["one", "two", "one"]), clock)
    for _ in range(3):
        ask(cache)
        clock.advance(1)
    assert len(cache.store) == 1


def test_a_page_that_came_out_the_same_keeps_the_codings_that_it_has(monkeypatch):
    made = []
    monkeypatch.setattr("portal.serving.encodings.encode", lambda body, coding: made.append(coding) or b"coded")
    clock = ManualClock()
    cache = make_page_cache(Site(b"The front page" * 100), Editions(["one", "two"]), clock)
    ask(cache, Accept_Encoding="br")
    clock.advance(1)
    assert ask(cache, Accept_Encoding="br").x_cache == "miss"
    assert made == ["br"]


def test_an_address_that_is_no_page_asks_for_no_edition():
    editions = Editions(["one"])
    ask(make_page_cache(Site(), editions), "/static/css/site.css")
    assert editions.asked == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/", "/latest/", "/section/region/", "/feeds/latest.rss", "/archive/2020/10/02/"])
def test_a_changed_headline_stands_on_the_page_a_second_later(path):
    story, clock = make_article("Bridge opens"), ManualClock()
    cache = make_page_cache(clock=clock)
    assert b"Bridge opens" in ask(cache, path).body
    Article.objects.filter(pk=story.pk).update(headline="Tunnel opens")
    clock.advance(1)
    answer = ask(cache, path)
    assert b"Tunnel opens" in answer.body
    assert b"Bridge opens" not in answer.body


@pytest.mark.django_db(transaction=True)
def test_what_no_reader_sees_ends_no_page():
    make_article("Bridge opens")
    clock = ManualClock()
    cache = make_page_cache(clock=clock)
    ask(cache)
    make_article("A draft", published_at=None)
    clock.advance(1)
    assert ask(cache).x_cache == "hit"


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_story_is_gone_a_second_later():
    story, clock = make_article("Bridge opens"), ManualClock()
    cache, path = make_page_cache(clock=clock), story.get_absolute_url()
    assert ask(cache, path).status == "200 OK"
    story.withdraw()
    clock.advance(1)
    assert ask(cache, path).status == "410 Gone"
    assert ask(cache, path).x_cache == "hit"


@pytest.mark.django_db(transaction=True)
def test_a_scheduled_story_appears_when_its_moment_comes():
    moment = timezone.now() + timedelta(hours=1)
    make_article("Night buses", published_at=moment)
    with time_machine.travel(moment - timedelta(seconds=1), tick=False) as clock:
        cache = make_page_cache(clock=time.time)
        assert b"Night buses" not in ask(cache).body
        assert ask(cache).x_cache == "hit"
        clock.shift(1)
        answer = ask(cache)
        assert (answer.x_cache, b"Night buses" in answer.body) == ("miss", True)


@pytest.mark.django_db(transaction=True)
def test_yesterdays_date_leaves_every_page_within_a_tenth_of_a_second_of_midnight():
    make_article()
    clock, midnight = ManualClock(), datetime(2026, 12, 1, 20, 0, tzinfo=UTC)  # in Yerevan
    cache = make_page_cache(clock=clock)
    with time_machine.travel(midnight - timedelta(milliseconds=1), tick=False):
        assert b"Tuesday, December 1, 2026" in ask(cache).body
        assert ask(cache).x_cache == "hit"
    clock.advance(0.1)
    with time_machine.travel(midnight, tick=False):
        assert b"Wednesday, December 2, 2026" in ask(cache).body
