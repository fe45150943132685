"""What every page forbids browsers, and where researchers write to."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from articles.pages import lists
from tests.support.servers import environment, run, serve

pytestmark = pytest.mark.django_db


PLAYERS = (
    "https://www.youtube-nocookie.com https://player.vimeo.com https://platform.twitter.com https://t.me "
    "https://w.soundcloud.com https://www.openstreetmap.org"
)
PLAYING = '"https://www.youtube-nocookie.com" "https://player.vimeo.com" "https://w.soundcloud.com"'
CONTENT = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; form-action 'self'; frame-ancestors 'none'; "
    f"frame-src {PLAYERS}; img-src 'self'; manifest-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'"
)
OF_THE_NEWSROOM = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    f"frame-ancestors 'none'; frame-src 'self' {PLAYERS}; img-src 'self' data:; manifest-src 'self'; "
    "media-src 'self'; {}; "
    "style-src 'self'"
)
OF_A_FILE = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
OF_AN_ANSWER = OF_A_FILE | {"Content-Security-Policy": CONTENT}
OF_A_PAGE = OF_AN_ANSWER | {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": f"accelerometer=(), autoplay=({PLAYING}), camera=(), display-capture=(), "
    f"encrypted-media=({PLAYING}), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()",
}
IN_THE_NEWSROOM = OF_A_PAGE | {"Content-Security-Policy": OF_THE_NEWSROOM.format("script-src 'self'")}
WITH_THE_EDITOR = OF_A_PAGE | {"Content-Security-Policy": OF_THE_NEWSROOM.format("script-src 'self' 'nonce-…'")}
OF_A_PROBE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
HEADERS = {*OF_A_PAGE}
PUBLIC = {
    "/ /latest/ /latest/?before=1-1 /archive/ /archive/2020/ /archive/2020/10/ /archive/2020/10/02/": 200,
    "/section/society/ /tag/roads/ /author/ani/ /corrections/ /partners/ /search/ /search/?q=bridge": 200,
    "/news/1/bridge-opens/ /news/1/history/": 200,
    "/news/1/another/ /latest": 301,
    "/nothing/ /favicon.ico /media/none.jpg /static/none.css /metrics": 404,
    "/news/2/bridge-closed/": 410,
    f"/search/?{'a&' * 1001}": 400,
}
DATA = (
    "/feeds/latest.rss /feeds/latest.atom /feeds/latest.json /section/society/feed.rss /tag/roads/feed.atom "
    "/feeds/corrections.atom /news/1.txt /news/1.md /news/1.json /sitemap.xml /sitemap-news.xml /robots.txt "
    "/manifest.webmanifest /.well-known/security.txt"
)
FURNISH = """
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
from articles.models import Author, Byline
from tests.support.factories import make_article, make_section
story = make_article("Bridge opens", section=make_section("Society"), tags=["Roads"])
Byline.objects.create(article=story, author=Author.objects.create(name="Ani"))
make_article("Bridge closed").withdraw()
client = Client()
client.force_login(User.objects.create_superuser("anahit"))
print(client.cookies["sessionid"].value)
"""


class Site:
    """The site as in production, asked as nginx asks it."""

    def __init__(self, server, session):
        self.server, self.cookie = server, f"sessionid={session}"

    def get(self, path, scheme="https", **headers):
        return self.server.get(path, **{"Host": "news.example.org", "X-Forwarded-Proto": scheme, **headers})

    def says(self, path, **headers):
        """The status, and those of HEADERS that are in the answer; the order of policies and a nonce say nothing."""
        answer = self.get(path, **headers)
        found = {name: value for name, value in answer.headers.items() if name in HEADERS}
        if policy := found.get("Content-Security-Policy"):
            found["Content-Security-Policy"] = re.sub(r"nonce-[^']+", "nonce-…", "; ".join(sorted(policy.split("; "))))
        return answer.status, found


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """The settings of a process as in production, and a collected file."""
    home = tmp_path_factory.mktemp("production")
    (home / "static").mkdir()
    (home / "static" / "site.css").write_text("a{}")
    return environment(home, f"sqlite:///{home}/db.sqlite3") | {
        "DJANGO_INSECURE_HTTP": "0",
        "DJANGO_SECRET_KEY": "a key for a test, of which nobody has to know anything",
        "DJANGO_ALLOWED_HOSTS": "news.example.org",
        "METRICS_TOKEN": "a-token-of-this-test",
        "NEWSROOM_SECOND_FACTOR": "off",
        "SECURITY_CONTACT": "mailto:security@example.org",
        "TRUSTED_PROXIES": "1",
    }


@pytest.fixture(scope="module")
def site(production):
    session = run(production, FURNISH).strip()
    with serve(production) as server:
        yield Site(server, session)


@pytest.mark.parametrize(("paths", "status"), PUBLIC.items(), ids=lambda value: str(value)[:40])
def test_every_page_forbids_what_it_never_asks_for(site, paths, status):
    for path in paths.split():
        assert site.says(path) == (status, OF_A_PAGE), path


def test_data_forbids_likewise_but_other_sites_may_fetch_it(site):
    for path in DATA.split():
        assert site.says(path) == (200, OF_AN_ANSWER), path


def test_a_link_to_a_draft_goes_nowhere_with_its_reader(site):
    assert site.says("/preview/x/") == (404, OF_A_PAGE | {"Referrer-Policy": "no-referrer"})


def test_files_are_what_they_say(site):
    assert site.says("/static/site.css") == (200, OF_A_FILE)


def test_probes_can_be_nothing_but_text(site):
    for path in ("/healthz", "/readyz", "/metrics"):
        assert site.says(path, Authorization="Bearer a-token-of-this-test") == (200, OF_A_PROBE), path


def test_the_newsroom_may_do_a_little_more_and_its_editor_runs_by_a_nonce(site):
    assert site.says("/admin/") == (302, IN_THE_NEWSROOM)
    assert site.says("/admin/login/") == (200, IN_THE_NEWSROOM)
    for path in ("/admin/", "/admin/articles/article/", "/admin/articles/front/", "/admin/account/"):
        assert site.says(path, Cookie=site.cookie) == (200, IN_THE_NEWSROOM), path
    assert site.says("/admin/articles/article/add/", Cookie=site.cookie) == (200, WITH_THE_EDITOR)
    assert site.says("/admin/nothing/", Cookie=site.cookie) == (404, OF_A_PAGE)


def test_cookies_are_for_https_and_not_for_other_sites(site):
    cookie = site.get("/admin/login/").headers["Set-Cookie"]
    assert {"Secure", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert cookie.startswith("csrftoken=")


def test_a_proxy_says_which_scheme_it_was_and_nobody_else(site, production):
    assert site.get("/").status == 200
    assert site.get("/", scheme="http").headers["Location"] == "https://news.example.org/"
    elsewhere = production | {"FORWARDED_ALLOW_IPS": "10.0.0.5"}
    with serve(elsewhere) as server:
        assert Site(server, "").get("/").headers["Location"] == "https://news.example.org/"


@pytest.mark.usefixtures("site")  # its database
def test_no_other_header_says_where_the_site_stands(production):
    with serve(production, "--config", "deploy/gunicorn.conf.py") as server:
        for header in ("SCRIPT_NAME", "PATH_INFO", "X-Forwarded-Protocol", "X-Forwarded-Ssl", "Forwarded"):
            answer = Site(server, "").get("/latest/", **{header: "/evil"})
            assert (answer.status, "/evil" in answer.text) == (200, False), header


@pytest.mark.parametrize(("error", "status"), [(RuntimeError, 500), (OperationalError, 503)])
def test_a_page_that_fails_forbids_likewise(monkeypatch, error, status):
    def fail(*args, **kwargs):
        raise error("planned")

    monkeypatch.setattr(lists.LatestPage, "get", fail)
    answer = Client(raise_request_exception=False).get("/latest/")
    expected = {name: value for name, value in OF_A_PAGE.items() if name != "Strict-Transport-Security"}
    found = {name: value for name, value in answer.headers.items() if name in HEADERS}
    found["Content-Security-Policy"] = "; ".join(sorted(found["Content-Security-Policy"].split("; ")))
    assert (answer.status_code, found) == (status, expected)


def test_feeds_are_for_other_sites_too(client):
    assert "Cross-Origin-Resource-Policy" not in client.get("/feeds/latest.json").headers


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/", "/admin/nothing/"])
def test_the_newsroom_is_in_no_index(client, path):
    assert client.get(path).headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get("/").headers


def test_the_newsroom_can_stand_at_another_address(tmp_path):
    show = """
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
from django.core.management import call_command
call_command("migrate", verbosity=0)
print([client.get(path).status_code for path in ("/desk-of-ours/login/", "/admin/login/", "/admin/")])
print(client.get("/desk-of-ours/").headers["Location"], client.get("/desk-of-ours/").headers["X-Robots-Tag"])
"""
    process = environment(tmp_path, f"sqlite:///{tmp_path}/db.sqlite3") | {"NEWSROOM_PATH": "desk-of-ours"}
    assert run(process, show).splitlines() == [
        "[200, 404, 404]",
        "/desk-of-ours/login/?next=/desk-of-ours/ noindex, nofollow",
    ]


def test_researchers_find_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT, settings.SITE_URL = "mailto:security@example.org", "https://news.example.org"
    answer = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == "mailto:security@example.org"
    assert lines["Canonical"] == "https://news.example.org/.well-known/security.txt"
    expires = datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=178) < expires - datetime.now(UTC) <= timedelta(days=180)


def test_without_a_contact_there_is_no_such_file(client):
    assert client.get("/.well-known/security.txt").status_code == 404
