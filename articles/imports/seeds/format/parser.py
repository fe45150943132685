"""Parser of one seed: text in, an immutable record or a SourceError out. Imports no Django, opens no file.

The format, as the scraper writes an article page:

     date 2020-10-02 HEADLINE
     language ru (only where the text does not tell it)
     lacks what it has not of the story that it follows (only where that says more by now)
    October 2, 2020 - 19:13 AMT
    PanARMENIAN.Net - First paragraph.
    Further paragraphs, one per line.
    Top stories
    blurbs of other stories, one per line
    Partner news
    headlines of other sites, one per line
    Latest news
    headline and blurb of other stories, glued, one per line

Both of these lines begin with a space, as line 1 does, and hold nothing else; no page has them by chance. What a story
lacks is for people who read the file: an import leaves it out, with a warning.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial

from articles.imports.seeds.format.cleaning import clean
from articles.imports.seeds.format.dateline import Dateline, read_dateline, split_dateline
from articles.imports.seeds.format.decoding import decode
from articles.imports.seeds.format.first_lines import read_head
from articles.imports.seeds.format.hard_wrap import join_wrapped
from articles.imports.seeds.format.page import Page
from articles.imports.seeds.format.page_reader import PageReader
from articles.imports.seeds.format.page_words import FORMAT_WORDS, PageWords, plain
from articles.imports.seeds.records import ArticleRecord
from articles.outside.errors import SourceError
from articles.text.languages.tags import normal_tag
from articles.text.moments.stamps import STAMP_MAX, read_stamp

_DAY = re.compile(r"date (\d{4})-(\d{1,2})-(\d{1,2})\b", re.IGNORECASE | re.ASCII)
_LANGUAGE = re.compile(r" language ([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*")
_LACKS = re.compile(r"([^\n]*\n\n?) lacks (\S[^\n]*)")  # below line 1, or line 2 if that was the language
PARAGRAPH_MIN = 80  # characters of a line that is a paragraph and no headline
_NEAR = timedelta(days=1)  # between line 1 and the stamp


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
    language, text = _without_language(clean(text, notes))
    text = _without_what_it_lacks(text, notes)
    lines = _lines(text)
    if not lines:
        raise SourceError("the file is empty")
    read = cache(read_dateline)  # each line is asked about several times
    reader, page = PageReader(words, _stamp_test(lines[0][1]), partial(_has_dateline, read)), Page()
    head = read_head([lines[0], *reader.above.before_stamp(lines[1:], page)], words.names, notes)
    reader.body([*head.before, *head.after], head.stamped, page)
    if len(page.paragraphs) > 1 and plain(page.paragraphs[0][1]) == plain(head.headline):
        del page.paragraphs[0]
    paragraphs = join_wrapped(page.paragraphs) if words.know_pages else [line for _, line in page.paragraphs]
    place, source, paragraphs = split_dateline(paragraphs, notes, read)
    if not paragraphs:
        raise SourceError("there is no text between the stamp and the sidebars")
    if "\ufffd" in text and any("\ufffd" in paragraph for paragraph in paragraphs):
        notes.append("the text holds U+FFFD: letters were lost before this file was written")
    sidebars = {name: tuple(entries) for name, entries in page.sidebars.items()}
    notes += page.warnings()
    return ArticleRecord(
        head.headline,
        *head.moment,
        source,
        tuple(paragraphs),
        **sidebars,
        warnings=tuple(notes),
        dateline_place=place,
        authors=tuple(page.authors),
        language=language,
    )


def _without_language(text: str) -> tuple[str, str]:
    """Return the language (a tag) that line 2 says, and the text with an empty line 2; "" and the text if none does."""
    first, _, rest = text.partition("\n")
    second, _, others = rest.partition("\n")
    if not (found := _LANGUAGE.fullmatch(second)):
        return "", text
    try:
        return normal_tag(found[1]), f"{first}\n\n{others}"
    except ValueError:
        return "", text


def _without_what_it_lacks(text: str, notes: list[str]) -> str:
    """Return the text without the line that says what the story lacks, which is added to the `notes`."""
    if not (found := _LACKS.match(text)):
        return text
    notes.append(f"lacks something of the story that it follows: {found[2].strip()}")
    return found[1] + text[found.end() :]


def _lines(text: str) -> list[tuple[int, str]]:
    """Return (number from 1, line) of each line that is not blank, with single spaces."""
    numbered = enumerate(text.splitlines(), start=1)
    return [(number, spaced) for number, line in numbered if (spaced := _spaced(line))]


def _spaced(line: str) -> str:
    """Return the line with single spaces; most lines have no others."""
    if line.isascii() and "  " not in line and "\t" not in line:
        return line.strip()
    return " ".join(line.split())


def _stamp_test(first_line: str) -> Callable[[str], bool]:
    """Return a function that says of a line whether it is a stamp of the day of line 1, or of one next to it."""
    match = _DAY.match(first_line)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None

    def is_stamp(line: str) -> bool:
        if day is None or len(line) > STAMP_MAX or not any(map(str.isdigit, line)):
            return False
        try:
            stamp = read_stamp(line, day)
        except ValueError:
            return False
        return bool(stamp and stamp.day and abs(stamp.day - day) <= _NEAR)

    return is_stamp


def _has_dateline(read: Callable[[str], Dateline | None], line: str) -> bool:
    found = read(line)
    return found is not None and bool(found.source or found.has_day or len(line) > PARAGRAPH_MIN)
