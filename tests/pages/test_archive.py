"""The archive: by year, month and day of the site's zone."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Correction, Language
from articles.pages.archive import DayPage
from articles.reading import archive
from articles.text.dates import at_local
from tests.support.factories import make_article, make_brief

pytestmark = pytest.mark.django_db


def story_of(day, **fields):
    return make_article(published_at=at_local(day), **fields)


def main_of(page):
    return page.text[page.text.index("<main") : page.text.index("</main>")]


def beside(page):
    """(rel, address) of the links to the days or months beside this one."""
    return re.findall(r'<a class="(?:older|newer)" href="([^"]+)" rel="(prev|next)"', page.text)


def test_the_archive_lists_years_newest_first_and_counts_their_months(client):
    for day in (date(2018, 12, 31), date(2020, 2, 29), date(2020, 10, 2), date(2020, 10, 2)):
        story_of(day)
    found = [
        (year, {month.month: month.stories for month in months if month.stories}) for year, months in archive.years()
    ]
    assert found == [(2020, {2: 1, 10: 2}), (2018, {12: 1})]
    page = main_of(client.get("/archive/"))
    assert re.findall(r'href="(/archive/\d+/(?:\d+/)?)"', page) == [
        "/archive/2020/",
        "/archive/2020/02/",
        "/archive/2020/10/",
        "/archive/2018/",
        "/archive/2018/12/",
    ]


def test_a_year_has_a_page_of_its_own(client):
    story_of(date(2018, 12, 31))
    story_of(date(2020, 10, 2))
    page = main_of(client.get("/archive/2020/"))
    assert "/archive/2020/10/" in page
    assert "/archive/2018/12/" not in page


def test_what_is_not_listed_is_not_counted():
    day = date(2020, 10, 2)
    story_of(day)
    story_of(day).withdraw()
    Correction.objects.create(article=story_of(day), kind=Correction.Kind.RETRACTION, text="It did not happen.")
    make_brief(published_at=at_local(day))
    make_brief(published_at=at_local(day), withdrawn_at=timezone.now())
    make_article(published_at=timezone.now() + timedelta(days=1))
    make_article(published_at=None, withdrawn_at=timezone.now())
    [(year, months)] = archive.years()
    assert (year, sum(month.stories for month in months)) == (2020, 1)
    assert [day for week in archive.calendar(2020, 10) for day in week if day.stories] == [archive.DayCount(day, 1)]


def test_the_archive_of_longer_than_one_statement_counts_every_month():
    for year in (1990, 2026):
        story_of(date(year, 3, 1))
    assert [(year, months[2].stories) for year, months in archive.years()] == [(2026, 1), (1990, 1)]


def test_a_months_calendar_runs_from_monday_and_leads_to_its_days(client):
    story_of(date(2020, 10, 2))
    weeks = archive.calendar(2020, 10)
    assert [day.day and day.day.day for day in weeks[0]] == [None, None, None, 1, 2, 3, 4]
    page = main_of(client.get("/archive/2020/10/"))
    assert re.findall(r'href="(/archive/2020/10/\d\d/)"', page) == ["/archive/2020/10/02/"]
    assert ">October 2020</h1>" in page


def test_a_month_leads_to_the_months_beside_it_that_have_stories(client):
    for day in (date(2020, 6, 30), date(2020, 10, 2), date(2021, 1, 1)):
        story_of(day)
    assert beside(client.get("/archive/2020/10/")) == [("/archive/2020/06/", "prev"), ("/archive/2021/01/", "next")]
    assert beside(client.get("/archive/2020/06/")) == [("/archive/2020/10/", "next")]


def test_a_story_of_half_past_midnight_belongs_to_that_local_day(client):
    make_article("Night story", published_at=datetime(2020, 10, 1, 20, 30, tzinfo=UTC))
    assert "Night story" in main_of(client.get("/archive/2020/10/02/"))
    assert client.get("/archive/2020/10/01/").status_code == 404


def test_a_summer_day_of_2011_begins_at_plus_five(client):
    make_article("Summer story", published_at=datetime(2011, 6, 30, 19, 0, tzinfo=UTC))
    assert "Summer story" in main_of(client.get("/archive/2011/07/01/"))


def test_a_days_page_names_the_day_and_lists_its_dispatches_newest_first(client):
    day = date(2020, 10, 2)
    make_article("Noon story", published_at=at_local(day) + timedelta(hours=12))
    make_article("Morning story", published_at=at_local(day) + timedelta(hours=8))
    make_brief("A brief", published_at=at_local(day))
    page = main_of(client.get("/archive/2020/10/02/"))
    assert re.findall(r"October 2, 2020</h1>|>Friday<|Noon story|Morning story|A brief", page) == [
        "October 2, 2020</h1>",
        ">Friday<",
        "Noon story",
        "Morning story",
    ]


def test_a_day_leads_to_the_days_beside_it_that_have_stories(client):
    for day in (date(2020, 9, 12), date(2020, 10, 2), date(2020, 10, 2), date(2020, 12, 31)):
        story_of(day)
    story_of(date(2020, 10, 1)).withdraw()
    make_brief(published_at=at_local(date(2020, 10, 3)))
    story_of(timezone.now().date() + timedelta(days=2))
    assert beside(client.get("/archive/2020/10/02/")) == [
        ("/archive/2020/09/12/", "prev"),
        ("/archive/2020/12/31/", "next"),
    ]
    assert beside(client.get("/archive/2020/12/31/")) == [("/archive/2020/10/02/", "prev")]
    assert beside(client.get("/archive/2020/09/12/")) == [("/archive/2020/10/02/", "next")]


def test_a_day_of_many_stories_is_read_page_by_page(client, monkeypatch):
    monkeypatch.setattr(DayPage, "page_length", 2)
    day = date(2020, 10, 2)
    for number in range(3):
        make_article(f"Story {number}", published_at=at_local(day) + timedelta(hours=number))
    make_article("Story of another day", published_at=at_local(day) - timedelta(hours=1))
    first = client.get("/archive/2020/10/02/")
    older = re.search(r'href="([^"]+\?before=[^"]+)">Older', first.text)[1]
    second = main_of(client.get(older))
    assert re.findall(r">(Story [^<]+)</a>", main_of(first) + second) == ["Story 2", "Story 1", "Story 0"]
    assert '<a class="newer" href="/archive/2020/10/02/">Newer' in second


@pytest.mark.parametrize(
    "path",
    [
        "/archive/2020/10/03/",
        "/archive/2020/11/",
        "/archive/2019/",
        "/archive/2999/01/01/",
        "/archive/2999/01/",
        "/archive/9999/12/31/",
        "/archive/9999/12/",
        "/archive/9999/",
        "/archive/0001/01/01/",
        "/archive/0001/",
        "/archive/0000/",
        "/archive/0000/01/01/",
        "/archive/2020/13/",
        "/archive/2020/00/",
        "/archive/2020/02/30/",
        "/archive/2020/10/2/",
        "/archive/2020/9/",
        "/archive/20/10/02/",
    ],
)
def test_empty_future_impossible_and_unpadded_times_are_404(client, path):
    story_of(date(2020, 10, 2))
    assert client.get(path).status_code == 404


def test_a_day_whose_only_story_is_scheduled_is_404_until_it_appears(client, time_machine):
    story_of(date(2020, 10, 2))
    time_machine.move_to(at_local(date(2020, 10, 2)) - timedelta(seconds=1), tick=False)
    assert client.get("/archive/2020/10/02/").status_code == 404
    time_machine.move_to(at_local(date(2020, 10, 2)), tick=False)
    assert client.get("/archive/2020/10/02/").status_code == 200


def test_an_empty_archive_helps_the_reader_on(client):
    page = client.get("/archive/")
    assert page.status_code == 200
    assert "No stories yet." in page.text


def test_each_language_has_an_archive_of_its_own(client):
    Language.objects.create(tag="ru", opened_at=timezone.now())
    for day, language in (((2019, 5, 1), "en"), ((2020, 10, 1), "ru"), ((2020, 10, 2), "en"), ((2020, 10, 3), "ru")):
        story_of(date(*day), language=language)
    for prefix, found in (("", {2019, 2020}), ("/ru", {2020})):
        page = main_of(client.get(f"{prefix}/archive/"))
        assert {int(year) for year in re.findall(r'href="[a-z/]*/archive/(\d{4})/"', page)} == found
    assert [client.get(f"{prefix}/archive/2019/").status_code for prefix in ("", "/ru")] == [200, 404]
    assert [client.get(f"{prefix}/archive/2020/10/02/").status_code for prefix in ("", "/ru")] == [200, 404]
    assert [client.get(f"{prefix}/archive/2019/05/").status_code for prefix in ("", "/ru")] == [200, 404]
    assert beside(client.get("/archive/2020/10/02/")) == [("/archive/2019/05/01/", "prev")]
    assert beside(client.get("/ru/archive/2020/10/01/")) == [("/ru/archive/2020/10/03/", "next")]
    assert main_of(client.get("/ru/archive/2020/10/")).count("/archive/2020/10/0") == 2
