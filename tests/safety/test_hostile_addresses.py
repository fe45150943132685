"""No address, parameter, header or method that a stranger can think of brings the site to a 500."""

from urllib.parse import quote

import pytest

from articles.models import Author, Byline, Correction
from tests.support.combinations import sample
from tests.support.factories import make_article, make_brief, make_top_story

pytestmark = pytest.mark.django_db
NONSENSE = {
    "nothing": "",
    "a word": "nonsense",
    "a percent sign": "%25",
    "NUL": "%00",
    "NUL within": "a%00b",
    "half of UTF-8": "%e2%82",
    "Latin-1": "%ff%fe",
    "a surrogate": "%ed%a0%80",
    "controls": "%0d%0aX: y",
    "bidi and zero width": quote("\u202e\u200b\ufeff"),
    "emoji": quote("👨‍👩‍👧"),
    "combining": quote("e" + "\u0301" * 500),
    "ten thousand": "a" * 10_000,
    "ten thousand digits": "9" * 10_000,
    "minus one": "-1",
    "beyond 31 bits": "2147483648",
    "beyond 63 bits": "9223372036854775808",
    "beyond 64 bits": "99999999999999999999999999",
    "Arabic digits": quote("٣"),
    "superscript": quote("²"),
    "a fraction": "1.5",
    "an exponent": "1e9",
    "infinity": "inf",
    "a year that is none": "0000",
    "a day that is none": "0000-00-00",
    "the last day": "9999-12-31",
    "a cursor": "1601625600000000-1",
    "the largest cursor": "99999999999999999-999999999999999999",
    "a cursor too large": "999999999999999999999-99999999999999999999",
    "a cursor below zero": "-1--1",
    "SQL": quote("' OR 1=1; DROP TABLE articles_article;--"),
    "FTS5": quote('headline:"a" NEAR(b c) ^d AND NOT (e* OR {f}:g'),
    "tsquery": quote("a & !b | (c <-> d):*A"),
    "an open quote": quote('"peace talks'),
    "only quotes": quote('"""""“”'),
    "only stars": "*+*+**",
    "a template": quote("{{ settings.SECRET_KEY }}{% load x %}"),
    "a script": quote("<script>alert(1)</script>"),
    "path upwards": "../../etc/passwd",
    "encoded path upwards": "..%2f..%2fetc%2fpasswd",
}
PATHS = (
    "/{}",
    "/{}/",
    "/section/{}/",
    "/tag/{}/",
    "/author/{}/",
    "/section/{}/feed.rss",
    "/tag/{}/feed.atom",
    "/author/{}/feed.json",
    "/section/region/feed.{}",
    "/feeds/latest.{}",
    "/feeds/{}.rss",
    "/feeds/corrections.{}",
    "/news/{}/",
    "/news/{}/a-slug/",
    "/news/1/{}/",
    "/news/{}.txt",
    "/news/{}.md",
    "/news/{}.json",
    "/news/1.{}",
    "/archive/{}/",
    "/archive/2020/{}/",
    "/archive/2020/10/{}/",
    "/archive/{}/10/02/",
    "/sitemaps/{}.xml",
    "/sitemaps/2020-10_{}.xml",
    "/media/{}",
    "/media/photos/{}.jpg",
    "/media/{}.webp",
    "/static/{}",
    "/latest/?before={}",
    "/latest/?after={}",
    "/latest/?before={0}&after={0}",
    "/latest/?before=1601625600000000-1&before={}",
    "/section/region/?before={}",
    "/tag/roads/?after={}",
    "/author/ani/?before={}",
    "/archive/2020/10/02/?after={}",
    "/corrections/?before={}",
    "/search/?q={}",
    "/search/?q={}&section=region&tag=roads&from=2020-01-01&to=2020-12-31",
    "/search/?q=story&section={}",
    "/search/?q=story&tag={}",
    "/search/?q=story&from={}",
    "/search/?q=story&to={}",
    "/search/?q=story&page={}",
    "/search/?q=story&q={}",
    "/search/?{}=story",
    "/?{}",
    "/?q={0}&{0}",
)
KNOWN = (
    "/",
    "/latest/",
    "/section/region/",
    "/tag/roads/",
    "/author/ani/",
    "/archive/",
    "/archive/2020/10/02/",
    "/corrections/",
    "/search/?q=story",
    "/feeds/latest.rss",
    "/feeds/latest.atom",
    "/feeds/latest.json",
    "/sitemap.xml",
    "/sitemaps/2020-10.xml",
    "/robots.txt",
    "/manifest.webmanifest",
    "/healthz",
    "/readyz",
    "/news/{story}/the-story/",
    "/news/{story}.txt",
    "/news/{story}.md",
    "/news/{story}.json",
    "/news/{brief}/the-brief/",
)
HEADERS = {
    "Accept": ("", "*", "*/*;q=nan", "text/html;q=0", "application/json", ";" * 1000, "a/b;q=" + "9" * 500),
    "Accept-Encoding": ("", "gzip;q=-1", "br;q=x", "identity;q=0,*;q=0", "," * 1000),
    "Accept-Language": ("", "xx", "hy;q=0.1, ru;q=", "a" * 1000, "-" * 100, ";q=1,,,"),
    "If-None-Match": ("", "*", "W/", '"', '"\xff"', "," * 500, '"a" "b"'),
    "If-Modified-Since": ("", "0", "yesterday", "Thu, 99 Foo 0000 99:99:99 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"),
    "If-Unmodified-Since": ("Mon, 01 Jan 1990 00:00:00 GMT", "never"),
    "If-Match": ('"none"', "*"),
    "Range": ("bytes=0-0", "bytes=-1", "bytes=9-1", "lines=1"),
    "Cookie": ("sessionid=" + "a" * 5000, "=", "a=b; a", "csrftoken=\x01"),
    "Referer": ("javascript:alert(1)", "http://[", "\xff"),
    "X-Forwarded-Proto": ("ftp", ""),
    "X-Forwarded-Host": ("evil.example",),
    "Host": ("evil.example", "127.0.0.1:99999999", "[::1", "", "a b", "127.0.0.1\x00"),
}


