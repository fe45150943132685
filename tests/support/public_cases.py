"""What is public, in one table of cases; tests/safety/test_public.py compares every spelling of the rule with it."""

import re
from datetime import datetime, timedelta

from articles.models import Author, Byline, Correction
from tests.support.factories import make_article, make_photo

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BRIEF = {"body": "", "summary": "A summary.", "story_type": "brief", "time_known": False}
FLASH = {"body": ""}

# How each case is made; moments are counted from now. No two share a day, so that a count by days tells them apart.
CASES = {
    "draft": {"published_at": None},
    "withdrawn draft": {"published_at": None, "withdrawn_at": -DAY},
    "scheduled": {"published_at": 2 * DAY},
    "scheduled brief": {"published_at": 4 * DAY, **BRIEF},
    "withdrawn, to come": {"published_at": 6 * DAY, "withdrawn_at": -DAY},
    "due now": {"published_at": 0 * DAY},
    "published": {"published_at": -1 * DAY},
    "time unknown": {"published_at": -2 * DAY, "time_known": False},
    "brief": {"published_at": -3 * DAY, **BRIEF},
    "brief, no headline": {"published_at": -4 * DAY, "headline_known": False, **BRIEF},
    "retracted": {"published_at": -5 * DAY, "retracted_at": -DAY},
    "retracted brief": {"published_at": -6 * DAY, "retracted_at": -DAY, **BRIEF},
    "withdrawn": {"published_at": -7 * DAY, "withdrawn_at": -DAY},
    "withdrawn brief": {"published_at": -8 * DAY, "withdrawn_at": -DAY, **BRIEF},
    "retracted, withdrawn": {"published_at": -9 * DAY, "retracted_at": -2 * DAY, "withdrawn_at": -DAY},
    "scheduled flash": {"published_at": 8 * DAY, **FLASH},
    "flash": {"published_at": -12 * DAY, **FLASH},
    "retracted flash": {"published_at": -13 * DAY, "retracted_at": -DAY, **FLASH},
    "withdrawn flash": {"published_at": -14 * DAY, "withdrawn_at": -DAY, **FLASH},
    "withdrawn early": {"published_at": -10 * DAY, "withdrawn_at": -11 * DAY},  # before it was ever public
}
# `page` to `seed`: what the addresses of the page, the data and the .txt answer. Then whether it ...
# full      is no brief: somebody wrote it
# public    is shown by its own address
# listed    is named by lists: public, and not retracted
# dispatch  is named by most of them: listed, and no brief
# indexed   is listed, or will be when its moment comes
# due       has a moment of publication that has come, whatever became of it: names given to it are known
# departed  was listed, and was then withdrawn or retracted
# watched   may be on a page, or answers 410: a change of it ends the finished pages
TABLE = """
case                  page data seed  full public listed dispatch indexed due departed watched  state
draft                  404  404  404   x     -      -       -        -     -     -        -     draft
withdrawn draft        410  410  410   x     -      -       -        -     -     -        x     withdrawn
scheduled              404  404  404   x     -      -       -        x     -     -        -     scheduled
scheduled brief        404  404  404   -     -      -       -        x     -     -        -     scheduled
withdrawn, to come     410  410  410   x     -      -       -        -     -     -        x     withdrawn
due now                200  200  200   x     x      x       x        x     x     -        x     published
published              200  200  200   x     x      x       x        x     x     -        x     published
time unknown           200  200  200   x     x      x       x        x     x     -        x     published
brief                  200  404  404   -     x      x       -        x     x     -        x     published
brief, no headline     200  404  404   -     x      x       -        x     x     -        x     published
retracted              200  200  410   x     x      -       -        -     x     x        x     retracted
retracted brief        200  404  404   -     x      -       -        -     x     x        x     retracted
withdrawn              410  410  410   x     -      -       -        -     x     x        x     withdrawn
withdrawn brief        410  410  410   -     -      -       -        -     x     x        x     withdrawn
retracted, withdrawn   410  410  410   x     -      -       -        -     x     x        x     withdrawn
withdrawn early        410  410  410   x     -      -       -        -     x     -        x     withdrawn
scheduled flash        404  404  404   x     -      -       -        x     -     -        -     scheduled
flash                  200  200  404   x     x      x       x        x     x     -        x     published
retracted flash        200  200  410   x     x      -       -        -     x     x        x     retracted
withdrawn flash        410  410  410   x     -      -       -        -     x     x        x     withdrawn
brief merged           301  301  301   -     -      -       -        -     -     -        -     -
"""
MERGED = "brief merged"  # its number alone is left, and leads to the story that it became part of


def read_table() -> dict[str, dict[str, str]]:
    """Return each case's row of TABLE: the marks, by the names of their columns."""
    header, *lines = TABLE.strip().splitlines()
    rows = [re.split(r" {2,}", line, maxsplit=1) for line in lines]
    return {case: dict(zip(header.split()[1:], marks.split(), strict=True)) for case, marks in rows}


ROWS = read_table()


def cases_that_are(words: str) -> list[str]:
    """Return the cases that have a mark in each of the columns `words`; or the state, if a word is one."""
    return sorted(
        case
        for case in CASES
        if all(ROWS[case].get(word) == "x" or ROWS[case]["state"] == word for word in words.split())
    )


def make_cases(at: datetime) -> dict[int, str]:
    """Make a story for each case; return the cases by number. Each has a tag, an author, photos and a correction."""
    names = {}
    for case, fields in CASES.items():
        fields = {name: at + value if isinstance(value, timedelta) else value for name, value in fields.items()}
        story = make_article(f"Story {case}", photo=make_photo(), tags=["Roads", case], **fields)
        Byline.objects.create(article=story, author=Author.objects.create(name=case, photo=make_photo()))
        Correction.objects.bulk_create([Correction(article=story, text="A note.", made_at=at - 2 * DAY)])
        names[story.pk] = case
    return names
