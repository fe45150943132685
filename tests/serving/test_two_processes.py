"""Two servers on one database: what is saved in one stands on the other's pages within two seconds."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tests.support.databases import site_database
from tests.support.servers import environment, run, serve, set_up_site

pytestmark = pytest.mark.own_database
SOON = 20  # seconds; about one where nothing else runs. Without the edition, a page would stay for five minutes


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The environment of the site's processes; their database is another than the tests' own."""
    home = tmp_path_factory.mktemp("site")
    with site_database(home) as address:
        yield environment(home, address)


@pytest.fixture(scope="module")
def cookie(site):
    """An editor's session, which the site's database holds, and a story."""
    return set_up_site(site)


@pytest.fixture(scope="module")
def servers(site, cookie):
    with serve(site) as one, serve(site, "--worker-class", "gthread", "--threads", "4") as other:
        yield one, other


def wait_for(server, path, text):
    """Request the page until it says `text`; fail if it does not within SOON."""
    start = time.monotonic()
    while text not in server.get(path).text:
        assert time.monotonic() < start + SOON, f"{path} does not say {text!r}"


def press_save(server, cookie, path, **changes):
    """Opens a form of the newsroom, changes some fields and saves it."""
    form = server.get(path, Cookie=cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)[1]
    cookies = f"{cookie}; {'; '.join(value.partition(';')[0] for value in form.headers.get_all('Set-Cookie'))}"
    saved = server.post(path, {"csrfmiddlewaretoken": token, **changes}, Cookie=cookies)
    assert saved.status == 302, saved.text


def test_an_edit_in_the_newsroom_stands_on_the_other_servers_page_while_readers_crowd_it(servers, cookie):
    one, other = servers
    assert other.get("/").headers["X-Cache"] == "miss"
    enough = Event()

    def read():
        seen = set()
        while not enough.is_set():
            seen.add(other.get("/").headers["X-Cache"])
        return seen

    with ThreadPoolExecutor(3) as readers:
        reading = [readers.submit(read) for _ in range(3)]
        try:
            fields = {"name": "Neighbors", "position": 1, "slug": "region", "description": ""}
            press_save(one, cookie, "/admin/articles/section/1/change/", **fields)
            wait_for(other, "/", "Neighbors")
            wait_for(one, "/", "Neighbors")
        finally:
            enough.set()
        assert set.union(*(one.result(30) for one in reading)) <= {"hit", "miss", "stale"}


def test_rows_that_a_program_writes_stand_on_both_servers_pages(servers, site):
    for server in servers:
        server.get("/latest/")
    run(site, 'from articles.models import Article; Article.objects.update(headline="Tunnel opens")')
    for server in servers:
        wait_for(server, "/latest/", "Tunnel opens")


def test_what_the_editor_saw_no_stranger_sees(servers, cookie):
    for server in servers:
        assert server.get("/admin/", Cookie=cookie).headers["X-Cache"] == "pass"
        assert server.get("/", Cookie=cookie).headers["X-Cache"] == "pass"
        assert server.get("/admin/").status == 302
        assert "anahit" not in server.get("/").text
