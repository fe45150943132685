"""Every request has an id and one line of JSON; secrets and readers' words are in no line."""

import json
import logging

import pytest

from portal.monitoring.log_format import JsonLines, request_id
from portal.monitoring.request_log import RequestLog


@pytest.fixture
def lines():
    return []


@pytest.fixture
def ask(lines):
    def ask(path="/latest/", application=None, count=None, **more):
        """(the answer's headers, the line) of a GET."""
        answered = {}

        def plain(environ, start_response):
            environ["portal.edition"], environ["portal.cache"] = "e1", "hit"
            start_response("200 OK", [("Content-Length", "5")])
            return [b"bytes"]

        def start_response(status, headers, exc_info=None):
            answered.update(headers)

        log = RequestLog(application or plain, write=lines.append, count=count)
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1"), **more}
        assert log(environ, start_response)
        return answered, json.loads(lines[-1])

    return ask


def test_a_line_says_what_became_of_the_request(ask):
    headers, line = ask()
    assert line.pop("ms") >= 0
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "id": headers["X-Request-ID"], "method": "GET", "path": "/latest/", "status": 200, "bytes": 5, "cache": "hit",
        "edition": "e1",
    }  # fmt: skip


def test_a_proxys_id_is_taken(ask):
    headers, line = ask(HTTP_X_REQUEST_ID="0123456789abcdef")
    assert headers["X-Request-ID"] == line["id"] == "0123456789abcdef"


@pytest.mark.parametrize("given", ["", "short", 'a"b\n{"status": 200}', "x" * 65])
def test_what_does_not_look_like_an_id_is_replaced(ask, given):
    _, line = ask(HTTP_X_REQUEST_ID=given)
    assert line["id"] != given
    assert len(line["id"]) == 16


def test_no_line_holds_a_readers_words_address_or_cookie(ask, lines):
    ask(
        "/search/",
        QUERY_STRING="q=divorce",
        REMOTE_ADDR="203.0.113.9",
        HTTP_X_FORWARDED_FOR="203.0.113.9",
        HTTP_COOKIE="sessionid=verysecret",
        HTTP_AUTHORIZATION="Bearer verysecret",
    )
    assert not [word for word in (b"divorce", b"203.0.113.9", b"verysecret") if word in lines[0]]


def test_a_previews_link_is_not_told(ask):
    assert ask("/preview/MTI:1tabc:signature/")[1]["path"] == "/preview/…"


def test_a_path_of_any_bytes_is_one_line(ask, lines):
    ask('/Երևան"\n')
    assert lines[0].count(b"\n") == 1
    assert json.loads(lines[0])["path"] == '/Երևան"\n'


def test_a_request_that_failed_is_logged_as_500(lines):
    def broken(environ, start_response):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        RequestLog(broken, write=lines.append)({"REQUEST_METHOD": "GET"}, None)
    assert json.loads(lines[0])["status"] == 500


def test_figures_get_status_cache_and_seconds(ask):
    counted = []
    ask(count=lambda *figures: counted.append(figures))
    assert counted[0][:2] == (200, "hit")
    assert 0 <= counted[0][2] < 60


def test_what_the_program_logs_meanwhile_carries_the_requests_id():
    request_id.set("0123456789abcdef")
    try:
        raise ValueError("no such thing")
    except ValueError as error:
        info = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("portal", logging.ERROR, "x.py", 1, "Failed: %s", ("this",), info)
    line = json.loads(JsonLines().format(record))
    assert line["exception"].endswith("ValueError: no such thing")
    assert (line["id"], line["level"], line["logger"], line["message"]) == (
        "0123456789abcdef", "ERROR", "portal", "Failed: this",
    )  # fmt: skip
    request_id.set("")
    assert "id" not in json.loads(JsonLines().format(record))
