"""Where LOG_FORMAT is json every line of the log is an object: gunicorn's, warnings, tracebacks, commands' failures."""

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import RequestFactory

from portal.monitoring import log_format
from portal.monitoring.log_filters import RefusedHosts

ROOT = Path(__file__).parent.parent.parent
PRODUCTION = {
    "DJANGO_SECRET_KEY": "a-key-for-this-test-" * 3,
    "DJANGO_ALLOWED_HOSTS": "news.example.org",
    "LOG_FORMAT": "json",
}


@pytest.fixture
def start(tmp_path):
    def start(*command, **variables):
        """Run Python with these variables alone, and give (exit code, the objects on standard error)."""
        environment = {"PATH": os.environ["PATH"], "PORTAL_VAR_DIR": str(tmp_path / "var"), **PRODUCTION, **variables}
        done = subprocess.run(  # noqa: S603
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, [json.loads(line) for line in done.stderr.splitlines()]

    return start


def test_gunicorns_own_lines_and_a_wrong_setting_are_objects(start):
    code, lines = start(
        "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", "127.0.0.1:0", "portal.wsgi",
        WEB_CONCURRENCY="1", PREVIEW_HOURS="two days",
    )  # fmt: skip
    messages = {(line["level"], line["logger"], line["message"]) for line in lines}
    assert code == 4
    assert ("ERROR", "gunicorn", "PREVIEW_HOURS is 'two days': set it to a whole number, 0 or more") in messages
    assert [
        message for level, logger, message in messages if logger == "gunicorn.error" and "exited with code 4" in message
    ]


def test_a_commands_failure_is_an_object(start):
    code, lines = start("manage.py", "import_seeds", "/nowhere")
    assert code == 2
    assert [(line["level"], line["logger"]) for line in lines] == [("ERROR", "manage.import_seeds")]
    assert lines[0]["message"].startswith("CommandError: /nowhere: ")


def test_a_traceback_is_one_object(start):
    code, [line] = start("-c", "from portal.monitoring import log_format; log_format.start('trial'); {}['none']")
    assert code == 1
    assert (line["level"], line["message"]) == ("CRITICAL", "KeyError: 'none'")
    assert line["exception"].startswith("Traceback (most recent call last):\n")


def test_a_warning_is_one_object(start):
    code = "import django, warnings; django.setup(); warnings.warn('old', DeprecationWarning)"
    _, [line] = start("-W", "always", "-c", code, DJANGO_SETTINGS_MODULE="portal.settings")
    assert (line["level"], line["logger"]) == ("WARNING", "py.warnings")
    assert "DeprecationWarning: old" in line["message"]


@pytest.mark.parametrize("more", [{"LOG_COMMANDS": "1"}, {"JOURNAL_STREAM": "of its standard output"}, {}])
def test_what_a_command_prints_is_the_log_only_where_it_goes_there(more):
    environ = {"LOG_FORMAT": "json", **more}
    with open("/dev/null", "w") as stream:
        if "JOURNAL_STREAM" in more:
            there = os.fstat(stream.fileno())
            environ["JOURNAL_STREAM"] = f"{there.st_dev}:{there.st_ino}"
        assert log_format.is_journal(stream, environ) == bool(more)


def test_a_line_that_is_an_object_stays_and_every_other_becomes_one():
    written = io.StringIO()
    stream = log_format.JsonStream(written, "INFO", "manage.backup")
    stream.write('{"level": "ERROR"}\n3 rows')
    stream.write(", 2 files\n\n{no object}\nbegun")
    stream.finish()
    lines = written.getvalue().splitlines()
    assert lines[0] == '{"level": "ERROR"}'
    assert [json.loads(line)["message"] for line in lines[1:]] == ["3 rows, 2 files", "{no object}", "begun"]
    assert {json.loads(line)["logger"] for line in lines[1:]} == {"manage.backup"}


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({}, "json"),
        ({"DJANGO_INSECURE_HTTP": "1"}, "line"),
        ({"DJANGO_DEBUG": "true"}, "line"),
        ({"DJANGO_DEBUG": "0"}, "json"),
        ({"DJANGO_DEBUG": "1", "LOG_FORMAT": "json"}, "json"),
        ({"LOG_FORMAT": "line"}, "line"),
    ],
)
def test_lines_are_for_people_on_ones_own_machine_and_objects_elsewhere(environ, wanted):
    assert log_format.chosen_format(environ) == wanted


class Clock:
    seconds = 100.0

    def __call__(self):
        return self.seconds


def refused(host):
    """Django's record of a refused host."""
    request = RequestFactory().get("/", headers={"host": host})
    record = logging.LogRecord("django.security.DisallowedHost", logging.ERROR, "x.py", 1, "Invalid", (), None)
    record.request = request
    return record


def test_a_refused_host_is_told_at_once_and_a_flood_of_them_is_a_line_a_minute():
    clock = Clock()
    hosts, messages = RefusedHosts(clock), []
    for second in range(130):
        clock.seconds = 100.0 + second
        for number in range(10):
            record = refused(f"host{second}-{number}.example")
            if hosts.filter(record):
                messages.append((record.levelname, record.getMessage()))
    because = "DJANGO_ALLOWED_HOSTS does not list it"
    assert messages == [
        ("WARNING", f"the host 'host0-0.example' is refused: {because}"),
        (
            "WARNING",
            f"the host 'host60-0.example' is refused: {because}; 599 more hosts were refused since the last such line",
        ),
        (
            "WARNING",
            f"the host 'host120-0.example' is refused: {because}; 599 more hosts were refused since the last such line",
        ),
    ]


def test_a_refused_hosts_line_is_short_whatever_the_host_is():
    record = refused("x" * 5000 + '"\n')
    assert RefusedHosts(Clock()).filter(record)
    assert len(record.getMessage()) < 200
    assert "\n" not in record.getMessage()


def test_a_page_asked_for_under_another_host_is_in_the_log(client, settings, caplog):
    settings.ALLOWED_HOSTS = ["news.example.org"]
    for log in logging.getLogger("django.security.DisallowedHost").filters:
        log._silent_until = float("-inf")
    assert client.get("/", headers={"host": "forgotten.example"}).status_code == 400
    assert "the host 'forgotten.example' is refused: DJANGO_ALLOWED_HOSTS does not list it" in caplog.text
