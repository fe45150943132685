"""Photos of every shape in every place: no larger than their pixels, whole or well cut, and nothing moves."""

import pytest
from playwright.sync_api import Page

from articles.models import Article, Author, Byline
from tests.browser.visit import READ_TO_THE_END, STICKING_OUT, WATCH_FOR_SHIFTS, load
from tests.support.combinations import once
from tests.support.factories import make_article, make_section, show
from tests.support.pictures import make_photo

SHAPES = {
    "ordinary": (1300, 870),
    "tall": (700, 1120),
    "very tall": (300, 1000),
    "small": (200, 150),
    "small and tall": (200, 300),
    "icon": (64, 64),
    "panorama": (1600, 400),
    "small panorama": (600, 150),
}
WINDOWS = ((390, 844), (768, 1024), (1280, 900), (1680, 1000))
PAGES = [*((False, window) for window in WINDOWS), (True, WINDOWS[0]), (True, WINDOWS[2])]  # of a story, an author
VIEWS = dict.fromkeys(once([*SHAPES], PAGES) + once([*SHAPES], PAGES[::-1]))  # each shape twice, or on all pages
BOXES = """() => [...document.querySelectorAll("main picture img")].map(image => {
    const {width, height} = image.getBoundingClientRect();
    const places = ["lead", "second", "first", "stories", "person", "story"];
    return {place: places.find(name => image.closest(`.${name}`)), width, height, told: image.naturalWidth,
            shape: image.naturalWidth / image.naturalHeight,
            file: Number(image.currentSrc.match(/-(\\d+)\\.\\w+$/)[1])};
})"""
PAIRS = """() => [...document.querySelectorAll(".pair")].map(pair =>
    [...pair.querySelectorAll("img")].map(image => image.getBoundingClientRect().toJSON()))"""
IN_THE_MIDDLE = """document.elementFromPoint(innerWidth / 4, innerHeight / 2).closest(".series li")?.id"""


@pytest.fixture
def shown() -> dict[str, Article]:
    """A story and an author for each shape, in two sections; the newest is the lead of the front page."""
    stories = {}
    for number, (shape, size) in enumerate(SHAPES.items()):
        picture = make_photo(*size, caption=f"A picture that is {shape}.", credit="Photo: Anahit")
        section = make_section(("Society", "Culture")[number % 2])
        story = make_article(f"A {shape} picture", section=section, photo=picture, minutes=-number)
        Byline.objects.create(article=story, author=Author.objects.create(name=shape.title(), photo=picture))
        stories[shape] = story
    return stories


def faults_of(page: Page, address: str, window: tuple[int, int]) -> list:
    """Return what is wrong with the photos of the page, each with its numbers."""
    page.set_viewport_size({"width": window[0], "height": window[1]})
    load(page, address)
    page.evaluate(READ_TO_THE_END)
    faults = [("moved", moved) for moved in page.evaluate("shifts")] + page.evaluate(STICKING_OUT)
    for box in page.evaluate(BOXES):
        square = box["place"] == "person"
        if box["width"] > box["file"] + 1:
            faults.append(("larger than its pixels", box))
        if abs(box["width"] / box["height"] / (1 if square else box["shape"]) - 1) > 0.03:
            faults.append(("a box that it does not fill", box))
        if not square and not -1.5 <= box["told"] - box["width"] <= 0.25 * box["width"]:
            faults.append(("`sizes` say another width", box))
        if box["height"] > window[1] * 0.9:
            faults.append(("higher than the window", box))
    return faults


def test_every_shape_stands_well_on_its_storys_page_and_its_authors(page: Page, base_url, shown):
    page.add_init_script(WATCH_FOR_SHIFTS)
    found = {}
    for shape, (of_author, window) in VIEWS:
        address = (shown[shape].authors.get() if of_author else shown[shape]).get_absolute_url()
        if faults := faults_of(page, base_url + address, window):
            found[shape, address, window] = faults
    assert found == {}


def test_photos_in_the_text_stand_well_alone_and_in_pairs_and_in_a_series(page: Page, base_url):
    page.add_init_script(WATCH_FOR_SHIFTS)
    wide, high = [make_photo(1300, 870) for _ in range(2)], [make_photo(900, 1300) for _ in range(2)]
    alone = [make_photo(*SHAPES[shape]) for shape in ("panorama", "tall", "small")]
    places = ["<p>[photo {}] [photo {}]</p>".format(*(photo.pk for photo in pair)) for pair in (wide, high)]
    places += [f"<p>[photo {photo.pk}]</p>" for photo in alone]
    body = "".join(f"<p>Rain fell on Gyumri.</p>{place}" for place in places)
    story = make_article("Photos in a text", body=body)
    series = make_article("A photo series", story_type="series")
    for article in (story, series):
        show(article, *wide, *high, *alone)
    found = {}
    for address in (story.get_absolute_url(), series.get_absolute_url()):
        for window in WINDOWS:
            if faults := faults_of(page, base_url + address, window):
                found[address, window] = faults
    assert found == {}
    page.goto(base_url + story.get_absolute_url())
    [[first, second], *_] = page.evaluate(PAIRS)
    assert (first["top"], first["width"]) == (second["top"], second["width"])


def test_keys_lead_from_photo_to_photo_of_a_series(page: Page, base_url):
    page.emulate_media(reduced_motion="reduce")
    series = make_article("A photo series", story_type="series")
    show(series, *(make_photo(900, 600) for _ in range(4)))
    page.goto(base_url + series.get_absolute_url())
    page.locator("#photo-1").scroll_into_view_if_needed()
    for key, number in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 4), ("ArrowRight", 4), ("ArrowLeft", 3)):
        page.keyboard.press(key)
        assert page.evaluate(IN_THE_MIDDLE) == f"photo-{number}"


def test_every_shape_stands_well_in_every_kind_of_card(page: Page, base_url, shown):
    page.add_init_script(WATCH_FOR_SHIFTS)
    found, places = {}, set()
    stories = list(shown.values())
    for turned, window in enumerate(WINDOWS * 2):  # each shape in turn is the lead, a second and the first of a section
        for place, story in enumerate(stories[turned:] + stories[:turned]):
            Article.objects.filter(pk=story.pk).update(published_at=story.published_at.replace(minute=59 - place))
        for address in ("/", "/latest/"):
            if faults := faults_of(page, base_url + address, window):
                found[turned, window, address] = faults
            places |= {box["place"] for box in page.evaluate(BOXES)}
    assert found == {}
    assert places == {"lead", "second", "first", "stories"}


def test_the_first_picture_of_a_list_is_above_its_headline_and_as_wide_as_it_on_a_phone(page: Page, base_url):
    for number in range(2):
        make_article(f"Rain fell on the hills {number}", photo=make_photo(1300, 870), minutes=-number)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base_url}/latest/")
    pictures, headlines = (
        [one.bounding_box() for one in page.locator(f".stories {part}").all()] for part in ("img", "h2")
    )
    assert pictures[0]["y"] + pictures[0]["height"] <= headlines[0]["y"]
    assert pictures[0]["width"] == headlines[0]["width"]
    assert pictures[1]["width"] < 100


@pytest.mark.parametrize("width", [390, 768, 1280, 1680])
def test_the_first_story_of_a_list_has_the_largest_picture(page: Page, width):
    photo = make_photo(1600, 1067)
    for number in range(3):
        make_article(f"Story {number}", section=make_section("Society"), photo=photo, minutes=-number)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/section/society/")
    first, *others = (one.bounding_box()["width"] for one in page.locator(".stories img").all())
    assert all(first > 1.3 * other for other in others)
