"""What tells one page from another in the cache: host, scheme, path, and the parameters that the view reads."""

import pytest

from tests.support.pagecache import Site, ask, make_page_cache


def stays_the_same(first, second):
    """Whether the second request is served what the first one was; each a path and headers."""
    cache = make_page_cache(Site())
    ask(cache, first[0], **first[1])
    return ask(cache, second[0], **second[1]).x_cache == "hit"


def test_each_path_is_a_page_of_its_own():
    assert not stays_the_same(("/", {}), ("/latest/", {}))


def test_each_host_is_a_site_of_its_own_whatever_its_port_and_case():
    assert not stays_the_same(("/", {}), ("/", {"Host": "localhost"}))
    assert stays_the_same(("/", {"Host": "localhost:8000"}), ("/", {"Host": "LocalHost:8001"}))


def test_a_host_that_django_refuses_is_left_to_django():
    site = Site()
    cache = make_page_cache(site)
    assert [ask(cache, Host="evil.example").x_cache for _ in range(2)] == ["pass", "pass"]
    assert len(cache.store) == 0


def test_https_is_another_page_than_http():
    assert not stays_the_same(("/", {}), ("/", {"Secure": True}))


def test_what_a_request_says_of_its_own_scheme_makes_no_other_page():
    assert stays_the_same(("/", {}), ("/", {"X_Forwarded_Proto": "https"}))


@pytest.mark.parametrize("path", ["/latest/", "/section/region/", "/tag/roads/", "/archive/2020/10/02/"])
def test_the_places_of_a_list_are_pages_of_their_own(path):
    assert not stays_the_same((path, {}), (f"{path}?before=1-1", {}))
    assert not stays_the_same((f"{path}?before=1-1", {}), (f"{path}?before=2-2", {}))
    assert not stays_the_same((f"{path}?before=1-1", {}), (f"{path}?after=1-1", {}))


@pytest.mark.parametrize("query", ["utm_source=x", "before=1-1&utm_source=x", "a&b&c", "%00=%ff"])
def test_a_parameter_that_the_page_does_not_read_neither_reaches_it_nor_fills_the_cache(query):
    site = Site()
    cache = make_page_cache(site)
    ask(cache, "/")
    assert ask(cache, f"/?{query}").x_cache == "hit"
    assert (len(site.asked), len(cache.store)) == (1, 1)


def test_such_a_parameter_is_taken_off_before_the_page_is_rendered():
    site = Site()
    cache = make_page_cache(site)
    ask(cache, "/latest/?utm_source=x&before=1-1&before=2%2D2")
    assert site.asked[0]["QUERY_STRING"] == "before=2-2"
    assert ask(cache, "/latest/?before=2-2").x_cache == "hit"


def test_the_search_is_asked_every_time():
    site = Site()
    cache = make_page_cache(site)
    assert {ask(cache, path).x_cache for path in ("/search/", "/search/?q=a", "/search/?q=a")} == {"pass"}
    assert site.asked[1]["QUERY_STRING"] == "q=a"


def test_a_query_of_more_parameters_than_a_page_could_have_is_left_to_django():
    assert ask(make_page_cache(Site()), "/latest/?" + "a&" * 51).x_cache == "pass"


def test_no_header_of_the_reader_reaches_what_is_kept():
    site = Site()
    ask(
        make_page_cache(site),
        Cookie="a=b",
        User_Agent="x",
        Accept_Language="hy",
        Range="bytes=0-1",
        If_None_Match='"x"',
    )
    assert [name for name in site.asked[0] if name.startswith("HTTP_")] == ["HTTP_HOST"]
