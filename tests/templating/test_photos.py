"""A photo in a page: the browser chooses a size, and nothing moves when it arrives."""

import re

import pytest

from articles.models import Photo
from tests.support.templates import render

ALT = 'A bridge & the "old" town'


def photo(width=1000, height=800, **fields) -> Photo:
    """A photo that no database and no storage knows."""
    return Photo(image="photos/2020/10/ab12.jpg", width=width, height=height, alt=ALT, **fields)


def show(picture, **arguments) -> str:
    return render("{{ photo(picture, **arguments) }}", picture=picture, arguments=arguments)


def attribute(name: str, html: str) -> list[str]:
    return re.findall(rf' {name}="([^"]*)"', html)


def test_each_format_offers_every_width_that_the_picture_has():
    webp, jpeg = attribute("srcset", show(photo()))
    assert webp == ", ".join(f"/media/photos/2020/10/ab12-full-{w}.webp {w}w" for w in (320, 480, 640, 960))
    assert jpeg == ", ".join(f"/media/photos/2020/10/ab12-full-{w}.jpg {w}w" for w in (320, 480, 640, 960))


def test_the_cut_files_are_named_after_the_focal_point():
    webp, _ = attribute("srcset", show(photo(700, 800, focal_x=20, focal_y=70), shape="wide"))
    assert webp.split(", ")[-1] == "/media/photos/2020/10/ab12-wide-20-70-640.webp 640w"


@pytest.mark.parametrize(("shape", "height"), [("full", "768"), ("wide", "640")])
def test_the_size_of_the_largest_keeps_its_place_free(shape, height):
    html = show(photo(), shape=shape)
    assert (attribute("width", html), attribute("height", html)) == (["960"], [height])


def test_a_browser_that_chooses_nothing_gets_the_ordinary_size():
    assert attribute("src", show(photo())) == ["/media/photos/2020/10/ab12-full-640.jpg"]
    assert attribute("src", show(photo(100, 90))) == ["/media/photos/2020/10/ab12-full-100.jpg"]


def test_both_formats_know_how_wide_it_stands():
    assert attribute("sizes", show(photo(), sizes="(min-width: 60rem) 40rem, 100vw")) == [
        "(min-width: 60rem) 40rem, 100vw",
        "(min-width: 60rem) 40rem, 100vw",
    ]


def test_the_alternative_text_is_text():
    assert attribute("alt", show(photo())) == ["A bridge &amp; the &#34;old&#34; town"]


@pytest.mark.parametrize(
    ("lazy", "loading", "priority"), [(True, ["lazy"], []), (False, [], ["high"])], ids=["later", "first"]
)
def test_what_is_seen_first_is_fetched_first_and_the_rest_waits(lazy, loading, priority):
    html = show(photo(), lazy=lazy)
    assert (attribute("loading", html), attribute("fetchpriority", html)) == (loading, priority)
    assert attribute("decoding", html) == ["async"]


def test_without_a_photo_there_is_nothing():
    assert show(None) == ""
