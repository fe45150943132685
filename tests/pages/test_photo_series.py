"""A photo series: its first photo above its text, the others in order below it; for programs a gallery."""

import json
import re

import pytest

from tests.support.factories import make_article, make_photo, move_site_to, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    article = make_article("Debed in spring", story_type="series", body="<p>The river in four pictures.</p>")
    show(article, *(make_photo(alt=alt, caption=f"The {alt}") for alt in ("bridge", "tunnel", "tower", "mill")))
    return article


def things(page: str) -> dict:
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    return {thing["@type"]: thing for thing in json.loads(data)["@graph"]}


def test_the_first_photo_stands_above_the_text_the_others_in_order_below_it(client, series):
    page = client.get(series.get_absolute_url()).text
    story = page.partition("<article")[2].partition("</article>")[0]
    above, _, below = story.partition("The river in four pictures.")
    assert [re.findall(r'alt="(\w+)"', part) for part in (above, below)] == [["bridge"], ["tunnel", "tower", "mill"]]
    items = re.findall(
        r'<li id="photo-(\d)">\s*<p class="label" lang="en">(\d / \d)</p>.*?alt="(\w+)"', story, re.DOTALL
    )
    assert items == [
        ("1", "1 / 4", "bridge"),
        ("2", "2 / 4", "tunnel"),
        ("3", "3 / 4", "tower"),
        ("4", "4 / 4", "mill"),
    ]
    assert all(f"<figcaption>The {alt}</figcaption>" in story for _, _, alt in items)


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_cards_say_how_many_photos_a_series_has(client, series, language):
    series.tags.add("Rivers")
    show(make_article("Two photos of a story"), *(make_photo(alt=alt) for alt in ("rain", "snow")))
    if language != "en":
        move_site_to(language)
    prefix, words = (
        ("", "4 photos") if language == "en" else (f"/{language}", {"ru": "4 фото", "hy": "4 լուսանկար"}[language])
    )
    other = "" if language == "en" else f' lang="{language}"'
    for path in ("/", "/latest/", "/section/region/", "/tag/rivers/", "/search/?q=debed"):
        page = client.get(f"{prefix}{path}").text.partition("<main")[2]
        assert page.count(f'</a> <span class="count"{other}>{words}</span></h') == 1, path


def test_a_series_of_one_photo_is_not_counted(client, series):
    show(series, series.photo_uses.first().photo)
    assert 'class="count"' not in client.get("/latest/").text


def test_only_a_series_loads_its_script(client, series):
    assert "js/series" in client.get(series.get_absolute_url()).text
    assert "js/series" not in client.get(make_article().get_absolute_url()).text


def test_a_photo_that_the_text_places_is_not_shown_again(client, series):
    first = series.photo_uses.order_by("position").first().photo_id
    series.body = f"<p>The river.</p><p>[photo {first}]</p>"
    series.save()
    page = client.get(series.get_absolute_url()).text
    assert page.count('alt="bridge"') == 1
    assert "3 / 3" in page


def test_search_engines_get_a_gallery(client, series):
    gallery = things(client.get(series.get_absolute_url()).text)["ImageGallery"]
    assert gallery["name"] == "Debed in spring"
    assert [(one["position"], one["caption"]) for one in gallery["associatedMedia"]] == [
        (at, f"The {alt}") for at, alt in enumerate(("bridge", "tunnel", "tower", "mill"), start=1)
    ]
    assert "ImageGallery" not in things(client.get(make_article(photo=make_photo()).get_absolute_url()).text)


def test_feeds_have_all_of_its_pictures(client, series):
    assert client.get("/feeds/latest.rss").text.count("<media:content ") == 4
    assert client.get("/feeds/latest.atom").text.count("<media:content ") == 4
    [item] = client.get("/feeds/latest.json").json()["items"]
    assert [one["title"] for one in item["attachments"]] == ["tunnel", "tower", "mill"]


def test_ninjs_calls_it_a_composite_and_has_all_of_its_pictures(client, series):
    item = client.get(f"/news/{series.pk}.json").json()
    assert item["type"] == "composite"
    assert [one["name"] for one in item["associations"]] == ["photo", "photo2", "photo3", "photo4"]


def test_without_a_text_it_is_a_flash(series):
    series.body = ""
    series.save()
    assert series.story_type == "flash"
