"""The date at the top of each page is the site's own, in the page's language, and no page outlives its day."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.database import edition
from tests.support.factories import make_article, open_language

pytestmark = pytest.mark.django_db
MIDNIGHT = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)  # in Yerevan: December 2, 2026 - 00:00
MOMENT = timedelta(milliseconds=50)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("/", "Tuesday, December 1, 2026", "Wednesday, December 2, 2026"),
        ("/ru/", "Вторник, 1 декабря 2026", "Среда, 2 декабря 2026"),
        ("/hy/", "Երեքշաբթի, 1 դեկտեմբերի, 2026", "Չորեքշաբթի, 2 դեկտեմբերի, 2026"),
        ("/latest/", "Tuesday, December 1, 2026", "Wednesday, December 2, 2026"),
        ("/nothing/", "Tuesday, December 1, 2026", "Wednesday, December 2, 2026"),
    ],
)
def test_the_date_changes_at_the_sites_midnight(client, time_machine, path, before, after):
    make_article()
    open_language("ru")
    open_language("hy")
    time_machine.move_to(MIDNIGHT - MOMENT, tick=False)
    assert f'<time datetime="2026-12-01">{before}</time>' in client.get(path).text
    time_machine.move_to(MIDNIGHT, tick=False)
    assert f'<time datetime="2026-12-02">{after}</time>' in client.get(path).text


def test_the_edition_moves_at_midnight_and_not_within_the_day():
    assert edition.current(MIDNIGHT - MOMENT) != edition.current(MIDNIGHT)
    assert edition.current(MIDNIGHT) == edition.current(MIDNIGHT + timedelta(hours=23, minutes=59))


def test_an_edition_is_no_older_than_its_day():
    make_article()
    assert edition.age(MIDNIGHT + timedelta(seconds=3)) == 3
