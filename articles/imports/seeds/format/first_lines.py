"""The lines before a seed's text: day and headline, the headline once more, the stamp. Imports no Django."""

import re
from collections.abc import Container
from datetime import date, timedelta
from typing import NamedTuple

from articles.imports.seeds.format.page_words import plain
from articles.imports.seeds.keys import story_key
from articles.outside.errors import SourceError
from articles.text.dates import at_local, local_day
from articles.text.moments.stamps import STAMP_MAX, Moment, Stamp, read_stamp
from articles.text.plain import FIRST_YEAR, HEADLINE_MAX, LAST_YEAR, is_readable

LOOKED_AT = 12  # lines after the first, among which the stamp is looked for
SITE_MAX = 40  # characters of a site's name before or after a headline
TEXT_BEGINS = "//"  # what begins so is text, whatever it looks like; the writer writes it where it must
BESIDE_MAX = 3  # words before or after a stamp on its line
DIGITS_MIN = 5  # of a day and a time
CLEAN_MIN = 15  # letters of a headline that may be taken instead of the one on line 1

_FIRST_LINE = re.compile(r"date (\d{1,4})-(\d{1,2})-(\d{1,2})(?: (.+))?", re.IGNORECASE | re.ASCII)
_INCOMPLETE = re.compile(r"date (\d{4}(?:-\d{2})?)(?: (.+))?", re.IGNORECASE | re.ASCII)
_MEANT_AS_STAMP = re.compile(r"[^\W\d]{3,12}\.? \d{1,2},? \d{1,4}(?: ?[-–—,] ?\d.*)?|.{0,40}\bAMS?T")
_BETWEEN_NAMES = re.compile(r"\s(?:[|»›•·/]|::|[-–—])\s")
_CURE = "write ` date YYYY-MM-DD HEADLINE`"
_OF_ANOTHER_EVENT = re.compile(
    r"\b(?:until|till|embargo\w*|before|after|starts?|begins?|до|после|с|մինչև|մինչեւ)\b", re.I
)
_WORD = re.compile(r"\S+")
_A_DAY = timedelta(days=1)

Line = tuple[int, str]  # number from 1, text


class Head(NamedTuple):
    """What the lines before the text say, and the lines that are left."""

    headline: str
    moment: Moment
    stamped: bool
    before: list[Line]  # lines between the headline and the stamp
    after: list[Line]  # lines after the stamp; all lines if there is none


class FirstLine(NamedTuple):
    """Line 1: its day, or the year and perhaps the month of one that is incomplete; and the headline."""

    number: int
    headline: str
    day: date | None
    written: str  # the date as it stands there

    def may_be(self, day: date) -> bool:
        """Return whether a stamp of this day is the story's, wherever it stands."""
        if day == self.day:
            return True
        if self.day is None:
            return f"{day:%Y-%m}".startswith(self.written)
        return abs(day - self.day) <= _A_DAY


def read_head(lines: list[Line], markers: Container[str], notes: list[str]) -> Head:
    """Return what the first of the `lines`, none of which is blank, say; add warnings to `notes`.

    `markers` are the names of sidebars, in plain form: behind one that follows text, no stamp is looked for.
    Raises SourceError.
    """
    first = _first_line(*lines[0])
    found = _Found(first, lines[1:], markers)
    stamps = found.stamps()
    moment = _moment(first, stamps, notes)
    dropped = found.unreadable | {index for index, _ in stamps} - found.kept
    notes += [f"line {lines[index + 1][0]}: {found.reasons[index]}" for index in sorted(found.unreadable)]
    left_out = dropped | found.repeats
    rest = [line for index, line in enumerate(lines[1:]) if index not in left_out]
    if found.repeats and (not rest or plain(rest[0][1]) in markers):  # then it is the text
        found.repeats.clear()
        left = [line for index, line in enumerate(lines[1:]) if index not in dropped]
        return Head(first.headline, moment, bool(stamps), [], left)
    at = stamps[0][0] if stamps else 0
    left = [index for index in range(at) if index not in left_out]
    return Head(found.headline, moment, bool(stamps), rest[: len(left)], rest[len(left) :])


