"""What a finger or a mouse hits on every kind of page (tests/support/demo.py): each link's words, each picture.

With and without partner stories, photos and briefs, in three languages: each kind in one of four combinations, in which
all pairs of these occur, and in one language; the front page in each of them. With EVERY_COMBINATION=1
(`make test-links`) each kind in all eight and in all languages.
"""

from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from articles.models import Article, PhotoUse
from portal.partners.models import Partner
from tests.support.combinations import EVERY, pairs
from tests.support.demo import PAGES, Page, in_turn

PROBE = Path(__file__).with_name("linkprobe.js").read_text(encoding="utf-8")
WIDTHS = (320, 390, 768, 1280)
HEIGHT = 844


class Furnishing(NamedTuple):
    """What the site has beside stories."""

    partners: bool
    photos: bool
    briefs: bool

    def __str__(self):
        said = (name if has else f"no {name}" for name, has in self._asdict().items())
        return ", ".join(said)


FURNISHINGS = [Furnishing(*row) for row in pairs(*[(True, False)] * 3)]
FIRST = ["furnishing"]


def seen() -> list[tuple[Furnishing, Page]]:
    """Return what is looked at, furnishing by furnishing, so that each is set up once."""
    if EVERY:
        return list(product(FURNISHINGS, PAGES))
    fronts = [page for page in PAGES if page.kind.name == "front"]
    return [
        (furnishing, page)
        for turn, furnishing in enumerate(FURNISHINGS)
        for page in dict.fromkeys([*fronts, *in_turn(turn)[turn :: len(FURNISHINGS)]])
    ]


@pytest.fixture(scope="module")
def addresses(site_in_languages, django_db_blocker) -> dict[Page, str]:
    """The addresses of all pages, while all rows are there."""
    with django_db_blocker.unblock():
        return {page: page.address for page in PAGES}


@pytest.fixture(scope="module")
def furnishing(request, server_in_languages, addresses, django_db_blocker):
    """The site with that much; afterwards it is as it was."""
    uses = []
    with django_db_blocker.unblock():
        published = dict(Article.objects.filter(story_type="brief").values_list("pk", "published_at"))
        if not request.param.partners:
            Partner.objects.update(active=False)
        if not request.param.photos:
            uses = list(PhotoUse.objects.all())
            PhotoUse.objects.all().delete()
        if not request.param.briefs:
            Article.objects.filter(pk__in=published).update(published_at=None)
    yield request.param
    with django_db_blocker.unblock():
        Partner.objects.update(active=True)
        PhotoUse.objects.bulk_create(uses)
        for pk, at in published.items():
            Article.objects.filter(pk=pk).update(published_at=at)


@pytest.fixture(scope="module")
def screen(browser, server_in_languages):
    """A page that is closed before the server ends: what it keeps open would be left."""
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": HEIGHT})
    yield page
    page.context.close()


@pytest.mark.parametrize(("furnishing", "page"), seen(), ids=str, indirect=FIRST)
def test_each_link_and_each_storys_picture_is_hit(screen, server_in_languages, furnishing, addresses, page):
    answer = screen.goto(server_in_languages + addresses[page])
    kind = page.kind
    assert answer.status == (404 if "brief" in kind.name and not furnishing.briefs else kind.status)
    faults = []
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": HEIGHT})
        seen = screen.evaluate(PROBE)
        faults += [(width, fault) for fault in seen["faults"]]
        assert seen["counts"]["links"] > 0
    assert faults == []


@pytest.mark.parametrize("furnishing", FURNISHINGS, ids=str, indirect=True)
def test_the_furnishing_is_what_it_says(screen, server_in_languages, furnishing):
    screen.goto(f"{server_in_languages}/")
    seen = screen.evaluate(PROBE)["counts"]
    assert (seen["pictures"] > 0) is furnishing.photos
    assert (screen.locator(".partner-news").count() > 0) is furnishing.partners
    assert seen["blurbs"] > 0
