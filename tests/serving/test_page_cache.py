"""A public page is rendered once, and then served until its edition ends."""

import pytest

from tests.support.pagecache import ManualClock, Site, ask, make_page_cache


def test_a_page_is_rendered_once_and_then_served():
    site = Site(b"The front page")
    cache = make_page_cache(site)
    first, second = ask(cache), ask(cache)
    assert (first.x_cache, second.x_cache) == ("miss", "hit")
    assert first[0] == second[0] == "200 OK"
    assert first.body == second.body == b"The front page"
    assert first.headers | {"X-Cache": "hit"} == second.headers
    assert len(site.asked) == 1


def test_it_keeps_the_sites_headers_and_says_how_long_it_is_and_that_codings_differ():
    site = Site(b"The front page", headers=[("Content-Security-Policy", "default-src 'none'")])
    headers = ask(make_page_cache(site)).headers
    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["Cache-Control"] == "public, max-age=0, s-maxage=1"
    assert (headers["Content-Length"], headers["Vary"]) == ("14", "Accept-Encoding")


def test_nginx_may_keep_a_page_to_the_end_of_the_second():
    cache = make_page_cache(Site())
    assert {ask(cache).headers["X-Accel-Expires"] for _ in range(2)} == {"@1795521600"}


@pytest.mark.parametrize("status", ["301 Moved Permanently", "410 Gone"])
def test_a_lasting_redirect_and_a_withdrawn_page_are_kept_too(status):
    cache = make_page_cache(Site(status=status))
    assert (ask(cache).x_cache, ask(cache).x_cache, ask(cache).status) == ("miss", "hit", status)


def test_head_has_the_headers_of_get_and_no_body():
    site = Site(b"The front page")
    cache = make_page_cache(site)
    cold, warm, full = ask(cache, method="HEAD"), ask(cache, method="HEAD"), ask(cache)
    assert (cold.body, warm.body, full.body) == (b"", b"", b"The front page")
    assert warm.headers == full.headers
    assert [environ["REQUEST_METHOD"] for environ in site.asked] == ["GET"]


def test_a_page_is_rendered_anew_after_five_minutes_whatever_the_edition_says():
    site, clock = Site(), ManualClock()
    cache = make_page_cache(site, clock=clock)
    assert ask(cache).body == b"rendering number 1"
    clock.advance(299)
    assert ask(cache).body == b"rendering number 1"
    clock.advance(2)
    assert ask(cache).body == b"rendering number 2"


def test_what_a_program_closes_is_closed():
    closed = []

    class Chunks(list):
        def close(self):
            closed.append(True)

    def site(environ, start_response):
        start_response("200 OK", [])
        return Chunks([b"a", b"b"])

    assert ask(make_page_cache(site)).body == b"ab"
    assert closed == [True]
