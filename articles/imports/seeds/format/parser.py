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

from articles.imports.seeds.format.decoding import decode
from articles.imports.seeds.format.hard_wrap import join_wrapped
from articles.imports.seeds.format.page import Page, PageReader
from articles.imports.seeds.format.page_words import FORMAT_WORDS, PageWords
from articles.imports.seeds.records import ArticleRecord
from articles.outside.errors import SourceError
from articles.text.dates import at_local, local_day, parse_stamp
from articles.text.plain import FIRST_YEAR, HEADLINE_MAX, LAST_YEAR, SOURCE_MAX, visible

_FIRST_LINE = re.compile(r"date (\d{1,4})-(\d{1,2})-(\d{1,2})(?: (.+))?", re.IGNORECASE)
_MEANT_AS_STAMP = re.compile(r"[^\W\d]{3,12}\.? \d{1,2},? \d{1,4}(?: ?[-–—,] ?\d.*)?|.{0,40}\bAMS?T")

# The dateline: `PanARMENIAN.Net - `. A web name needs no space before the dash; any other
# name needs spaces around the dash, or a full stop before it, and must look like a name.
_WEB_DATELINE = re.compile(r"(?P<source>[A-Za-z][\w-]*(?:\.[A-Za-z]{2,8})+)\s?[-–—]+(?:\s|(?=[^\W_])|(?=[\"“«])|$)")
_NAME_DATELINE = re.compile(r"(?P<source>[^-–—:;!?\"“«]{2,60}?)(?:\s[-–—]+|\.\s?[-–—]+)(?:\s+|$)")
_NAME_WORD = re.compile(r"[(/\[]*(?:[A-ZА-ЯЁԱ-Ֆ][\w.'’]*|\d{1,2}|of|and|de|the)[)/\],.]*")


def parse_bytes(data: bytes, words: PageWords = FORMAT_WORDS) -> ArticleRecord:
    """Return the record of a file's bytes; `words` are those of the pages. Raises SourceError."""
    text, warnings = decode(data)
    return parse(text, tuple(warnings), words)


def parse(text: str, warnings: tuple[str, ...] = (), words: PageWords = FORMAT_WORDS) -> ArticleRecord:
    """Return the record of a seed's text, in time linear in its length. Raises SourceError.

    `warnings` come before the record's other warnings. `words` are what pages say around stories; without them,
    every line is the story's or a sidebar's.
    """
    notes = list(warnings)
    lines = _lines(text)
    if not lines:
        raise SourceError("the file is empty")
    day, headline = _headline(*lines[0])
    reader, page = PageReader(words, _is_stamp, _has_dateline), Page()
    lines = reader.before_stamp(lines[1:], page)
    at, time_known, rest = _moment(day, lines, notes)
    reader.body(rest, len(rest) < len(lines), page)
    paragraphs = join_wrapped(page.paragraphs) if words.know_pages else [line for _, line in page.paragraphs]
    source, paragraphs = split_dateline(paragraphs)
    if not paragraphs:
        raise SourceError("there is no text between the stamp and the sidebars")
    if any("\ufffd" in paragraph for paragraph in paragraphs):
        notes.append("the text holds U+FFFD: letters were lost before this file was written")
    sidebars = {name: tuple(entries) for name, entries in page.sidebars.items()}
    notes += page.warnings()
    return ArticleRecord(
        headline,
        at,
        time_known,
        source,
        tuple(paragraphs),
        **sidebars,
        warnings=tuple(notes),
        authors=tuple(page.authors),
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


def _is_stamp(line: str) -> bool:
    """Return whether a line is a stamp, also one that names no real moment."""
    try:
        return parse_stamp(line) is not None
    except ValueError:
        return True


def _has_dateline(line: str) -> bool:
    return split_dateline([line])[0] != ""


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
