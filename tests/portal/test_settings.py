"""The settings stop on nonsense; each start here is a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import servers

ROOT = Path(__file__).parent.parent.parent
STOPS = 4  # gunicorn's number for a program that cannot be loaded: it ends, too
PRODUCTION = {"DJANGO_SECRET_KEY": "a-key-for-this-test-" * 3, "DJANGO_ALLOWED_HOSTS": "news.example.org"}


@pytest.fixture(scope="module")
def forks():
    with servers.forks() as running:
        yield running


@pytest.fixture
def start(tmp_path, forks):
    def start(*command, **variables):
        """Runs Python with these variables alone and gives the finished process."""
        environment = {"PATH": os.environ["PATH"], "PORTAL_VAR_DIR": str(tmp_path / "var"), **variables}
        if command[0] != "-m":
            return forks.run(tmp_path, environment, *command)
        arguments = [sys.executable, *command]
        return subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    return start


def load(start, **variables):
    return start("-c", "import portal.wsgi", **variables)


def test_production_without_a_key_stops_with_the_variables_name_and_the_cure(start):
    done = load(start, DJANGO_ALLOWED_HOSTS="news.example.org")
    assert done.returncode == STOPS
    assert "DJANGO_SECRET_KEY is not set" in done.stderr
    assert "make run" in done.stderr


@pytest.mark.parametrize("arguments", [("migrate",), ("import_seeds", "x"), ("help",), ("runserver",), ("no_such",)])
def test_every_command_stops_on_a_wrong_setting_with_one_line(start, arguments):
    done = start("manage.py", *arguments, **(PRODUCTION | {"PREVIEW_HOURS": "two days", "LOG_FORMAT": "line"}))
    assert done.returncode == 1
    assert done.stderr == "PREVIEW_HOURS is 'two days': set it to a whole number, 0 or more\n"


@pytest.mark.parametrize("options", [(), ("--config", "deploy/gunicorn.conf.py")])
def test_gunicorn_ends_with_the_message_and_no_traceback(start, options):
    wrong = {"DJANGO_ALLOWED_HOSTS": "news.example.org", "LOG_FORMAT": "line", "WEB_CONCURRENCY": "1"}
    done = start("-m", "gunicorn", *options, "--bind", "127.0.0.1:0", "portal.wsgi", **wrong)
    assert done.returncode == STOPS
    assert "DJANGO_SECRET_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_configured_and_no_local_trial_is_production_and_stops(start):
    assert "DJANGO_SECRET_KEY is not set" in load(start).stderr


def test_production_without_hosts_stops(start):
    assert "DJANGO_ALLOWED_HOSTS is not set" in load(start, DJANGO_SECRET_KEY="x" * 50).stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DJANGO_DEBUG", "perhaps"),
        ("SITE_URL", "news.example.org"),
        ("SITE_URL", "http://[news"),
        ("SITE_URL", "https://news.example.org:port"),
        ("PORTAL_VAR_DIR", "/proc/var"),
        ("PORTAL_VAR_DIR", "/dev/null"),
        ("SITE_TAG_AUTHORITY", "News, today"),
        ("DATABASE_URL", "nonsense://x"),
        ("DATABASE_REPLICA_URL", "nonsense://x"),
        ("DATABASE_REPLICA_URL", "postgres://portal@10.0.0.6/portal"),  # of SQLite there is no replica
        ("PREVIEW_HOURS", "two days"),
        ("NOTICE_MAIL", "1"),  # nothing says how to send mail
        ("PAGE_CACHE_MB", "-1"),
        ("PAGE_CACHE_STALE_SECONDS", "ten"),
        ("NEWSROOM_SECOND_FACTOR", "yes"),
        ("TRUSTED_PROXIES", "nginx"),
        ("SESSION_IDLE_MINUTES", "0"),
        ("SESSION_HOURS", "0"),
        ("LOG_FORMAT", "xml"),
        ("DJANGO_LOG_LEVEL", "LOUD"),
        ("SLOW_QUERY_MS", "fast"),
        ("METRICS_TOKEN", "short"),
        ("SENTRY_DSN", "sentry.example"),
        ("MACHINES", "several"),
        ("NEWSROOM_PATH", "news room"),
        ("SECURITY_CONTACT", "security@example.org"),
        ("ADS_TXT", "/no/such/file"),
        ("TRUST_TXT", "/"),
    ],
)
def test_a_value_that_makes_no_sense_stops_with_the_variables_name(start, name, value):
    done = load(start, **(PRODUCTION | {name: value}))
    assert done.returncode == STOPS
    assert name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_REPLICA_URL", "COPY_DATABASE_TO"])
@pytest.mark.parametrize("address", ["postgres://portal:tell/nobody@h/db", "postgres://portal@h:nobody/tell"])
def test_an_address_that_cannot_be_read_is_told_without_its_password(start, name, address):
    done = load(start, **(PRODUCTION | {name: address}))
    assert done.returncode == STOPS
    assert f"{name}: set it to an address such as postgres://" in done.stderr
    assert "tell" not in done.stderr
    assert "nobody" not in done.stderr


def test_a_replica_of_postgresql_is_taken(start):
    both = {
        "DATABASE_URL": "postgres://portal@10.0.0.5/portal",
        "DATABASE_REPLICA_URL": "postgres://portal@10.0.0.6/portal",
    }
    assert load(start, **PRODUCTION, **both).returncode == 0


def test_production_with_key_and_hosts_starts(start):
    assert load(start, **PRODUCTION).returncode == 0


def test_production_settings_pass_djangos_own_deployment_checks(start):
    security = ("--tag", "security", "--deploy", "--fail-level", "WARNING")
    done = start("manage.py", "check", *security, TRUSTED_PROXIES="1", **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_an_empty_machine_is_told_what_it_lacks(start):
    done = start("manage.py", "check", "--deploy", TRUSTED_PROXIES="1", **PRODUCTION)
    assert done.returncode == 1
    assert {word for word in ("portal.E007", "portal.E008", "portal.E009", "portal.E010") if word in done.stderr} == {
        "portal.E008", "portal.E009",
    }  # fmt: skip
    assert "manage.py migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_told_without_a_traceback(start):
    away = {"DATABASE_URL": "postgres://portal:tell-nobody@127.0.0.1:1/portal"}
    checked = start("manage.py", "check", "--deploy", TRUSTED_PROXIES="1", **PRODUCTION, **away)
    migrated = start("manage.py", "migrate", **PRODUCTION, **away)
    for done, message in ((checked, "(portal.E007) DATABASE_URL: "), (migrated, "The database in DATABASE_URL: ")):
        assert done.returncode == 1
        assert message in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
        assert "tell-nobody" not in done.stderr


def test_a_machine_of_ones_own_makes_its_own_key_and_keeps_it(start, tmp_path):
    show = ("manage.py", "shell", "-v0", "-c", "from django.conf import settings; print(settings.SECRET_KEY)")
    first, second = start(*show), start(*show)
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    key = tmp_path / "var" / "secret_key"
    assert key.read_text() == first.stdout.strip()
    assert len(key.read_text()) > 50
    assert key.stat().st_mode & 0o777 == 0o600


def test_one_variable_of_production_ends_the_convenience(start):
    assert "DJANGO_SECRET_KEY is not set" in start("manage.py", "check", DJANGO_DEBUG="0").stderr


@pytest.mark.parametrize(
    ("variables", "wrapped"),
    [({}, True), ({"PAGE_CACHE_MB": "0"}, True), ({"DJANGO_DEBUG": "1"}, False), ({"PAGE_CACHE_MB": "5"}, True)],
)
def test_the_page_cache_stands_before_django_except_in_development(start, variables, wrapped):
    show = "import portal.wsgi; print(type(portal.wsgi.application).__name__)"
    done = start("-c", show, **PRODUCTION, LOG_REQUESTS="0", **variables)
    assert done.stdout.strip() == ("PageCache" if wrapped else "PlainContentType"), done.stderr


@pytest.mark.parametrize(
    ("query", "options"),
    [("", "-c jit=off -c max_parallel_workers_per_gather=0"), ("?options=-c%20work_mem%3D8MB", "-c work_mem=8MB")],
)
def test_postgresql_answers_short_questions_at_once_unless_the_address_says_otherwise(start, query, options):
    database = f"postgres://user@127.0.0.1/news{query}"
    code = "from portal.settings import DATABASES; print(DATABASES['default']['OPTIONS'])"
    message = start("-c", code, **PRODUCTION, DATABASE_URL=database).stdout
    assert f"'options': '{options}'" in message
    assert "'connect_timeout': 5" in message


@pytest.mark.parametrize(("level", "logged"), [("WARNING", True), ("ERROR", False)])
def test_django_is_silent_below_the_level(start, level, logged):
    code = "import django, logging; django.setup(); logging.getLogger('django.request').warning('a page is missing')"
    done = start(
        "-c", code, **PRODUCTION, DJANGO_SETTINGS_MODULE="portal.settings", DJANGO_LOG_LEVEL=level, LOG_FORMAT="line"
    )
    assert ("a page is missing" in done.stderr) == logged, done.stderr
