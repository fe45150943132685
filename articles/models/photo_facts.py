"""What is known of a picture beside what it shows: who made it, when, where and how, and what others may do with it."""

import re
from contextlib import suppress
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models

from articles.models.source_type import SourceType, known_code
from articles.photos.embedded import EmbeddedTexts
from articles.text.plain import one_line, shorten

CREATOR_MAX = 200  # characters
COPYRIGHT_MAX = 300
USAGE_TERMS_MAX = 500
PLACE_MAX = 200
NO_MOMENT = "Write a day such as 2020-10-02, or a moment such as 2020-10-02T19:13+04:00."
_DATE = re.compile(r"(?!0000)\d{4}(?:-\d\d(?:-\d\d)?)?")


def is_moment(told: str) -> bool:
    """Return whether the text is a year, a month, a day or a moment in ISO 8601, as cameras and agencies write it."""
    with suppress(ValueError):
        if _DATE.fullmatch(told):
            date.fromisoformat(f"{told}-01-01"[:10])
        else:
            datetime.fromisoformat(told)
            return "T" in told and len(told) <= 35
        return True
    return False


def check_moment(told: str) -> None:
    if not is_moment(told):
        raise ValidationError(NO_MOMENT)


class PhotoFacts(models.Model):
    """A base of Photo. Each text is empty while it is not known, as it is for photos of earlier releases."""

    creator = models.CharField(
        max_length=CREATOR_MAX, blank=True, default="", db_default="", help_text="Who took or made it, by name."
    )
    copyright = models.CharField(
        "copyright notice",
        max_length=COPYRIGHT_MAX,
        blank=True,
        default="",
        db_default="",
        help_text="Such as © 2020 Anahit Sargsyan.",
    )
    usage_terms = models.CharField(
        max_length=USAGE_TERMS_MAX,
        blank=True,
        default="",
        db_default="",
        help_text="What its owner allows, such as One-time use, no archive; or the address of a license.",
    )
    taken = models.CharField(
        max_length=35,
        blank=True,
        default="",
        db_default="",
        validators=[check_moment],
        help_text="The day, or day and time: 2020-10-02, 2020-10-02T19:13+04:00.",
    )
    place = models.CharField(
        max_length=PLACE_MAX, blank=True, default="", db_default="", help_text="Where, such as Gyumri, Armenia."
    )
    source_type = models.CharField(
        "digital source type",
        max_length=50,
        choices=SourceType,
        blank=True,
        default="",
        db_default="",
        help_text="How it came to be. Readers are told if it was made or changed by software.",
    )
    may_be_passed_on = models.BooleanField(
        "may be passed on",
        default=True,
        db_default=True,
        help_text="Without it, the photo stays on our pages alone: not in feeds, data files and cards of shared links.",
    )

    class Meta:
        abstract = True


FACTS = ("creator", "copyright", "usage_terms", "taken", "place", "source_type")  # the texts of PhotoFacts


def offered(texts: EmbeddedTexts, most: dict[str, int]) -> dict[str, str]:
    """Return what a picture's file offers for the fields of its photo, by the field's name; only what is not empty.

    A headline serves as the caption, and the creator as the credit, if the file has none. Texts are on one line, and
    cut to `most` characters of their field.
    """
    told = texts._asdict()
    told |= {"caption": texts.caption or texts.headline, "credit": texts.credit or texts.creator}
    told["taken"] = texts.taken if is_moment(texts.taken) else ""
    told["source_type"] = known_code(texts.source_type)
    del told["headline"]
    return {name: _fitted(line, most[name]) for name, text in told.items() if (line := one_line(text))}


def _fitted(line: str, most: int) -> str:
    return line if len(line) <= most else shorten(line, most - 1)
