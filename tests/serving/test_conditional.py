"""Who has the page already is told so by the cache: 304."""

import pytest

from tests.support.factories import make_article
from tests.support.pagecache import Site, ask, make_page_cache

DATE = "Fri, 02 Oct 2020 08:00:00 GMT"
LATER = "Fri, 02 Oct 2020 09:00:00 GMT"


@pytest.mark.parametrize("known", ["{}", "W/{0}", '"x", {}', '"x",W/{0} , "y"', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_etag_that_was_sent_is_answered_with_304_and_no_body(known, method):
    site = Site(b"The front page")
    cache = make_page_cache(site)
    etag = ask(cache).headers["ETag"].removeprefix("W/")
    answer = ask(cache, method=method, If_None_Match=known.format(etag))
    assert (answer.status, answer.body, answer.x_cache) == ("304 Not Modified", b"", "hit")
    assert answer.headers["ETag"] == f"W/{etag}"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"].startswith("public")
    assert len(site.asked) == 1


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_one_etag_names_the_page_in_every_coding(coding):
    cache = make_page_cache(Site(b"The front page " * 100))
    coded = ask(cache, Accept_Encoding=coding).headers["ETag"]
    assert coded == ask(cache).headers["ETag"]
    assert ask(cache, If_None_Match=coded).status == "304 Not Modified"


@pytest.mark.parametrize("known", ['"x"', "", "W/", "x", '"'])
def test_another_etag_is_sent_the_page(known):
    cache = make_page_cache(Site(b"The front page"))
    ask(cache)
    assert ask(cache, If_None_Match=known).body == b"The front page"


def test_the_etag_is_made_of_the_bytes():
    tags = [ask(make_page_cache(Site(body))).headers["ETag"] for body in (b"one", b"one", b"two")]
    assert tags[0] == tags[1] != tags[2]


def test_a_page_that_is_rendered_at_this_very_moment_may_be_known_already():
    etag = ask(make_page_cache(Site(b"The front page"))).headers["ETag"]
    answer = ask(make_page_cache(Site(b"The front page")), If_None_Match=etag)
    assert (answer.status, answer.x_cache) == ("304 Not Modified", "miss")


def test_a_date_alone_must_be_the_very_one_that_was_sent():
    cache = make_page_cache(Site(b"A feed", headers=[("Last-Modified", DATE)]))
    assert ask(cache).status == "200 OK"
    same = ask(cache, If_Modified_Since=DATE)
    assert (same.status, same.headers["Last-Modified"]) == ("304 Not Modified", DATE)
    assert ask(cache, If_Modified_Since=LATER).status == "200 OK"
    for other in ('"x"', ""):
        assert ask(cache, If_Modified_Since=DATE, If_None_Match=other).status == "200 OK"


def test_a_page_without_a_date_is_sent_to_who_asks_by_date():
    assert ask(make_page_cache(Site(b"The front page")), If_Modified_Since=DATE).status == "200 OK"


@pytest.mark.parametrize("status", ["301 Moved Permanently", "410 Gone"])
def test_what_is_no_page_has_no_etag(status):
    cache = make_page_cache(Site(status=status))
    assert "ETag" not in ask(cache).headers
    assert ask(cache, If_None_Match="*").status == status


@pytest.mark.django_db(transaction=True)  # Django closes its connection after each request
@pytest.mark.parametrize("path", ["/feeds/latest.atom", "/news/{}.json", "/sitemap.xml"])
def test_a_format_that_has_an_etag_of_its_own_keeps_it(client, path):
    path = path.format(make_article("Bridge opens").pk)
    own = client.get(path)["ETag"]
    cache = make_page_cache()
    assert ask(cache, path).headers["ETag"] == f"W/{own}"
    assert ask(cache, path, If_None_Match=own).status == "304 Not Modified"
