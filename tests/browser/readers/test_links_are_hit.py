"""What a finger or a mouse hits on every kind of page (tests/support/demo.py): each link's words, each picture.

Each with and without partner stories, photos and briefs: all pairs of these are tried, and with
EVERY_COMBINATION=1 (`make test-links`) all eight combinations.
"""

import os
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from articles.models import Article, PhotoUse
from portal.partners.models import Partner
from tests.support.demo import KINDS

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


PAIRS = ((True, True, True), (True, False, False), (False, True, False), (False, False, True))
ALL = tuple(product((True, False), repeat=3))
FURNISHINGS = [Furnishing(*row) for row in (ALL if os.environ.get("EVERY_COMBINATION") else PAIRS)]


@pytest.fixture(scope="module")
def addresses(demo_site, django_db_blocker) -> dict[str, str]:
    """The address of each kind of page, while all rows are there."""
    with django_db_blocker.unblock():
        return {kind.name: kind.address() for kind in KINDS}


@pytest.fixture(scope="module", params=FURNISHINGS, ids=str)
def furnishing(request, demo_server, addresses, django_db_blocker):
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
def screen(browser, demo_server):
    """A page that is closed before the server ends: what it keeps open would be left."""
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": HEIGHT})
    yield page
    page.context.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_link_and_each_storys_picture_is_hit(screen, demo_server, furnishing, addresses, kind):
    answer = screen.goto(demo_server + addresses[kind.name])
    assert answer.status == (404 if "brief" in kind.name and not furnishing.briefs else kind.status)
    faults = []
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": HEIGHT})
        seen = screen.evaluate(PROBE)
        faults += [(width, fault) for fault in seen["faults"]]
        assert seen["counts"]["links"] > 0
    assert faults == []


def test_the_furnishing_is_what_it_says(screen, demo_server, furnishing):
    screen.goto(f"{demo_server}/")
    seen = screen.evaluate(PROBE)["counts"]
    assert (seen["pictures"] > 0) is furnishing.photos
    assert (screen.locator(".partner-news").count() > 0) is furnishing.partners
    assert seen["blurbs"] > 0
