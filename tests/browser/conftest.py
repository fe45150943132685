"""Chromium for the browser tests, the newsroom's log-in page, and an ear for what the browser complains of."""

import os
import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.desk import PASSWORD, give_password

# Playwright's sync interface keeps an event loop in this thread, in which Django would refuse the
# database. Nothing here is asynchronous: each call returns before the next begins.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM_ARGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
]
QUIET = 0.1  # seconds without a request


def pytest_collection_modifyitems(items):
    """Every test of this folder is marked `browser`; where a server runs, it sees what the test commits."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if "live_server" in item.fixturenames:
                item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Keep SQLite's test database in a file, as a site has it.

    All threads of a server would share one connection to a database in memory, which answers "table is locked" at once.
    """
    for database in settings.DATABASES.values():
        if database["ENGINE"] == "django.db.backends.sqlite3":
            database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "browser.sqlite3")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail(
            "The browser tests need Chromium. Install it (Debian, Ubuntu: apt-get install chromium) "
            "or name one in the variable CHROMIUM.",
            pytrace=False,
        )
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    """Where the site is served: a page may go to "/admin/"."""
    return live_server.url


@contextmanager
def served(django_db_blocker):
    """Serve what the database has during a block. pytest-django's own `live_server` would empty it after each test."""
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
        yield server.url
        for thread in threading.enumerate():  # what still answers a page that has closed must not lose its database
            if "process_request_thread" in thread.name:
                thread.join(timeout=5)
        server.stop()


@pytest.fixture(scope="module")
def demo_server(demo_site, django_db_blocker):
    """The demo site's address."""
    with served(django_db_blocker) as address:
        yield address


@pytest.fixture(scope="module")
def server_in_languages(site_in_languages, django_db_blocker):
    """The address of the demo site in three languages."""
    with served(django_db_blocker) as address:
        yield address


@pytest.fixture(autouse=True)
def last_words(request):
    """A page that closes may still send something: the server answers it before the database goes away."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")  # goes after this, which goes after the page
    begun, ended = [], []
    listeners = (request_started, lambda **_: begun.append(1)), (request_finished, lambda **_: ended.append(1))
    for signal, listener in listeners:
        signal.connect(listener, weak=False)
    yield
    deadline, quiet_since, seen = time.monotonic() + 5, time.monotonic(), len(begun)
    while time.monotonic() < deadline and time.monotonic() - quiet_since < QUIET:
        if len(begun) > len(ended) or len(begun) > seen:
            quiet_since, seen = time.monotonic(), len(begun)
        time.sleep(0.02)
    for signal, listener in listeners:
        signal.disconnect(listener)


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the page's console has said in anger: errors, warnings, what the content policy refused."""
    heard = []
    page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("popup", lambda popup: popup.on("console", lambda said: heard.append(f"popup: {said.text}")))
    return heard


@pytest.fixture
def editor(db) -> User:
    return User.objects.create_superuser("anahit", password=PASSWORD)


@pytest.fixture
def newsroom(page: Page, editor) -> Page:
    """The newsroom's start page, entered through the log-in form."""
    give_password(page, editor.username)
    expect(page.get_by_role("link", name="New article")).to_be_visible()
    return page
