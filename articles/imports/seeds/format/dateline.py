"""The dateline at the beginning of a text: place, day and agency, in any order that news agencies use. No Django.

    PanARMENIAN.Net - Text               YEREVAN, MARCH 6, ARMENPRESS. Text     ЕРЕВАН, 6 марта. /ТАСС/. Text
    BUFFALO, N.Y. (AP) — Text            ЕРЕВАН, 6 мар - РИА Новости. Text      ԵՐԵՎԱՆ, 6 ՄԱՐՏԻ, ԱՐՄԵՆՊՐԵՍ: Text
    /ARKA/ Text                          NEW DELHI: Text                        // Text: this has none

The beginning is cut into *elements* (names, days, names in brackets or slashes) and what stands between them. The
longest run of elements that is a dateline and ends as one is taken. What is not sure to be a dateline is text.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from articles.imports.seeds.format import dateline_words as words
from articles.imports.seeds.format.dateline_elements import (
    WORDS_MAX,
    Element,
    Kind,
    elements,
    is_country,
    is_place,
    is_town,
)
from articles.imports.seeds.format.first_lines import TEXT_BEGINS
from articles.imports.seeds.keys import story_key
from articles.text.moments.words import month_number
from articles.text.plain import PLACE_MAX, SOURCE_MAX

SENTENCE_MIN = 5  # words of a text that a place alone may lead
LOOKED_AT = 6  # paragraphs
SHORT = 60  # characters of a line that may be no paragraph
ACRONYM_MAX = 4  # capitals that may be an acronym and no town

_MAY_BEGIN = re.compile(r"[^\W_]|[/(\[«]")
# The two beginnings of most texts, told at once: a web name and a dash; capitalised words and a small one.
_USUAL = re.compile(r"([A-Za-z][\w-]{0,40}\.(?:am|com|info|net|Net|org|ru)) [-–—] (?=[A-Z0-9\"“])")
_PROSE = re.compile(
    rf"(?:[A-ZА-ЯЁԱ-Ֆ][\w'’-]*,? ){{1,{WORDS_MAX}}}(?!(?:{'|'.join(sorted(words.PARTICLES))}) )([a-zа-яёա-և]+)"
)
_OPENING = re.compile(r"[\"'“”„«‘(\[]{0,3}")
_SENTENCE_END = re.compile(r"[.!?…։:][\"'”»’)\]]{0,3}$")
_DAY_OF_A_TOWN = re.compile(r"[^\W\d_-]+, (?:\d{1,2} [^\W\d_]+|[^\W\d_]+ \d{1,2})\.?")  # without a year, as no stamp is
_SECOND_DASH = re.compile(r"[^.!?։]{0,120}\s[-–—]\s")


class Dateline(NamedTuple):
    """What a text begins with."""

    place: str  # as it is printed there; "" if none is named
    source: str  # the agency; "" if none is named
    end: int  # where the text proper begins
    has_day: bool = False
    author: str = ""  # a reporter who is named after the agency


def split_dateline(
    paragraphs: list[str],
    notes: list[str] | None = None,
    read: Callable[[str], Dateline | None] = lambda text: read_dateline(text),
) -> tuple[str, str, list[str]]:
    """Return the place and the agency of the dateline ("" for what it does not name), and the paragraphs without it.

    It is looked for in the first paragraph that is long or ends as a sentence; and in the others up to the third, if it
    names an agency and a place or a day there. What it says else and is left out is added to `notes`. `read` is
    `read_dateline`, or the same with a memory.
    """
    begun = False
    for index, text in enumerate(paragraphs[:LOOKED_AT]):
        if text.startswith(TEXT_BEGINS):
            return "", "", _cut(paragraphs, index, len(TEXT_BEGINS))
        found = read(text) or _alone(text, paragraphs[index + 1 : index + 2])
        if found and (not begun or (found.source and (found.place or found.has_day))):
            if found.author and notes is not None:
                notes.append(f"the dateline also names {found.author}, which is left out")
            return found.place, found.source, _cut(paragraphs, index, found.end)
        begun = begun or len(text) > SHORT or _SENTENCE_END.search(text) is not None
        if begun and index >= 2:
            break
    return "", "", paragraphs


def _alone(line: str, following: list[str]) -> Dateline | None:
    """Return the dateline of a line that is nothing but a town, in capitals or with a day, above a paragraph."""
    if len(line) > SHORT or not following or len(following[0]) <= SHORT:
        return None
    reading = _Reading(line)
    for element in elements(line):
        if not reading.take(element):
            return None
    whole = reading.parts and not reading.agency and reading.previous.next == len(line)
    town = whole and is_town(reading.parts[0].name)
    bare = whole and _DAY_OF_A_TOWN.fullmatch(line) is not None
    if (town and (reading.has_day or reading.place.isupper())) or (
        whole and reading.has_day and (bare or reading.place.isupper())
    ):
        return Dateline(reading.place, "", len(line), reading.has_day)
    return None


def _cut(paragraphs: list[str], index: int, end: int) -> list[str]:
    rest = paragraphs[index][end:].strip()
    return [*paragraphs[:index], *([rest] if rest else []), *paragraphs[index + 1 :]]


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline with which a paragraph begins, or None. Looks at its first LENGTH_MAX characters."""
    if usual := _USUAL.match(text):
        return Dateline("", usual[1], usual.end())
    if not _MAY_BEGIN.match(text):
        return None
    if (prose := _PROSE.match(text)) and not month_number(prose[1]):
        return None
    reading, best = _Reading(text), None
    for element in elements(text):
        if not reading.take(element):
            break
        if reading.is_whole(element):
            source = reading.source.removeprefix("Корр. ")
            best = Dateline(reading.place, source[:SOURCE_MAX], element.next, reading.has_day, reading.author)
    return best if best and len(best.place) <= PLACE_MAX else None