def _first_line(number: int, line: str) -> FirstLine:
    """Return what line 1 says. Raises SourceError."""
    match = _FIRST_LINE.fullmatch(line)
    if match is None and (match := _INCOMPLETE.fullmatch(line)):
        if not match[2]:
            raise SourceError(f"{_says_no_day(match[1])}, and there is no headline after it: {_CURE}", number)
        return FirstLine(number, _checked(match[2], number), None, match[1])
    if match is None:
        raise SourceError(f"the first line must read ` date YYYY-MM-DD HEADLINE`, and reads {line[:60]!r}", number)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise SourceError(f"the date names no real day: {error}", number) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise SourceError(f"the year {day.year} is not between {FIRST_YEAR} and {LAST_YEAR}: mend the date", number)
    return FirstLine(number, _checked(match[4] or "", number), day, str(day))


def _says_no_day(written: str) -> str:
    return f"the date {written!r} has no {'day' if '-' in written else 'month and no day'}"


def _checked(headline: str, number: int) -> str:
    """Return the headline. Raises SourceError if it cannot be one."""
    if not headline:
        raise SourceError("there is no headline after the date", number)
    if len(headline) > HEADLINE_MAX:
        raise SourceError(f"the headline has {len(headline):,} characters; {HEADLINE_MAX} is the most", number)
    if "\ufffd" in headline:
        raise SourceError("the headline holds U+FFFD: letters were lost before this file was written", number)
    if not is_readable(headline):
        raise SourceError("the headline has no letter and no digit", number)
    return headline


class _Found:
    """What is found among the lines after the first: stamps, by the index of their line, and the headline again."""

    def __init__(self, first: FirstLine, lines: list[Line], markers: Container[str]):
        self.first, self.headline = first, first.headline
        self.groups: list[list[tuple[int, Stamp]]] = []  # of stamps on lines that follow each other
        self.repeats: set[int] = set()
        self.kept: set[int] = set()  # lines that say more than a stamp
        self.reasons: dict[int, str] = {}  # why a line that is meant as a stamp is none
        self.on_line_2 = False  # the first group has nothing but the headline before it
        self._look(lines, markers)

    @property
    def unreadable(self) -> set[int]:
        return set(self.reasons)

    def stamps(self) -> list[tuple[int, Stamp]]:
        """Return the stamps of the story: those of its day, else those on line 2; none if there are no such."""
        fitting = [group for group in self.groups if self._fits(group)]
        return (fitting or (self.groups if self.on_line_2 else []) or [[]])[0]

    def _look(self, lines: list[Line], markers: Container[str]) -> None:
        others, long = 0, 0  # lines that are neither; those of them that are too long for a stamp
        for index, (_, line) in enumerate(lines[:LOOKED_AT]):
            if line.startswith(TEXT_BEGINS):
                return
            if headline := the_same_headline(self.headline, line):
                self.headline = headline
                self.repeats.add(index)
                continue
            stamp = self._stamp(index, line, alone=not others) if len(line) <= STAMP_MAX else None
            if stamp is not None:
                self.on_line_2 = self.on_line_2 or not (others or self.groups)
                if self.groups and self.groups[-1][-1][0] == index - 1:
                    self.groups[-1].append((index, stamp))
                else:
                    self.groups.append([(index, stamp)])
            elif index not in self.reasons:
                if (self.groups and self._fits(self.groups[-1])) or (
                    long and (plain(line) in markers or len(line) > STAMP_MAX)
                ):
                    return
                others += 1
                long += len(line) > STAMP_MAX

    def _stamp(self, index: int, line: str, *, alone: bool) -> Stamp | None:
        """Return the stamp; note why an unreadable one is unreadable if it stands on line 2 (`alone`)."""
        try:
            stamp = read_stamp(line, self.first.day)
        except ValueError as error:
            self.reasons |= {index: str(error)} if alone else {}
            return None
        few_words = sum(map(str.isdigit, line)) >= DIGITS_MIN and line[-1] not in ".!?…։:"
        if stamp is None and few_words and not any(map(self._fits, self.groups)):
            stamp = self._stamp_in(line)
            self.kept |= {index} if stamp else set()
        if stamp is None and alone and not self.groups and len(line) < 60 and _MEANT_AS_STAMP.fullmatch(line):
            self.reasons[index] = f"cannot read the stamp {line!r}; it should read like `October 2, 2020 - 19:13 AMT`"
        if stamp and stamp.day is None and not alone and not self.groups:  # a time of day among other lines
            return None
        return stamp

    def _stamp_in(self, line: str) -> Stamp | None:
        """Return the day and time beside few other words: `By Ani | March 8, 2021 12:30`, `Спорт 12:30 8.03.21`.

        Only those of the story's day, because a line may also say when something begins.
        """
        if _OF_ANOTHER_EVENT.search(line):
            return None
        words = [match.start() for match in _WORD.finditer(line)]
        parts = line.split("|") if "|" in line else []
        parts += [line[at:] for at in words[1 : BESIDE_MAX + 1]] + [line[:at] for at in words[: -BESIDE_MAX - 1 : -1]]
        for part in parts:
            try:
                stamp = read_stamp(part, self.first.day)
            except ValueError:
                continue
            if stamp and stamp.day and stamp.clock and self.first.may_be(stamp.day):
                return stamp
        return None

    def _fits(self, group: list[tuple[int, Stamp]]) -> bool:
        return any(stamp.day and self.first.may_be(stamp.day) for _, stamp in group)


