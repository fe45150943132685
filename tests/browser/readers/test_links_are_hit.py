"""What a finger or a mouse hits on every kind of page (tests/support/demo.py): each link's words, each picture.

With and without partner stories, photos and briefs: each kind in one of four combinations, in which all pairs of these
occur, the front page in each of them. With EVERY_COMBINATION=1 (`make test-links`) each kind in all eight.
"""

from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from articles.models import Article, PhotoUse
from portal.partners.models import Partner
from tests.support.combinations import once, pairs
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


FURNISHINGS = [Furnishing(*row) for row in pairs(*[(True, False)] * 3)]
SEEN = sorted(dict.fromkeys([*once(FURNISHINGS, KINDS), *product(FURNISHINGS, KINDS[:1])]), reverse=True)
FIRST = ["furnishing"]


@pytest.fixture(scope="module")
def addresses(demo_site, django_db_blocker) -> dict[str, str]:
    """The address of each kind of page, while all rows are there."""
    with django_db_blocker.unblock():
        return {kind.name: kind.address() for kind in KINDS}


@pytest.fixture(scope="module")
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


@pytest.mark.parametrize(("furnishing", "kind"), SEEN, ids=lambda one: getattr(one, "name", str(one)), indirect=FIRST)
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


@pytest.mark.parametrize("furnishing", FURNISHINGS, ids=str, indirect=True)
def test_the_furnishing_is_what_it_says(screen, demo_server, furnishing):
    screen.goto(f"{demo_server}/")
    seen = screen.evaluate(PROBE)["counts"]
    assert (seen["pictures"] > 0) is furnishing.photos
    assert (screen.locator(".partner-news").count() > 0) is furnishing.partners
    assert seen["blurbs"] > 0
