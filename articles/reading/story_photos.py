"""The photos of stories as one JSON column of each, where a query for them would be one more."""

from django.db.models import Subquery

from articles.database.json_list import gathered, read_list
from articles.models import Photo, PhotoUse
from articles.models.photo_facts import FACTS

PHOTO_FIELDS = (
    *("id", "image", "width", "height", "alt", "caption", "credit", "focal_x", "focal_y"),
    *(*FACTS, "may_be_passed_on"),
)


def photos_of_story() -> Subquery:
    """Return a subquery of the photos of the outer row, a story, which `read_photos` reads."""
    own = {name: name for name in ("id", "position", "caption", "credit", "alt")}
    return gathered(PhotoUse.objects, "article", **own, **{f"photo__{name}": f"photo__{name}" for name in PHOTO_FIELDS})


def read_photos(found) -> list[PhotoUse]:
    """Return a story's uses of photos, each with its photo, in order, from what `photos_of_story` has found."""
    return sorted(map(_photo_use, read_list(found)), key=lambda use: use.position)


def _photo_use(row: dict) -> PhotoUse:
    photo = Photo(**{name: row.pop(f"photo__{name}") for name in PHOTO_FIELDS})
    return PhotoUse(photo=photo, **row)
