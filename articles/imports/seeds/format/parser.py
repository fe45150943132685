"""Parser of one seed: text in, an immutable record or a SourceError out. Imports no Django, opens no file.

The format, as the scraper writes an article page:

     date 2020-10-02 HEADLINE
    October 2, 2020 - 19:13 AMT
    PanARMENIAN.Net - First paragraph.
    Further paragraphs, one per line.
    Top stories
    blurbs of other stories, one per line
    Partner news
    headlines of other sites, one per line
    Latest news
    headline and blurb of other stories, glued, one per line
"""

import re

from articles.imports.seeds.format.dateline import split_dateline
from articles.imports.seeds.format.decoding import decode
from articles.imports.seeds.format.first_lines import read_head
from articles.imports.seeds.records import ArticleRecord
from articles.outside.errors import SourceError
from articles.text.plain import visible

PARAGRAPHS_MAX = 5_000
ENTRIES_MAX = 1_000  # in one sidebar

SIDEBARS = {"Top stories": "top_stories", "Partner news": "partner_news", "Latest news": "latest"}

_RULE = re.compile(r"[-–—_=*]{3,}")


def parse_bytes(data: bytes) -> ArticleRecord:
    """Return the record of a file's bytes. Raises SourceError."""
    text, warnings = decode(data)
    return parse(text, tuple(warnings))


def parse(text: str, warnings: tuple[str, ...] = ()) -> ArticleRecord:
    """Return the record of a seed's text, in time linear in its length. Raises SourceError.

    `warnings` come before the record's other warnings.
    """
    notes = list(warnings)
    lines = _lines(text)
    if not lines:
        raise SourceError("the file is empty")
    head = read_head(lines, SIDEBARS, notes)
    paragraphs, sidebars = _body([*head.before, *head.after])
    place, source, paragraphs = split_dateline(paragraphs, notes)
    if not paragraphs:
        raise SourceError("there is no text between the stamp and the sidebars")
    if any("\ufffd" in paragraph for paragraph in paragraphs):
        notes.append("the text holds U+FFFD: letters were lost before this file was written")
    return ArticleRecord(
        head.headline, *head.moment, source, tuple(paragraphs), **sidebars, warnings=tuple(notes), dateline_place=place
    )


def _lines(text: str) -> list[tuple[int, str]]:
    """Return (number from 1, line) of each line that is not blank, in NFC, with single spaces, nothing invisible."""
    numbered = enumerate(visible(text).splitlines(), start=1)
    return [(number, spaced) for number, line in numbered if (spaced := _spaced(line))]


def _spaced(line: str) -> str:
    """Return the line with single spaces; most lines have no others."""
    if line.isascii() and "  " not in line and "\t" not in line:
        return line.strip()
    return " ".join(line.split())


def _body(lines: list[tuple[int, str]]) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Return the paragraphs before the first line that is a sidebar's name, and each sidebar's entries."""
    paragraphs, sidebars = [], {name: [] for name in SIDEBARS.values()}
    into, most, what = paragraphs, PARAGRAPHS_MAX, "paragraphs"
    for number, line in lines:
        if line in SIDEBARS:
            into, most, what = sidebars[SIDEBARS[line]], ENTRIES_MAX, f"entries under {line!r}"
        elif into is paragraphs or not _RULE.fullmatch(line):
            if len(into) == most:
                raise SourceError(f"there are more than {most:,} {what}", number)
            into.append(line)
    return paragraphs, {name: tuple(entries) for name, entries in sidebars.items()}
