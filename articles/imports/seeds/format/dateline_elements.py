"""What a dateline is made of: names, days, names in brackets or slashes, and the signs between them. No Django."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from articles.imports.seeds.format import dateline_words as words
from articles.imports.seeds.keys import story_key
from articles.text.moments.stamps import day_ends
from articles.text.moments.words import WEEKDAYS

LENGTH_MAX = 200  # characters of a dateline
ELEMENTS_MAX = 8
WORDS_MAX = 5  # of one name

_SLASHES = re.compile(r"/(?=\S)((?:[^/\n]|/(?=\w)){1,120}?)(?<=\S)/(?=[\s.,:։–—-]|$)")
_SPACED_SLASHES = re.compile(r"/\s([^/\n]{1,60}?)\s/(?=\s)")  # after a town only: else it is a trail of pages
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]")
_WEB = re.compile(r"[^\W_][\w-]{0,40}(?:\.[^\W_][\w-]{0,20}){0,2}\.([^\W\d_]{2,8})(?![\w.]\w)")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)(?:\s(?:AMT|GMT|UTC|MSK|мск)\b)?", re.IGNORECASE)
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,4}"  # N.Y., U.S.
    r"|(?:St|Ste|Ft|Mt|г|с|пос|ք|գ)\.(?=\s?[^\W\d_a-zа-яё])"
    r"|«[^«»\n]{2,40}»"
    r"|[^\W_](?:[\w'’՚&+]|-(?=\w))*"
)
_TOWN_SIGN = re.compile(r"(?:г|с|пос|ք|գ)\.\s?")
_BETWEEN = re.compile(r"\s*[.,]?\s*[:։|•]?\s*[-–—―]{0,3}\s*")
_WEB_DASH = re.compile(r"\s?[-–—―]+(?:\s|(?=[A-ZԱ-ՖА-ЯЁ0-9\"“«])|$)")
_JOINED = re.compile(r"/(?=[A-ZԱ-ՖА-ЯЁ])")  # GENEVA/PARIS
_DASH = re.compile(r"[-–—―]")


class Kind(Enum):
    NAME = auto()  # of a place, or of an agency that nobody knows
    AGENCY = auto()
    DAY = auto()
    TIME = auto()


class Element(NamedTuple):
    kind: Kind
    start: int
    end: int
    name: str
    sure: bool = False  # an agency by its slashes, its web address or its known name
    bracketed: str = ""  # "/" or "("
    between: str = ""  # what follows it
    next: int = 0  # where the next element or the text begins

    @property
    def in_capitals(self) -> bool:
        return self.name.isupper()

    @property
    def is_name(self) -> bool:
        return not self.bracketed and "." not in self.name

    @property
    def ends_it(self) -> bool:
        return any(sign in self.between for sign in ".:։|") or self.dashed or self.between == "/ "

    @property
    def dashed(self) -> bool:
        return _DASH.search(self.between) is not None


def is_place(name: str) -> bool:
    return is_town(name) or is_country(name)


def is_town(name: str) -> bool:
    """Return whether the name is a known town's, with the sign of a town or without."""
    return words.place_key(_TOWN_SIGN.sub("", name)) in words.TOWNS


def is_country(name: str) -> bool:
    return words.place_key(name) in words.COUNTRIES or name.rstrip(".") in words.STATES


def elements(text: str) -> Iterator[Element]:
    """Yield the elements with which the text begins, until one that can be none in a dateline."""
    at, previous = 0, None
    for _ in range(ELEMENTS_MAX):
        element = _element_at(text, at, previous) if at < min(len(text), LENGTH_MAX) else None
        if element is None:
            return
        end = element.end + (element.name in words.STATES and text[element.end : element.end + 1] == ".")
        between = _BETWEEN.match(text, end)[0]
        at = end + len(between)
        if element.kind is Kind.AGENCY and not between and text.startswith("/ ", at):
            between, at = "/ ", at + 2
        elif not between and _JOINED.match(text, at):
            between, at = "/", at + 1
        if not between and at < len(text) and text[at] not in "/([" and not (element.bracketed and text[at].isupper()):
            return
        previous = element._replace(end=end, between=between, next=at)
        yield previous


