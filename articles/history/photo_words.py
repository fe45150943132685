"""What readers could read under a story's photos: its own words or, where it has none, those that the photo has now."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_noop as N_

from articles.history.compare import Difference
from articles.models import Photo, PhotoUse, ShownPhoto
from articles.text.diff import StepBudget, compare_paragraphs

PHOTO = N_("Photo")  # the name of these differences


def photos_of(versions: Sequence) -> dict[int, Photo]:
    """Return the photos that the versions showed, by number, if they still exist; no query if they showed none."""
    numbers = {one.photo for version in versions for one in version.shown_photos}
    return Photo.objects.in_bulk(numbers) if numbers else {}


def photo_differences(before, after, photos: dict[int, Photo], work: StepBudget) -> list[Difference]:
    """Return where two versions say something else under the same photo; another photo is no change of words."""
    earlier = {one.photo: _words(one, photos[one.photo]) for one in before.shown_photos if one.photo in photos}
    later = {one.photo: _words(one, photos[one.photo]) for one in after.shown_photos if one.photo in photos}
    return [
        Difference(PHOTO, compare_paragraphs(earlier[number], words, work))
        for number, words in later.items()
        if earlier.get(number, words) != words
    ]


def said_otherwise(uses: Iterable[PhotoUse], earlier: Iterable[list[ShownPhoto]]) -> bool:
    """Return whether one of the `earlier` versions' photos had other words than the same photo has now, in `uses`."""
    now = {use.photo_id: use for use in uses}
    return any(
        _words(one, now[one.photo].photo) != [now[one.photo].shown_caption, now[one.photo].shown_credit]
        for photos in earlier
        for one in photos
        if one.photo in now
    )


def _words(shown: ShownPhoto, photo: Photo) -> list[str]:
    return [shown.caption or photo.caption, shown.credit or photo.credit]