def _moment(first: FirstLine, found: list[tuple[int, Stamp]], notes: list[str]) -> Moment:
    """Return the moment of the stamps, or else the day of line 1. Raises SourceError if neither says the day."""
    stamps = [stamp for _, stamp in found]
    own = [stamp for stamp in stamps if not stamp.updated] or stamps
    days = [stamp.day for stamp in own + stamps if stamp.day]
    day = first.day if first.day in days else next(filter(first.may_be, days), days[0] if days else first.day)
    if day is None or (first.day is None and not first.may_be(day)):
        raise SourceError(f"{_says_no_day(first.written)}: {_CURE}", first.number)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        notes.append(f"the stamp's year {day.year} is not between {FIRST_YEAR} and {LAST_YEAR}: line 1's day is taken")
        return Moment(at_local(first.day), time_known=False)
    clock = next((stamp for stamp in own if stamp.clock and stamp.day in (day, None)), None)
    if not stamps:
        notes.append(f"there is no stamp: the day of line 1, {day}, is taken, without a time")
    moment = clock.moment(day) if clock else Moment(at_local(day), time_known=False)
    if first.day is None:
        notes.append(f"{_says_no_day(first.written)}: the stamp's is taken")
    elif (stamped := local_day(moment.at) if clock and clock.zone else day) != first.day:
        notes.append(f"line 1 says {first.day}, the stamp {stamped}: the stamp is taken")
    return moment


def the_same_headline(headline: str, line: str) -> str:
    """Return the headline if the line is the same, in any case, quotes and spaces, or "".

    A site's name may stand before or after either of them; what is returned is the one without it.
    """
    if len(line) > len(headline) + 2 * SITE_MAX:
        return ""
    key, wanted = story_key(line), story_key(headline)
    if key == wanted:
        return headline if key else ""
    if wanted in key and _is_within(line, wanted):
        return headline
    if len(key) >= CLEAN_MIN and key in wanted and _is_within(headline, key):
        return line
    return ""


def _is_within(line: str, key: str) -> bool:
    """Return whether the line is the text of that story key and, before or after it, a site's name."""
    for between in _BETWEEN_NAMES.finditer(line):
        for part, site in (
            (line[: between.start()], line[between.end() :]),
            (line[between.end() :], line[: between.start()]),
        ):
            if len(site) <= SITE_MAX and story_key(part) == key:
                return True
    return False
