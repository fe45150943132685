"""Reads of stories from nginx's log: each line counts once, also if the log is rotated or a run is interrupted."""

import json
from datetime import UTC, datetime

import pytest

from portal.readership.models import StoryReads
from portal.readership.nginx_log import LogUnreadable, count_log

pytestmark = pytest.mark.django_db
HOUR = datetime(2026, 12, 1, 6, tzinfo=UTC)


def line(path="/news/41/bridge/", **changes) -> str:
    entry = {"at": "2026-12-01T10:05:00+04:00", "method": "GET", "path": path, "status": 200, "reader": 1} | changes
    return json.dumps(entry, separators=(",", ":")) + "\n"


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "portal.log"
    path.write_text(line() * 5)
    assert count_log(path) == "0 reads counted", "what stood there before does not count"
    return path


def add(path, text):
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)


def counted() -> dict:
    return dict(StoryReads.objects.values_list("story", "reads"))


def test_new_lines_count_once(log):
    add(log, line() + line("/ru/news/42/%D0%BC/") + line(status=304))
    assert count_log(log) == "3 reads counted"
    assert count_log(log) == "0 reads counted"
    assert counted() == {41: 2, 42: 1}
    assert StoryReads.objects.first().hour == HOUR


def test_lines_of_robots_other_pages_and_spoilt_lines_do_not_count(log):
    add(
        log, line(reader=0) + line("/latest/") + line(status=404) + line(at="yesterday") + '{"reader":1,\n' + "\0\xff\n"
    )
    assert count_log(log) == "0 reads counted"


@pytest.mark.parametrize(
    "forged",
    [
        line(at="0001-01-01T00:00:00+14:00"),
        line(at="9999-12-31T23:59:59-14:00"),
        f'{"[" * 100_000}"reader":1\n',
        '["reader":1]\n',
        '"reader":1\n',
        line(path=5),
        line(at=5),
        line(path="/news/9999999999999999999/x/"),
    ],
)
def test_a_line_of_nonsense_does_not_hold_up_the_others(log, forged):
    add(log, line() + forged + line())
    assert count_log(log) == "2 reads counted"


def test_a_line_that_is_being_written_waits(log):
    whole = line()
    add(log, whole + whole[:30])
    assert count_log(log) == "1 reads counted"
    add(log, whole[30:])
    assert count_log(log) == "1 reads counted"


def test_a_rotated_log_is_read_to_its_end_first(log):
    add(log, line())
    log.rename(log.with_name("portal.log.1"))
    log.write_text(line("/news/42/x/"))
    assert count_log(log) == "2 reads counted"
    assert counted() == {41: 1, 42: 1}
    add(log, line("/news/42/x/"))
    assert count_log(log) == "1 reads counted"


def test_a_log_that_was_emptied_is_read_from_its_beginning(log):
    log.write_text(line("/news/42/x/"))
    assert count_log(log) == "1 reads counted"


def test_a_run_that_fails_counts_nothing_and_the_next_one_all(log, monkeypatch):
    add(log, line() * 3)
    with monkeypatch.context() as broken:
        broken.setattr("portal.readership.nginx_log.LogPosition.objects.update_or_create", None)
        with pytest.raises(TypeError):
            count_log(log)
    assert counted() == {}
    assert count_log(log) == "3 reads counted"


def test_a_missing_log_is_named_with_the_cure(tmp_path):
    with pytest.raises(LogUnreadable, match=r"missing\.log.*Set MOST_READ_LOG to nginx's log"):
        count_log(tmp_path / "missing.log")
