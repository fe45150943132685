"""Places 1, 2, 3 … each taken once, also when several people arrange at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles.models import Section

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections():
    return [Section.objects.create(name=name) for name in ("Politics", "Society", "Economy", "Region")]


def order():
    return list(Section.objects.values_list("position", "name"))


def test_a_new_row_goes_to_the_end(sections):
    assert order() == [(1, "Politics"), (2, "Society"), (3, "Economy"), (4, "Region")]


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (1, ["Economy", "Politics", "Society", "Region"]),
        (4, ["Politics", "Society", "Region", "Economy"]),
        (99, ["Politics", "Society", "Region", "Economy"]),
        (0, ["Economy", "Politics", "Society", "Region"]),
    ],
)
def test_a_moved_row_takes_its_place_and_the_others_make_room(sections, place, names):
    Section.objects.move(sections[2], place)
    assert order() == list(enumerate(names, start=1))
    assert sections[2].position == names.index("Economy") + 1


def test_the_database_refuses_one_place_twice(sections):
    with pytest.raises(Exception, match=r"(?i)unique"):
        Section.objects.filter(pk=sections[0].pk).update(position=2)


@pytest.mark.django_db(transaction=True)
def test_two_who_arrange_at_the_same_moment_wait_for_each_other():
    if connection.settings_dict["NAME"].startswith("file:memorydb"):
        pytest.skip("SQLite in memory has one connection; PostgreSQL runs this")
    rows = [Section.objects.create(name=f"Section {number}") for number in range(6)]

    def shuffle(number):
        try:
            for step in range(10):
                Section.objects.move(rows[(number + step) % 6], 1 + step % 6)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(shuffle, range(4)))
    assert list(Section.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