@pytest.fixture
def site():
    """One of everything that the addresses above name."""
    story = make_article("The story", tags=["Roads"])
    Byline.objects.create(article=story, author=Author.objects.create(name="Ani"))
    Correction.objects.create(article=story, text="It was two.")
    make_top_story(story)
    return {"story": story.pk, "brief": make_brief("The brief").pk}


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("number", "kind"), list(enumerate(NONSENSE)))
def test_nonsense_in_an_address_is_answered_as_what_it_is(client, number, kind):
    paths = [*sample(PATHS, 4, start=number), "/search/?q={}"]  # a path meets ten kinds, the search all of them
    answers = {path: client.get(path.format(NONSENSE[kind])).status_code for path in paths}
    assert {path: status for path, status in answers.items() if status not in (200, 301, 302, 400, 404)} == {}


@pytest.mark.parametrize("path", ["/", "/feeds/latest.atom", "/sitemap.xml", "/news/{story}.json", "/robots.txt"])
@pytest.mark.parametrize("header", HEADERS)
def test_odd_headers_do_no_harm(client, site, path, header):
    for value in HEADERS[header]:
        answer = client.get(path.format(**site), headers={header: value})
        assert answer.status_code in (200, 304, 400, 412), value


@pytest.mark.parametrize("path", KNOWN)
def test_other_methods_are_refused_and_head_has_no_body(client, site, path):
    path = path.format(**site)
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X" * 500):
        status = client.generic(method, path, b"a=b").status_code
        assert status == (200 if path in ("/healthz", "/readyz") else 405), method
    asked, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (asked.status_code, b"")
    assert client.options(path).status_code in (200, 405)
