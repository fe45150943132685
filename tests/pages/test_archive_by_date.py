"""The archive leads to the day that a reader chooses, and says what is near if that has no stories."""

import re
from datetime import date

import pytest

from articles.text.dates import at_local
from tests.support.factories import make_article, open_language

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stories():
    for day in (date(2020, 9, 28), date(2020, 10, 2)):
        make_article(published_at=at_local(day))


def said(page) -> str:
    part = re.search(r'<div class="mistakes" role="alert">(.*?)</div>', page.text, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


@pytest.mark.parametrize("path", ["/archive/", "/archive/2020/", "/archive/2020/10/", "/archive/2020/10/02/"])
def test_a_form_asks_for_the_day(client, path):
    form = re.search(r'<form class="jump".*?</form>', client.get(path).text, re.DOTALL)[0]
    assert 'action="/archive/"' in form
    assert re.search(r'<input id="jump-date" type="date" name="date" required(?: value="2020-10-02")?>', form)


@pytest.mark.parametrize("typed", ["2020-10-02", "02.10.2020", "October 2, 2020", " 2020-10-02 "])
def test_it_leads_to_the_page_of_the_day(client, typed):
    answer = client.get("/archive/", {"date": typed})
    assert (answer.status_code, answer["Location"]) == (302, "/archive/2020/10/02/")


def test_in_another_language_it_leads_to_that_languages_day(client):
    open_language("ru")
    make_article("Дорога", language="ru", published_at=at_local(date(2020, 10, 1)))
    assert client.get("/ru/archive/", {"date": "2020-10-01"})["Location"] == "/ru/archive/2020/10/01/"
    assert client.get("/ru/archive/", {"date": "2020-10-02"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "2020-09-30",
            "There are no stories from September 30, 2020. "
            "The nearest days with stories: September 28, 2020 October 2, 2020",
        ),
        (
            "1999-01-01",
            "There are no stories from January 1, 1999. The archive begins with this day: September 28, 2020",
        ),
        ("2050-01-01", "There are no stories from January 1, 2050. The newest ones are of this day: October 2, 2020"),
        ("yesterday", "“yesterday” is no day. Choose one in the calendar, or write it as 2020-10-02."),
        ("2020-02-30", "“2020-02-30” is no day. Choose one in the calendar, or write it as 2020-10-02."),
        ("0001-01-01", "“0001-01-01” is no day. Choose one in the calendar, or write it as 2020-10-02."),
        ("<b>", "“&lt;b&gt;” is no day. Choose one in the calendar, or write it as 2020-10-02."),
    ],
)
def test_what_is_no_day_with_stories_is_said_with_the_cure(client, typed, words):
    page = client.get("/archive/", {"date": typed})
    assert page.status_code == 404
    assert said(page) == words
    assert "/archive/2020/10/" in page.text


def test_an_empty_field_shows_the_archive(client):
    page = client.get("/archive/?date=")
    assert page.status_code == 200
    assert "mistakes" not in page.text


@pytest.mark.parametrize(("hours", "linked"), [(1, True), (40, False)])
def test_the_date_on_the_front_page_leads_to_the_day_if_it_has_stories(client, time_machine, hours, linked):
    time_machine.move_to(at_local(date(2020, 10, 2)), tick=False)
    time_machine.shift(hours * 3600)
    page = client.get("/").text
    assert ('<p class="date"><a href="/archive/2020/10/02/"><time' in page) == linked
    assert '<p class="date"><a' not in client.get("/latest/").text