class _Reading:
    """What the elements so far say."""

    def __init__(self, text: str):
        self.text, self.parts = text, []  # elements of the place
        self.source, self.agency = "", None
        self.author, self.has_day, self.previous = "", False, None

    @property
    def place(self) -> str:
        named = [part for part in self.parts if not part.bracketed]
        return self.text[named[0].start : named[-1].end] if named else ""

    def take(self, element: Element) -> bool:
        """Add the next element; return False if it belongs to the text."""
        before = self.previous.between if self.previous else ""
        named = element.bracketed == "/" or (element.kind is Kind.AGENCY and element.in_capitals)
        slashed = named and self.has_day and self.parts and not self.agency
        if ".." in before or ((":" in before or "։" in before) and not slashed):
            return False
        if element.kind is Kind.DAY:
            taken = not self.has_day or self.previous.kind is Kind.DAY
            self.has_day = True
        elif element.kind is Kind.TIME:
            taken = True
        elif element.kind is Kind.AGENCY:
            taken = self.agency is None
            self.agency, self.source = element, element.name
        elif self.agency and self.parts and self.has_day and before.strip() == "," and element.ends_it:
            taken = not self.author and len(element.name.split()) in (2, 3)
            self.author = element.name
        elif self.parts and self.previous is self.parts[-1] and is_country(element.name) and not self.agency:
            taken = True
            self.parts.append(element)
        elif self.agency is None and self.has_day and self.parts:
            taken = bool(slashed) or self._may_be_agency(element, before)
            self.agency, self.source = element, element.name
        else:
            taken = self._may_be_place(element, before)
            self.parts.append(element)
        self.previous = element
        return taken

    def _may_be_agency(self, element: Element, before: str) -> bool:
        """Return whether a name that nobody knows, after a place and a day, is an agency's."""
        if is_place(element.name) or len(element.name.split()) > WORDS_MAX - 1 or "," in element.between:
            return False
        return element.in_capitals or "," in before or self.previous.dashed or (element.dashed and "." in before)

    def _may_be_place(self, element: Element, before: str) -> bool:
        if self.agency:
            joined = before.strip() in (",", "") or (before.strip() == "." and element.in_capitals)
            known = element.in_capitals or is_place(element.name)
            return joined and known and (not self.parts or self.previous is self.parts[-1])
        return len(self.parts) < 3 and (not self.parts or self.previous is self.parts[-1])

    def is_whole(self, last: Element) -> bool:
        """Return whether what was taken is a dateline, and a text follows that can begin so."""
        if not self._text_may_follow(last):
            return False
        if self.agency:
            return self._agency_fits(last)
        if not self.parts:
            return False
        if self.has_day:
            sure = self._place_is_sure() or len(self.place.split()) == 1
            return (last.dashed and sure) or (last.ends_it and self._place_is_sure())
        return self._place_alone_fits(last)

    def _agency_fits(self, last: Element) -> bool:
        agency = self.agency
        bare = last.sure and not last.between.strip() and bool(last.bracketed or self.parts)
        if not (last.ends_it or bare or (last.bracketed and last.next == len(self.text))):
            return False
        if not self.parts and not self.has_day:
            if "|" in last.between or (":" in last.between and agency.name.isascii() and agency.is_name):
                return False  # the parts of a byline; who says what follows
            return agency.sure or (agency.kind is Kind.AGENCY and agency.in_capitals and not agency.bracketed)
        if not self.parts and not agency.sure and not (agency.kind is Kind.AGENCY and agency.in_capitals):
            return False
        if agency.kind is Kind.NAME and not (self._place_is_sure() or "," in self.parts[-1].between):
            return False
        return agency.sure or self.has_day or self._place_is_sure()

    def _place_is_sure(self) -> bool:
        """Return whether the place is in capitals, or a known town."""
        return self.parts[0].in_capitals or any(is_place(part.name) for part in self.parts)

    def _place_alone_fits(self, last: Element) -> bool:
        """Return whether a place without day and agency is a dateline: a known town, or capitals before a dash."""
        first = self.parts[0].name
        rest = self.text[last.next :]
        if len(rest.split(maxsplit=SENTENCE_MIN)) < SENTENCE_MIN or not _SENTENCE_END.search(rest):
            return False
        capitals, known = self.parts[0].in_capitals, is_town(first)
        if not last.dashed:
            return capitals and known and last.ends_it
        if not (last.between[0] in " .—–" or "--" in last.between):
            return False
        in_country = len(self.parts) > 1 and is_country(self.parts[-1].name) and not is_country(first)
        if capitals and not in_country:
            letters = sum(map(str.isalpha, first))
            ordinary = all(part.isalpha() for part in re.split(r"[\s'’.-]+", first) if part)
            labelled = any(story_key(word) in words.LABELS for word in first.split())
            return known or (letters > ACRONYM_MAX and ordinary and not labelled)
        return ((known and len(self.parts) == 1) or in_country) and not _SECOND_DASH.match(rest)

    def _text_may_follow(self, last: Element) -> bool:
        if last.next >= len(self.text):
            return bool(self.agency) or (bool(self.parts) and self.has_day)
        if self.text[last.next] == "." and last.between.endswith("."):  # an ellipsis
            return False
        at = _OPENING.match(self.text, last.next).end()
        following = self.text[at : at + 1]
        if following.isalpha() and following == following.lower() != following.upper():
            return bool(self.agency) and self.agency.sure and last.between != "-" and not last.between.isspace()
        return following.isalnum() or bool(self.agency and self.agency.sure) or following in "$€£№#"
