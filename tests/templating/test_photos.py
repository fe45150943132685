"""A photo in a page: the browser chooses a size, and nothing moves when it arrives."""

import re

import pytest

from articles.models import Photo, PhotoUse
from articles.templating.photos import card_shape
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


def test_both_formats_know_how_wide_it_stands_at_most_its_own_pixels():
    assert attribute("sizes", show(photo(), sizes="(min-width: 60rem) 40rem, 100vw")) == [
        "(min-width: 60rem) min(960px, 40rem), min(960px, 100vw)",
        "(min-width: 60rem) min(960px, 40rem), min(960px, 100vw)",
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


@pytest.mark.parametrize(
    ("size", "place", "shape"),
    [
        ((1600, 1067), "lead", "wide"),
        ((1600, 1067), "list", "wide"),
        ((1000, 1600), "lead", "wide"),
        ((639, 500), "lead", ""),
        ((320, 240), "second", "wide"),
        ((159, 159), "list", ""),
        ((600, 1201), "list", ""),
        ((2400, 600), "lead", "full"),
        ((2400, 600), "list", "full"),
        ((959, 300), "lead", ""),
        ((500, 120), "block", "full"),
    ],
)
def test_a_card_cuts_a_photo_only_where_enough_of_it_is_left(size, place, shape):
    assert card_shape(PhotoUse(photo=photo(*size)), place) == shape


def test_a_card_without_a_shape_shows_no_photo():
    assert render('{{ card_photo(picture, "list", "en") }}', picture=PhotoUse(photo=photo(64, 64))) == ""


@pytest.mark.parametrize(
    ("size", "focus", "cut"),
    [
        ((600, 600), (10, 10), 50),
        ((600, 900), (50, 50), 25),
        ((600, 900), (50, 10), 0),
        ((600, 900), (50, 60), 75),
        ((900, 600), (50, 50), 50),
        ((900, 600), (100, 50), 100),
    ],
)
def test_a_portrait_is_cut_around_its_focal_point_or_near_the_top(size, focus, cut):
    picture = photo(*size, focal_x=focus[0], focal_y=focus[1])
    assert attribute("class", render("{{ portrait(picture, 8) }}", picture=picture)) == [f"cut-{cut}"]
