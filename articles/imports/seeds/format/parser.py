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
from datetime import date

from articles.imports.seeds.format.cleaning import clean
from articles.imports.seeds.format.decoding import decode
from articles.imports.seeds.records import ArticleRecord
from articles.outside.errors import SourceError
from articles.text.dates import at_local, local_day, parse_stamp
from articles.text.plain import FIRST_YEAR, HEADLINE_MAX, LAST_YEAR, SOURCE_MAX

PARAGRAPHS_MAX = 5_000
ENTRIES_MAX = 1_000  # in one sidebar

SIDEBARS = {"Top stories": "top_stories", "Partner news": "partner_news", "Latest news": "latest"}

_FIRST_LINE = re.compile(r"date (\d{1,4})-(\d{1,2})-(\d{1,2})(?: (.+))?", re.IGNORECASE)
_MEANT_AS_STAMP = re.compile(r"[^\W\d]{3,12}\.? \d{1,2},? \d{1,4}(?: ?[-–—,] ?\d.*)?|.{0,40}\bAMS?T")
_RULE = re.compile(r"[-–—_=*]{3,}")

# The dateline: `PanARMENIAN.Net - `. A web name needs no space before the dash; any other
# name needs spaces around the dash, or a full stop before it, and must look like a name.
_WEB_DATELINE = re.compile(r"(?P<source>[A-Za-z][\w-]*(?:\.[A-Za-z]{2,8})+)\s?[-–—]+(?:\s|(?=[^\W_])|(?=[\"“«])|$)")
_NAME_DATELINE = re.compile(r"(?P<source>[^-–—:;!?\"“«]{2,60}?)(?:\s[-–—]+|\.\s?[-–—]+)(?:\s+|$)")
_NAME_WORD = re.compile(r"[(/\[]*(?:[A-ZА-ЯЁԱ-Ֆ][\w.'’]*|\d{1,2}|of|and|de|the)[)/\],.]*")


def parse_bytes(data: bytes) -> ArticleRecord:
    """Return the record of a file's bytes. Raises SourceError."""
    text, warnings = decode(data)
    return parse(text, tuple(warnings))


def parse(text: str, warnings: tuple[str, ...] = ()) -> ArticleRecord:
    """Return the record of a seed's text, in time linear in its length. Raises SourceError.

    `warnings` come before the record's other warnings.
    """
    notes = list(warnings)
    lines = _lines(clean(text, notes))
    if not lines:
        raise SourceError("the file is empty")
    day, headline = _headline(*lines[0])
    at, time_known, rest = _moment(day, lines[1:], notes)
    paragraphs, sidebars = _body(rest)
    source, paragraphs = split_dateline(paragraphs)
    if not paragraphs:
        raise SourceError("there is no text between the stamp and the sidebars")
    if any("\ufffd" in paragraph for paragraph in paragraphs):
        notes.append("the text holds U+FFFD: letters were lost before this file was written")
    return ArticleRecord(headline, at, time_known, source, tuple(paragraphs), **sidebars, warnings=tuple(notes))


def _lines(text: str) -> list[tuple[int, str]]:
    """Return (number from 1, line) of each line that is not blank, with single spaces."""
    numbered = enumerate(text.splitlines(), start=1)
    return [(number, spaced) for number, line in numbered if (spaced := _spaced(line))]


def _spaced(line: str) -> str:
    """Return the line with single spaces; most lines have no others."""
    if line.isascii() and "  " not in line and "\t" not in line:
        return line.strip()
    return " ".join(line.split())


def _headline(number: int, line: str) -> tuple[date, str]:
    match = _FIRST_LINE.fullmatch(line)
    if match is None:
        raise SourceError(f"the first line must read ` date YYYY-MM-DD HEADLINE`, and reads {line[:60]!r}", number)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise SourceError(f"the date names no real day: {error}", number) from error
    _check_year(day.year, number)
    headline = match[4] or ""
    if not headline:
        raise SourceError("there is no headline after the date", number)
    if len(headline) > HEADLINE_MAX:
        raise SourceError(f"the headline has {len(headline):,} characters; {HEADLINE_MAX} is the most", number)
    if "\ufffd" in headline:
        raise SourceError("the headline holds U+FFFD: letters were lost before this file was written", number)
    if not any(character.isalpha() for character in headline):
        raise SourceError("the headline has no letter", number)
    return day, headline


def _check_year(year: int, number: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise SourceError(f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}: mend the date", number)


def _moment(day: date, lines: list[tuple[int, str]], notes: list[str]):
    """Return (moment in UTC, whether its time is known, the lines after the stamp)."""
    if lines:
        number, line = lines[0]
        try:
            stamp = parse_stamp(line)
        except ValueError as error:
            raise SourceError(str(error), number) from error
        if stamp is not None:
            stamped = local_day(stamp.at)
            _check_year(stamped.year, number)
            if stamped != day:
                notes.append(f"line 1 says {day}, the stamp {stamped}: the stamp is taken")
            return *stamp, lines[1:]
        if len(line) < 60 and _MEANT_AS_STAMP.fullmatch(line):
            raise SourceError(
                f"cannot read the stamp {line!r}; it must read like `October 2, 2020 - 19:13 AMT`", number
            )
    notes.append(f"there is no stamp: the day of line 1, {day}, is taken, without a time")
    return at_local(day), False, lines


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


def split_dateline(paragraphs: list[str]) -> tuple[str, list[str]]:
    """Return the name in the first paragraph's dateline (or ""), and the paragraphs without the dateline."""
    if not paragraphs:
        return "", paragraphs
    first = paragraphs[0]
    match = _WEB_DATELINE.match(first)
    if match is None:
        match = _NAME_DATELINE.match(first)
        if match is None or not _is_name(match["source"]) or first[match.end() : match.end() + 1].islower():
            return "", paragraphs
    if len(match["source"]) > SOURCE_MAX:
        return "", paragraphs
    text = first[match.end() :].strip()
    return match["source"].rstrip(" ."), ([text] if text else []) + paragraphs[1:]


def _is_name(source: str) -> bool:
    words = source.split()
    return len(words) <= 6 and all(_NAME_WORD.fullmatch(word) for word in words)
