"""/metrics, as Prometheus asks for it; each site here runs as in production, in processes of its own."""

import errno
import re

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from portal.monitoring import metrics
from tests.support.servers import environment, run, serve

TOKEN = "a-token-of-this-test"
SITE = """
from datetime import timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.support.factories import make_article
from articles.models import ImportRun
from portal.partners.models import Partner
from django.utils import timezone
make_article("A story")
now, day = timezone.now(), timedelta(days=1)
ImportRun.objects.create(started_at=now - 2 * day, ended_at=now - day, counts={"created": 5, "rejected": 3})
ImportRun.objects.create(started_at=now, counts={})
for name, error in (("Ararat", ""), ("Sevan", "it answers 500"), ("Aragats", "it answers 404")):
    Partner.objects.create(name=name, site_url="https://e.example/", feed_url="https://e.example/f", last_error=error)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    home = tmp_path_factory.mktemp("watched")
    process = environment(home, f"sqlite:///{home}/db.sqlite3") | {"METRICS_TOKEN": TOKEN, "PAGE_CACHE_MB": "8"}
    run(process, SITE)
    with serve(process, "--workers", "2") as server:
        yield server


def figures(server):
    answer = server.get("/metrics", Authorization=f"Bearer {TOKEN}")
    assert answer.status == 200
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def requests(known, **labels):
    return known.get(("portal_requests_total", *sorted(labels.items())), 0)


def test_requests_of_all_processes_are_counted_by_what_the_cache_made_of_them(site):
    before = figures(site)
    states = [site.get("/latest/").headers["X-Cache"] for _ in range(20)]
    site.get("/nothing/here/")
    after = figures(site)
    for state in ("hit", "miss"):
        counted = requests(after, status="200", cache=state) - requests(before, status="200", cache=state)
        assert counted == states.count(state), state
    assert requests(after, status="404", cache="miss") + requests(after, status="404", cache="pass") == 1
    rendered = ("portal_render_seconds_count", ("cache", "miss"))
    assert after[rendered] - before.get(rendered, 0) >= states.count("miss")


def test_what_the_database_knows_is_told(site):
    known = figures(site)
    assert known["portal_database_up",] == 1
    assert known["portal_newest_article_age_seconds",] > 86_400 * 365
    assert any(name[0] == "portal_edition_info" for name in known)
    assert 0 <= known["portal_edition_age_seconds",] < 600


def test_the_last_import_that_ended_and_the_feeds_in_trouble_are_told(site):
    known = figures(site)
    assert 86_400 <= known["portal_last_import_age_seconds",] < 86_400 + 600
    assert known["portal_last_import_rejected",] == 3
    assert known["portal_partner_feeds_failing",] == 2
    assert known["portal_job_failing", ("job", "backup")] == 0  # on somebody's own machine none is expected


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer é"])
def test_without_the_token_there_is_no_such_address(site, given):
    answer = site.get("/metrics", **({} if given is None else {"Authorization": given}))
    assert answer.status == 404
    assert "portal_requests" not in answer.text


@pytest.mark.django_db
def test_without_the_setting_there_is_no_such_address():
    answer = Client(raise_request_exception=False).get("/metrics", headers={"authorization": "Bearer "})
    assert answer.status_code == 404


def test_every_answer_has_an_id_when_requests_are_counted(site):
    assert re.fullmatch("[0-9a-f]{16}", site.get("/").headers["X-Request-ID"])


def room_of(path):
    """(the file's length, whether the disk has given all of it)."""
    known = path.stat()
    return known.st_size, known.st_blocks * 512 >= known.st_size


def test_a_file_of_figures_has_all_its_room_before_it_is_used_also_when_it_grows(tmp_path):
    """A page of it for which the disk has no room would end the process: SIGBUS, 502 everywhere."""
    path = tmp_path / "counter_1.db"
    figures = metrics.ReservedDict(str(path))
    assert room_of(path) == (65_536, True)
    for number in range(2_000):
        figures.write_value(f"a figure with a name of some length, {number}", 1.0, 0.0)
        assert room_of(path)[1]
    assert path.stat().st_size == 131_072
    figures.close()
    again = metrics.ReservedDict(str(path))
    assert again.read_value("a figure with a name of some length, 1999") == (1.0, 0.0)
    again.close()


@pytest.fixture
def full_disk(monkeypatch):
    """Each time when room is asked for there is none; how often that was."""
    asked = []

    def refuse(*given):
        asked.append(given)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(metrics.os, "posix_fallocate", refuse)
    return asked


def test_a_file_without_room_is_not_left_for_others_to_read(tmp_path, full_disk):
    with pytest.raises(OSError, match="No space left"):
        metrics.ReservedDict(str(tmp_path / "counter_1.db"))
    assert list(tmp_path.iterdir()) == []


def test_on_a_full_disk_requests_are_served_uncounted_and_the_log_says_so_once_a_minute(
    monkeypatch, caplog, full_disk, tmp_path
):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    monkeypatch.setattr(metrics, "REQUESTS", OutOfRoom(tmp_path))
    monkeypatch.setattr(metrics, "_disk_space", metrics._DiskSpace())
    clock = [1000.0]
    monkeypatch.setattr(metrics.time, "monotonic", lambda: clock[0])
    for second in range(61):
        clock[0] = 1000.0 + second
        metrics.count(200, "hit", 0.001)
    assert len(full_disk) == 2
    message = f"no space for the metrics in {tmp_path} (No space left on device): requests are not counted"
    assert [record.getMessage() for record in caplog.records] == [message, message]


class OutOfRoom:
    """In place of the counter of requests: it opens its file as prometheus_client does."""

    def __init__(self, folder):
        self.folder = folder

    def labels(self, *given):
        metrics.ReservedDict(str(self.folder / "counter_1.db"))
