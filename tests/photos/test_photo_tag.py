"""A photo in a page: the browser chooses a size, and nothing moves when it arrives."""

import re

import pytest
from django.template import Context, Template

from articles.models import Photo

ALT = 'A bridge & the "old" town'


def photo(width=1000, height=800, **fields) -> Photo:
    """A photo that no database and no storage knows."""
    return Photo(image="photos/2020/10/ab12.jpg", width=width, height=height, alt=ALT, **fields)


def render(picture, arguments="") -> str:
    return Template(f"{{% load photos %}}{{% photo picture {arguments} %}}").render(Context({"picture": picture}))


def attribute(name: str, html: str) -> list[str]:
    return re.findall(rf' {name}="([^"]*)"', html)


def test_each_format_offers_every_width_that_the_picture_has():
    webp, jpeg = attribute("srcset", render(photo()))
    assert webp == ", ".join(f"/media/photos/2020/10/ab12-full-{w}.webp {w}w" for w in (320, 480, 640, 960))
    assert jpeg == ", ".join(f"/media/photos/2020/10/ab12-full-{w}.jpg {w}w" for w in (320, 480, 640, 960))


def test_the_cut_files_are_named_after_the_focal_point():
    webp, _ = attribute("srcset", render(photo(700, 800, focal_x=20, focal_y=70), 'shape="wide"'))
    assert webp.split(", ")[-1] == "/media/photos/2020/10/ab12-wide-20-70-640.webp 640w"


@pytest.mark.parametrize(("shape", "height"), [("full", "768"), ("wide", "640")])
def test_the_size_of_the_largest_keeps_its_place_free(shape, height):
    html = render(photo(), f'shape="{shape}"')
    assert (attribute("width", html), attribute("height", html)) == (["960"], [height])


def test_a_browser_that_chooses_nothing_gets_the_ordinary_size():
    assert attribute("src", render(photo())) == ["/media/photos/2020/10/ab12-full-640.jpg"]
    assert attribute("src", render(photo(100, 90))) == ["/media/photos/2020/10/ab12-full-100.jpg"]


def test_both_formats_know_how_wide_it_stands():
    assert attribute("sizes", render(photo(), 'sizes="(min-width: 60rem) 40rem, 100vw"')) == [
        "(min-width: 60rem) 40rem, 100vw",
        "(min-width: 60rem) 40rem, 100vw",
    ]


def test_the_alternative_text_is_text():
    assert attribute("alt", render(photo())) == ["A bridge &amp; the &quot;old&quot; town"]


@pytest.mark.parametrize(
    ("lazy", "loading", "priority"), [("True", ["lazy"], []), ("False", [], ["high"])], ids=["later", "first"]
)
def test_what_is_seen_first_is_fetched_first_and_the_rest_waits(lazy, loading, priority):
    html = render(photo(), f"lazy={lazy}")
    assert (attribute("loading", html), attribute("fetchpriority", html)) == (loading, priority)
    assert attribute("decoding", html) == ["async"]


def test_without_a_photo_there_is_nothing():
    assert render(None).strip() == ""