def _element_at(text: str, at: int, previous: Element | None) -> Element | None:
    sign = text[at]
    if sign == "/" and (match := _SLASHES.match(text, at)):
        return _bracketed(match)
    if sign == "/" and previous and is_town(previous.name) and (match := _SPACED_SLASHES.match(text, at)):
        return _bracketed(match)
    if sign == "[" and previous and previous.kind is Kind.NAME and (match := _BRACKETS.match(text, at)):  # a country
        return Element(Kind.NAME, at, match.end(), match[1], bracketed="(")
    if sign in "([" and (match := _BRACKETS.match(text, at)):
        return _bracketed(match)
    if end := day_ends(text, at):
        return Element(Kind.DAY, at, end, "")
    if previous and previous.kind in (Kind.DAY, Kind.TIME) and (match := _TIME.match(text, at)):
        return Element(Kind.TIME, at, match.end(), "")
    match = _WEB.match(text, at)
    if match and (match[1].lower() in words.TOP_LEVELS or _WEB_DASH.match(text, match.end())):
        return Element(Kind.AGENCY, at, match.end(), match[0], sure=True)
    return _name_at(text, at, previous)


def _bracketed(match: re.Match) -> Element | None:
    """Return the element of what stands in brackets or slashes, where a day may stand beside the agency."""
    sign, inside = match[0][0], match[1].strip()
    if inside.lower().startswith("by "):
        return None
    names = [part for part in re.split(r",\s*", inside) if part and day_ends(part, 0) != len(part)]
    if day_ends(inside, 0) == len(inside):
        names = []
    if not names:
        return Element(Kind.DAY, match.start(), match.end(), "")
    if len(names) > 1 and sign != "/":
        return None
    name = (inside if sign == "/" else ", ".join(names)).strip(' «»"“”')
    if sign != "/" and is_place(name):
        return Element(Kind.NAME, match.start(), match.end(), name, bracketed="(")
    known = sign == "/" or story_key(name) in words.AGENCIES or _WEB.fullmatch(name) is not None
    if not name or not (known or (any(map(str.isupper, name[:1])) and len(name.split()) <= WORDS_MAX)):
        return None
    return Element(Kind.AGENCY, match.start(), match.end(), name, sure=known, bracketed="/" if sign == "/" else "(")


def _name_at(text: str, at: int, previous: Element | None) -> Element | None:
    """Return the element of a weekday, or of a name of up to WORDS_MAX words with capitals."""
    ends = list(_word_ends(text, at))
    if not ends or len(ends) > WORDS_MAX:
        return None
    name = text[at : ends[-1]]
    if len(ends) == 1 and name.lower() in WEEKDAYS:
        return Element(Kind.DAY, at, ends[-1], "")
    if _is_agency(name):
        key = story_key(name)
        return Element(Kind.AGENCY, at, ends[-1], name, sure=key in words.AGENCIES and key not in words.AMBIGUOUS)
    if previous and (previous.dashed or "," in previous.between or "." in previous.between) and name[0].isupper():
        for end in ends[-2::-1]:  # an agency that no stop divides from the text
            if text[at:end].isupper() and story_key(text[at:end]) in words.AGENCIES:
                return Element(Kind.AGENCY, at, end, text[at:end], sure=True)
    return Element(Kind.NAME, at, ends[-1], name)


def _word_ends(text: str, at: int) -> Iterator[int]:
    """Yield where each word of the name ends that begins at that place."""
    match, particle = _WORD.match(text, at), False
    if match is None or match[0].lower() in words.NEVER_FIRST or match[0].isdigit():
        return
    for _ in range(WORDS_MAX + 2):
        word = match[0]
        particle = word in words.PARTICLES
        if (
            not particle
            and word not in words.LATER_WORDS
            and not (word[0].isupper() or (word[0].isdigit() and not word.isdigit()) or word[0] in "«гспքգ")
        ):
            return
        if not particle:
            yield match.end()
        after = match.end()
        if text[after : after + 1] != " " or day_ends(text, after + 1):
            return
        match = _WORD.match(text, after + 1)
        if match is None:
            return


def _is_agency(name: str) -> bool:
    key = story_key(name)
    if key in words.AGENCIES:
        return True
    if key.startswith(words.AGENCY_BEGINS) and "«" in name:
        return True
    first, _, country = name.replace("-", " ").rpartition(" ")
    if is_country(country) and story_key(first) in words.AGENCIES_OF_COUNTRIES:
        return True
    if not key.endswith(words.AGENCY_ENDS):
        return False
    end = next(end for end in words.AGENCY_ENDS if key.endswith(end))
    return len(key) > len(end) + 1 and story_key(name.split()[0]) not in words.LABELS
