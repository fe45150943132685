"""A replica of the database: readers' pages come from it, and never does an older page stand under a newer edition."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psycopg
import pytest
from django.db import OperationalError, router

from articles.database.prepared import Prepared
from articles.models import Article
from articles.sitemaps.months import filled_months
from bench.postgresql_server import Postgres
from portal.serving import edition_clock, replica
from tests.support.databases import other_database
from tests.support.factories import make_article
from tests.support.servers import environment, run, serve, set_up_site

TOKEN = "a-token-for-this-test"
READERS = ["/latest/", "/news/1/bridge-0/", "/feeds/latest.rss", "/archive/", "/sitemap.xml", "/search/?q=bridge"]


# --- The router ---------------------------------------------------------------------------------------------


@pytest.fixture
def routed(settings):
    settings.DATABASE_ROUTERS = ["portal.serving.replica.Router"]


@pytest.fixture
def other(tmp_path, transactional_db, django_db_blocker):
    with other_database(tmp_path, migrated=True) as alias:
        yield alias


@pytest.mark.usefixtures("routed")
def test_readers_questions_of_every_kind_go_to_the_replica_and_writes_to_the_database_itself(other):
    story = make_article("In the database itself")
    prepared = Prepared(lambda pk: Article.objects.filter(pk=pk))
    assert (prepared(story.pk), len(filled_months())) == ([story], 1)
    with replica.reading_from(other):
        assert (list(Article.objects.all()), prepared(story.pk), filled_months()) == ([], [], [])
        Article.objects.filter(pk=story.pk).update(headline="Written")
        story.save()
    assert (Article.objects.count(), Article.objects.using(other).count()) == (1, 0)
    assert prepared(story.pk) == [story]


@pytest.mark.usefixtures("routed")
def test_outside_of_readers_pages_rows_stay_where_they_were_read():
    assert (router.db_for_read(Article), router.db_for_write(Article)) == ("default", "default")
    story = Article()
    story._state.db = "other"
    assert router.db_for_read(Article, instance=story) == router.db_for_write(Article, instance=story) == "other"
    assert not router.allow_migrate(replica.REPLICA, "articles")
    assert router.allow_migrate("default", "articles")


def test_a_replica_that_fails_is_left_alone_for_a_while_and_told_of_once(settings, monkeypatch, caplog):
    monkeypatch.setitem(settings.DATABASES, "replica", {})
    now = 100.0
    health = replica.Health(lambda: now)
    assert health.place() == "replica"
    for _ in range(3):
        health.failed("OperationalError")
        assert health.place() == "default"
        now += replica.PAUSE
        assert health.place() == "replica"
    health.answered()
    health.answered()
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "OperationalError" in caplog.text


def test_the_edition_says_where_it_was_read_and_the_replica_is_read_again_when_it_is_back(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "replica", {})
    now, away = 100.0, set()

    def current(using):
        if using in away:
            raise OperationalError
        return using

    monkeypatch.setattr(edition_clock, "_edition_of", current)
    monkeypatch.setattr(replica, "health", replica.Health(lambda: now))
    assert edition_clock.read_edition() == "replica@replica"
    away.add("replica")
    assert edition_clock.read_edition() == "default"
    away.clear()
    assert edition_clock.read_edition() == "default"
    now += replica.PAUSE
    assert edition_clock.read_edition() == "replica@replica"
    away.update({"replica", "default"})
    with pytest.raises(OperationalError):
        edition_clock.read_edition()


def test_a_site_without_a_replica_has_no_router(settings):
    assert settings.DATABASE_ROUTERS == []
    assert replica.Health().place() == "default"


# --- PostgreSQL and its hot standby, gunicorn in front ------------------------------------------------------


@pytest.fixture(scope="module")
def primary():
    with Postgres() as running:
        yield running


@pytest.fixture(scope="module")
def given(primary, tmp_path_factory):
    home = tmp_path_factory.mktemp("site")
    found = environment(home, primary.address) | {"LOG_REQUESTS": "1", "METRICS_TOKEN": TOKEN}
    return found | {"COOKIE": set_up_site(found, "Bridge 0")}


@pytest.fixture
def standby(primary, given):
    with Postgres(primary) as running:
        yield running


@pytest.fixture
def site(given, standby, tmp_path):
    """A server, and the file of its log lines."""
    log = tmp_path / "log"
    with open(log, "wb") as file, serve(given | {"DATABASE_REPLICA_URL": standby.address}, stdout=file) as server:
        server.get("/healthz")
        yield server, log


def lines(log):
    return [json.loads(line) for line in log.read_bytes().splitlines()]


def ask(postgres, question, *values):
    with psycopg.connect(postgres.address, autocommit=True) as connection:
        done = connection.execute(question, values)
        return done.fetchone() if done.description else None


def publish(postgres, headline):
    """As any program would, past Django; the edition moves by triggers."""
    ask(postgres, "UPDATE articles_article SET headline = %s WHERE id = 1", headline)


def until(well, most=10):
    start = time.monotonic()
    while not well():
        assert time.monotonic() < start + most
        time.sleep(0.02)


def shows(server, headline, path="/latest/", **headers):
    return headline in server.get(path, **headers).text


def lag_of(server) -> float:
    figures = server.get("/metrics", Authorization=f"Bearer {TOKEN}").text
    return float(figures.partition("\nportal_replica_lag_seconds ")[2].split()[0])


def test_readers_see_the_replica_and_editors_the_database_itself(site, primary, standby, given):
    server, log = site
    publish(primary, "Before")
    until(lambda: shows(server, "Before"))
    ask(standby, "SELECT pg_wal_replay_pause()")
    until(lambda: ask(standby, "SELECT pg_get_wal_replay_pause_state()") == ("paused",))
    publish(primary, "After")
    assert shows(server, "After", Cookie=given["COOKIE"])
    assert shows(server, "After", "/admin/articles/article/", Cookie=given["COOKIE"])
    time.sleep(2)  # what a page of the database itself would have had until now
    assert 2 < lag_of(server) < 30
    for path in ("/latest/", "/latest/?before=9999999999999999-9", "/feeds/latest.rss", "/search/?q=before"):
        text = server.get(path).text
        assert "After" not in text, path
    assert shows(server, "Before", "/search/?q=before")
    ask(standby, "SELECT pg_wal_replay_resume()")
    start = time.monotonic()
    until(lambda: shows(server, "After"))
    assert time.monotonic() - start < 8
    assert lag_of(server) == 0
    assert {line["edition"].partition("@")[2] for line in lines(log) if line["cache"] == "miss"} == {"replica"}


def test_a_replica_that_lags_under_load_never_leaves_an_older_page_under_a_newer_edition(site, primary, standby):
    server, log = site
    ask(standby, "ALTER SYSTEM SET recovery_min_apply_delay = '1500ms'")
    ask(standby, "SELECT pg_reload_conf()")
    enough = Event()

    def read():
        seen = []
        while not enough.is_set():
            answer = server.get("/latest/")
            seen.append((answer.headers["X-Request-ID"], answer.text.partition("Headline ")[2].partition("<")[0]))
        return seen

    with ThreadPoolExecutor(3) as pool:
        reading = [pool.submit(read) for _ in range(3)]
        try:
            for number in range(40):
                publish(primary, f"Headline {number}")
                time.sleep(0.15)
            until(lambda: shows(server, "Headline 39"))
        finally:
            enough.set()
        seen = dict(pair for one in reading for pair in one.result(30))
    told = [(line["edition"], int(seen[line["id"]])) for line in lines(log) if seen.get(line["id"])]
    assert len({edition for edition, _ in told}) > 3
    newest = -1
    for _, number in told:  # nobody is ever shown less than was shown before
        assert number >= newest
        newest = number
    assert newest == 39


def test_a_replica_that_dies_costs_no_reader_a_page(site, primary, standby):
    server, log = site
    publish(primary, "Alive")
    until(lambda: shows(server, "Alive"))
    standby.stop()
    start = time.monotonic()
    for path in READERS:
        assert server.get(path).status == 200, path
    publish(primary, "Without a replica")
    until(lambda: shows(server, "Without a replica"), most=8)
    for path in READERS:
        assert server.get(path).status == 200, path
    assert time.monotonic() - start < 20
    assert not any(line["edition"].endswith(replica.MARK) for line in lines(log)[-len(READERS) :])
    standby.start()


def test_a_replica_that_has_not_got_what_a_migration_brought_costs_no_reader_a_page(site, primary, standby):
    server, log = site
    ask(primary, "ALTER TABLE articles_article RENAME summary TO summary_before")
    has_it = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'summary_before'"
    until(lambda: ask(standby, has_it)[0])
    ask(standby, "SELECT pg_wal_replay_pause()")
    ask(primary, "ALTER TABLE articles_article RENAME summary_before TO summary")
    for path in READERS:
        assert server.get(path).status == 200, path
    assert {line["status"] for line in lines(log)} == {200}


def test_readers_read_on_while_the_database_itself_is_away(site, primary):
    server, _ = site
    for path in READERS:
        server.get(path)
    primary.stop()
    try:
        time.sleep(2)
        for path in (*READERS, "/tag/nothing-of-the-kind/", "/latest/?before=9999999999999999-9"):
            assert server.get(path).status in (200, 301, 404), path
        assert server.get("/latest/").headers["X-Cache"] == "hit"
        assert server.get("/readyz").status == 503
    finally:
        primary.start()


def test_migrations_and_checks_leave_the_replica_alone(given, standby):
    with_replica = given | {"DATABASE_REPLICA_URL": standby.address}
    run(with_replica, 'from django.core.management import call_command; call_command("migrate", verbosity=0)')
    call = 'from django.core.management import call_command; call_command("makemigrations", check=True, verbosity=0)'
    run(with_replica, call)
    printed = run(
        with_replica | {"DATABASE_REPLICA_URL": "postgres://127.0.0.1:1/none"},
        "from articles.models import Article; print(Article.objects.count())",
    )
    assert printed == "1\n"
