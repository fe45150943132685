"""How many stories each day has is counted by triggers, whatever writes them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.database import day_counts, triggers
from articles.imports.seeds.writing.bulk import insert
from articles.models import Article
from articles.reading import archive
from articles.text.dates import at_local, day_span, month_span
from tests.support.factories import NOON, make_article, make_brief

pytestmark = pytest.mark.django_db


def kept():
    """What the table holds: each day with its stories."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT day, sum(stories) FROM {day_counts.TABLE} GROUP BY day ORDER BY day")  # noqa: S608
        return {str(day): stories for day, stories in cursor.fetchall() if stories}


def test_a_story_is_counted_on_the_day_of_its_moment_and_moves_with_it():
    story = make_article()
    assert kept() == {"2020-10-02": 1}
    make_article(minutes=1)
    assert kept() == {"2020-10-02": 2}
    Article.objects.filter(pk=story.pk).update(published_at=NOON + timedelta(days=1))
    assert kept() == {"2020-10-02": 1, "2020-10-03": 1}
    Article.objects.update(published_at=None)
    assert kept() == {}
    Article.objects.update(published_at=NOON)
    assert kept() == {"2020-10-02": 2}
    story.delete()
    assert kept() == {"2020-10-02": 1}


@pytest.mark.parametrize("hide", [{"withdrawn_at": NOON}, {"retracted_at": NOON}, {"body": "", "story_type": "brief"}])
def test_what_lists_leave_out_is_not_counted(hide):
    story = make_article()
    shown = {name: getattr(story, name) for name in hide}
    Article.objects.update(**hide)
    assert kept() == {}
    Article.objects.update(headline="Another")
    assert kept() == {}
    Article.objects.update(**shown)
    assert kept() == {"2020-10-02": 1}
    make_article(**hide)
    make_brief()
    assert kept() == {"2020-10-02": 1}


def of(language):
    """The counts of October 2020 in a language, by archive.dispatches_in; those of all languages if it is None."""
    counts = archive.dispatches_in({day: day_span(date(2020, 10, day)) for day in range(1, 32)}, language)
    assert archive.dispatches_in({"all": month_span(2020, 10)}, language).get("all", 0) == sum(counts.values())
    return counts


def test_each_language_has_counts_of_its_own():
    stories = [make_article(minutes=minutes) for minutes in (0, 1, 24 * 60, 24 * 60 + 1)]
    russian = Article.objects.filter(pk__in=[stories[1].pk, stories[2].pk])
    russian.update(site_language="ru")
    assert (of("en"), of("ru"), of("hy"), of(None)) == ({2: 1, 3: 1}, {2: 1, 3: 1}, {}, {2: 2, 3: 2})
    russian.update(site_language="hy", published_at=NOON)
    assert (of("en"), of("ru"), of("hy"), of(None)) == ({2: 1, 3: 1}, {}, {2: 2}, {2: 3, 3: 1})
    stories[1].withdraw()
    Article.objects.filter(pk=stories[0].pk).delete()
    assert (of("en"), of("hy"), of(None)) == ({3: 1}, {2: 1}, {2: 1, 3: 1})


def test_the_hour_between_two_days_is_counted_in_each_language():
    """A part of a day, which is counted from the stories themselves."""
    for minutes, language in ((10, "en"), (20, "ru"), (30, "ru")):
        make_article(published_at=at_local(date(2011, 7, 1), time(0, minutes)))
        Article.objects.filter(pk=Article.objects.latest("pk").pk).update(site_language=language)
    months = {month: month_span(2011, month) for month in (6, 7)}
    assert [archive.dispatches_in(months, language) for language in ("en", "ru", None)] == [{7: 1}, {7: 2}, {7: 3}]


@pytest.mark.django_db(transaction=True)
def test_all_is_counted_anew_when_the_triggers_are_made():
    make_article()
    make_article(minutes=24 * 60)
    Article.objects.filter(published_at__gt=NOON).update(site_language="ru")
    triggers.make_way(connection, day_counts.TABLE, backwards=True)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {day_counts.TABLE}")  # noqa: S608
    day_counts.install(connection)
    assert (of("en"), of("ru")) == ({2: 1}, {3: 1})


def test_many_rows_written_at_once_are_counted():
    story = make_article()
    fields = ("section_id", "headline", "headline_known", "slug", "summary", "source", "body", "time_known")
    row = {field: getattr(story, field) for field in fields}
    insert(Article, [row | {"published_at": NOON + timedelta(hours=6 * n)} for n in range(8)])
    assert kept() == {"2020-10-02": 3, "2020-10-03": 4, "2020-10-04": 2}
    Article.objects.all().delete()
    assert kept() == {}


def test_the_last_moment_of_a_day_is_still_of_that_day():
    make_article(published_at=datetime(2020, 10, 2, 19, 59, 59, 999_999, tzinfo=UTC))
    assert kept() == {"2020-10-02": 1}
    days = {day: day_span(date(2020, 10, day)) for day in (2, 3)}
    assert archive.dispatches_in(days) == {2: 1}


def test_the_summers_when_the_clock_stood_an_hour_ahead_are_counted_by_it():
    for day, clock in (((2011, 6, 30), time(23, 30)), ((2011, 7, 1), time(0, 30)), ((2011, 7, 31), time(23, 59))):
        make_article(published_at=at_local(date(*day), clock))
    make_article(published_at=at_local(date(2011, 8, 1)))
    months = {month: month_span(2011, month) for month in (5, 6, 7, 8, 9)}
    assert archive.dispatches_in(months) == {6: 1, 7: 2, 8: 1}
    assert archive.dispatches_in({"summer": (months[6][0], months[8][1])}) == {"summer": 4}


def test_a_story_that_is_to_come_counts_from_its_moment_on(time_machine):
    noon = datetime(2026, 5, 5, 8, tzinfo=UTC)
    make_article(published_at=noon)
    make_article(published_at=noon + timedelta(hours=1))
    make_article(published_at=noon + timedelta(days=1))
    spans = {"day": day_span(date(2026, 5, 5)), "month": month_span(2026, 5), "later": month_span(2026, 6)}
    for wait, day, month in ((-1, 0, 0), (0, 1, 1), (60, 2, 2), (24 * 60, 2, 3)):
        time_machine.move_to(noon + timedelta(minutes=wait), tick=False)
        wanted = {"day": day, "month": month}
        assert archive.dispatches_in(spans) == {name: count for name, count in wanted.items() if count}


def test_counting_no_span_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert archive.dispatches_in({}) == {}
        assert (
            archive.dispatches_in({1: (timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=2))}) == {}
        )
