"""While the database is away, what nobody asked for before answers 503 and says when to come back."""

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from articles.pages import lists
from tests.support.servers import environment, serve


@pytest.fixture
def fails(monkeypatch):
    """Lets the latest news fail with an error."""

    def install(error):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr(lists.LatestPage, "get", fail)
        return Client(raise_request_exception=False).get("/latest/")

    return install


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_page_answers_503_in_the_sites_clothes(fails, error):
    page = fails(error("connection refused"))
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "30", "no-store")
    assert "site.css" in page.text
    assert "Back in a moment" in page.text
    assert "connection refused" not in page.text


def test_an_error_of_our_own_question_is_still_500(fails):
    page = fails(ProgrammingError("no such column"))
    assert page.status_code == 500
    assert "Retry-After" not in page


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_it_is_told_of_in_one_line_without_a_traceback(fails, error, caplog):
    fails(error("connection refused\n\tIs the server running?"))
    [record] = caplog.records
    assert (record.levelname, record.exc_info) == ("WARNING", None)
    told = f"Service Unavailable: /latest/ ({error.__name__}: connection refused Is the server running?)"
    assert record.getMessage() == told


def test_an_error_of_our_own_is_told_with_its_traceback(fails, caplog):
    fails(ProgrammingError("no such column"))
    [record] = caplog.records
    assert (record.levelname, record.exc_info[0]) == ("ERROR", ProgrammingError)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The site with a database that cannot be reached."""
    home = tmp_path_factory.mktemp("away")
    with serve(environment(home, f"sqlite:///{home / 'no-such-folder' / 'site.sqlite3'}")) as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/latest/", "/news/1/a/", "/search/?q=bridge", "/feeds/latest.rss", "/nothing/"])
def test_readers_pages_answer_503(server, path):
    reply = server.get(path)
    assert (reply.status, reply.headers["Retry-After"]) == (503, "30")
    assert "Back in a moment" in reply.text


def test_the_newsroom_answers_503_and_says_what_became_of_the_text(server):
    reply = server.get("/admin/", Cookie="sessionid=abcdefgh")
    assert (reply.status, reply.headers["Retry-After"]) == (503, "30")
    assert "Go back to the form" in reply.text


def test_the_probes_go_on_telling_the_truth(server):
    assert (server.get("/healthz").status, server.get("/readyz").status) == (200, 503)
