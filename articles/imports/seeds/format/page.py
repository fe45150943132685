"""Reading of a page's lines: which are the story's text, which its sidebars' entries, which furniture. No Django.

menu, byline, photo credit          left out; a byline's names become the authors
text                                paragraphs; share lines and the like between and after them left out
the name of a sidebar, its entries  only after the text has begun, and only if the lines look like entries
footer                              left out
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from articles.imports.seeds.format.captions import is_caption
from articles.imports.seeds.format.dateline_elements import is_town
from articles.imports.seeds.format.furniture import (
    AFTER_TEXT,
    IN_TEXT,
    Kind,
    furniture_of,
    is_item,
    is_title,
)
from articles.imports.seeds.format.page_words import LINE_MAX, SIDEBARS, PageWords, plain
from articles.imports.seeds.format.person_names import NAME_MAX, author_of, is_department, is_name, is_role, names_in
from articles.imports.seeds.format.sidebar_lines import LONG_LINE, is_rule, judge
from articles.outside.errors import SourceError
from articles.text.plain import without_bullet
from articles.text.sentences import is_sentence_end

PARAGRAPHS_MAX = 5_000
ENTRIES_MAX = 1_000  # in one sidebar

BEFORE_TEXT_MAX = 80  # lines among which the text's beginning is looked for
LEAD_MIN = 60  # characters of a first paragraph below the name of a section
RUBRICS_MAX = 3  # lines between the last that is surely furniture and the dateline
FOOTER_MAX = 20  # lines
DECKS_MAX = 2  # lines above a byline that stay
TITLES_MAX = 1  # between two lines of the footer
NAMED_MAX = 8  # lines that a warning names
CLOCKED = re.compile(r"\A\d{1,2}:\d{2}\s+(?=[^\W\d_])")  # the time before an entry

_SIGNED = re.compile(r"\((?:[A-ZА-ЯЁԱ-Ֆ][\w.-]*\s?){1,4}\)|(?:[A-ZА-ЯЁԱ-Ֆ]{2,4}\s){0,3}[A-ZА-ЯЁԱ-Ֆ]{2,4}")

Line = tuple[int, str]  # number from 1, text


@dataclass
class Page:
    """What was read of one page."""

    paragraphs: list[Line] = field(default_factory=list)
    sidebars: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in SIDEBARS.values()})
    authors: dict[str, None] = field(default_factory=dict)
    left_out: list[Line] = field(default_factory=list)
    credits: list[Line] = field(default_factory=list)  # of photos

    def warnings(self) -> Iterable[str]:
        """Yield a warning that names the lines left out, and one for credits of photos."""
        if self.left_out:
            yield f"left out, because they are the page's and not the story's: {_named(self.left_out)}"
        if self.credits:
            yield f"credit of a photo left out: {_named(self.credits)}"


def _named(lines: list[Line]) -> str:
    lines = sorted(set(lines))
    named = ", ".join(f"line {number} {text[:40]!r}" for number, text in lines[:NAMED_MAX])
    return named if len(lines) <= NAMED_MAX else f"{named} and {len(lines) - NAMED_MAX:,} more"


def _is_rubric(line: str) -> bool:
    """Return whether a line may be the name of a section or a genre: at most three words, and no item of a list.

    A name in capitals may be a dateline's place.
    """
    return (
        is_item(line)
        and not line.isupper()
        and line.count(" ") < 3
        and line[0].isupper()
        and not any(map(str.isdigit, line))
        and ":" not in line
        and "՝" not in line
    ) or _is_proper_name(line)


def _is_proper_name(line: str) -> bool:
    """Return whether a line is an institution's name: The National Assembly of the Republic."""
    words = line.split()
    capitals = sum(word[0].isupper() for word in words)
    return (
        3 <= len(words) <= 7
        and capitals > 2
        and not line.isupper()
        and not is_sentence_end(line)
        and all(word.isalpha() and (word[0].isupper() or len(word) <= 3) for word in words)
    )


class PageReader:
    """Reader of pages that use these words.

    `is_stamp` and `has_dateline` say of a line whether it is the story's stamp, or begins with a dateline.
    """

    def __init__(self, words: PageWords, is_stamp: Callable[[str], bool], has_dateline: Callable[[str], bool]):
        self.words, self.furniture = words, furniture_of(words)
        self.is_stamp, self.has_dateline = is_stamp, has_dateline

    def before_stamp(self, lines: list[Line], page: Page) -> list[Line]:
        """Return the lines with the stamp first, without the furniture before it.

        A sentence between the headline and the stamp stays: it follows the stamp. Without a stamp above the text,
        return the lines as they are.
        """
        if not self.words.know_pages or not lines or self.is_stamp(lines[0][1]):
            return lines
        at = self._stamp(lines)
        if not at:
            return lines
        above, kept = lines[:at], []
        in_menu = [self._is_furniture(line) for _, line in above]
        named = any(self.words.sidebar(line) for _, line in above)
        for (number, line), furniture in zip(above, in_menu, strict=True):
            if furniture or (is_title(line) and (named or (any(in_menu) and is_item(line)))):
                self._leave_out(number, line, page)
            else:
                kept.append((number, line))
        return [lines[at], *kept, *lines[at + 1 :]]

    def _stamp(self, lines: list[Line]) -> int:
        """Return the place of the stamp, if at most one sentence is before it; else 0."""
        prose = 0
        for at, (_, line) in enumerate(lines[:BEFORE_TEXT_MAX]):
            if self.is_stamp(line):
                return at if not prose or ":" in line else 0
            prose += not self._is_furniture(line) and not is_title(line)
            if prose > 1 or (not is_title(line) and self.has_dateline(line)):
                return 0
        return 0

    def _is_furniture(self, line: str) -> bool:
        return bool(self.words.sidebar(line) or self.furniture.kind_of(line))

    def _leave_out(self, number: int, line: str, page: Page) -> None:
        kind = self.furniture.kind_of(line)
        if kind is Kind.BYLINE and (authors := self.furniture.authors(line)):
            page.authors.update(dict.fromkeys(authors))
        elif not kind and is_name(line) and not page.authors:
            page.authors[line] = None
        elif kind is Kind.PHOTO:
            page.credits.append((number, line))
        else:
            page.left_out.append((number, line))

    def body(self, lines: list[Line], stamped: bool, page: Page) -> None:
        """Add the paragraphs and the sidebars' entries to `page`. Raises SourceError if there are too many."""
        page_lines = lines
        if self.words.know_pages:
            lines = self._before_text(lines, stamped, page)
        marks = [at for at, (_, line) in enumerate(lines) if self.words.sidebar(line)]
        first = self._first_sidebar(lines, marks, stamped)
        self._add_text(lines[:first], page)
        marks = [at for at in marks if at >= first]
        for at, end in zip(marks, [*marks[1:], len(lines)][: len(marks)], strict=True):
            self._add_sidebar(lines[at], lines[at + 1 : end], page)
        if self.words.know_pages:
            self._after_text(page)
        if not page.paragraphs:
            self._restore(page_lines[: len(page_lines) - len(lines) + first], page)

    def _restore(self, lines: list[Line], page: Page) -> None:
        """Make dates, numbers and labels the text after all, because there is no other."""
        page.paragraphs = [
            one for one in lines if self.furniture.kind_of(one[1]) in (Kind.DATE, Kind.NUMBER, Kind.DATA, Kind.LABEL)
        ]
        page.left_out = [one for one in page.left_out if one not in page.paragraphs]

    def _first_sidebar(self, lines: list[Line], marks: list[int], stamped: bool) -> int:
        """Return the place of the first name of a sidebar that has a stamp or text before it."""
        begun = 0
        for at in marks:
            if stamped or any(self._begins_text(line) for _, line in lines[begun:at]):
                return at
            begun = at
        return len(lines)

    def _begins_text(self, line: str) -> bool:
        bullet = without_bullet(line) != line
        return bullet or is_sentence_end(line) or len(line) > LONG_LINE or self.has_dateline(line)

    def _before_text(self, lines: list[Line], stamped: bool, page: Page) -> list[Line]:
        """Return the lines without the furniture before the text; a first paragraph above a byline stays."""
        last, named, above = 0, False, []
        for at, (_, line) in enumerate(lines[:BEFORE_TEXT_MAX]):
            name = self.words.sidebar(line)
            if name and stamped and self._are_entries(self._until_name(lines, at + 1)):
                break
            if name or self.furniture.kind_of(line):
                last, named = at + 1, named or bool(name)
            elif self.has_dateline(line):
                last = at if named or at - last <= RUBRICS_MAX else last  # what is above it is no text
                break
            elif self._is_name_above_text(lines, last, at, above):
                last = at + 1
                break
            elif self._is_person(lines, at) or self._is_caption(lines, at):
                last = at + 1
            elif without_bullet(line) != line or not (self._may_be_item(line) or (named and is_title(line))):
                if not self._stands_above_byline(lines, at, above):
                    if self._are_rubrics(lines[last : at + 1], RUBRICS_MAX if last else RUBRICS_MAX - 1):
                        last = at
                    break
                above.append(lines[at])
        for at, (number, line) in enumerate(lines[:last]):
            if (number, line) in above:
                continue
            if not self.furniture.kind_of(line) and not page.authors and self._is_person(lines, at):
                page.authors[author_of(line) or line] = None
            else:
                self._leave_out(number, line, page)
        return [*above, *lines[last:]] if last > len(above) else lines

    def _are_entries(self, lines: list[Line]) -> bool:
        """Return whether the lines below a sidebar's name above the text are its entries; no dispatch is one."""
        return self._judged(lines)[0] == "entries" and not any(self.has_dateline(line) for _, line in lines)

    def _is_person(self, lines: list[Line], at: int) -> bool:
        """Return whether a line is the author's name: a role or a paper beside it or below, or `By` above it."""
        line = lines[at][1]
        if author_of(line):
            return True
        if len(line) > NAME_MAX or not names_in(line, at_least=2):
            return False
        below, over = (lines[i][1] if 0 <= i < len(lines) else "" for i in (at + 1, at - 1))
        return is_role(below) or "@" in below or plain(over) in self.words.bylines

    def _is_caption(self, lines: list[Line], at: int) -> bool:
        """Return whether a line is a photo's caption, and the text is still to come.

        It ends in the credit; or the credit is just above it, and the dateline just below.
        """
        line, below = lines[at][1], lines[at + 1 : at + 1 + RUBRICS_MAX]
        if is_caption(line):
            return any(len(line) >= LEAD_MIN and is_sentence_end(line) for _, line in below)
        return (
            len(line) <= LONG_LINE
            and any(self.furniture.kind_of(line) is Kind.PHOTO for _, line in lines[max(at - 2, 0) : at])
            and any(self.has_dateline(line) for _, line in below[:1])
        )

    def _are_rubrics(self, lines: list[Line], at_most: int) -> bool:
        """Return whether all lines but the last are names of sections, sites or people, and the text begins with it."""
        *names, (_, text) = lines
        return (
            0 < len(names) <= at_most
            and len(text) >= LEAD_MIN
            and is_sentence_end(text)
            and not text[0].islower()
            and all(self._is_above_text(line) for _, line in names)
        )

    def _may_be_item(self, line: str) -> bool:
        return is_item(line) or _is_proper_name(line)

    def _is_above_text(self, line: str) -> bool:
        """Return whether a line may be the name of a section, a site or a person. A town in capitals is a dateline."""
        in_capitals = line.isupper() and is_item(line) and not any(map(str.isdigit, line)) and not is_town(line)
        return _is_rubric(line) or is_name(line) or in_capitals

    def _is_name_above_text(self, lines: list[Line], last: int, at: int, kept: list[Line]) -> bool:
        """Return whether a line is the author's name, at most names of sections are above it, and the text follows."""
        return (
            is_name(lines[at][1])
            and any(self._begins_text(line) for _, line in lines[at + 1 : at + 2])
            and at - last < RUBRICS_MAX
            and all(one in kept or self._is_above_text(one[1]) for one in lines[last:at])
        )

    def _stands_above_byline(self, lines: list[Line], at: int, above: list[Line]) -> bool:
        """Return whether a byline or a photo follows a line that stays: at once, or near if the line is a deck."""
        if len(above) >= (DECKS_MAX if is_title(lines[at][1]) else 1) or without_bullet(lines[at][1]) != lines[at][1]:
            return False
        if self._is_byline(lines[at + 1 : at + 2]):
            return True
        near = range(at + 1, min(at + 1 + RUBRICS_MAX, len(lines)))
        return is_title(lines[at][1]) and any(
            self._is_byline([lines[i]]) or self._is_person(lines, i) or self._is_caption(lines, i)
            for i in near
            if all(is_title(line) for _, line in lines[at + 1 : i])
        )

    def _is_byline(self, lines: list[Line]) -> bool:
        certain = (Kind.BYLINE, Kind.PHOTO, Kind.BUTTON)
        return any(is_name(line) or self.furniture.kind_of(line) in certain for _, line in lines)

    def _until_name(self, lines: list[Line], start: int) -> list[Line]:
        end = next((at for at in range(start, len(lines)) if self.words.sidebar(lines[at][1])), len(lines))
        return lines[start:end]

    def _add_text(self, lines: list[Line], page: Page, *, prose_only: bool = False) -> None:
        """Add the lines of text to the paragraphs, without the furniture between them."""
        know = self.words.know_pages
        called = below_button = False  # the lines before are `Read also:` and headlines; a button and items
        for at, (number, line) in enumerate(lines):
            kind = self.furniture.kind_of(line) if know else None
            if kind is Kind.RIGHTS and page.paragraphs and len(lines) - at <= FOOTER_MAX:
                page.left_out += lines[at:]
                return
            below_button = kind is Kind.BUTTON or (below_button and kind is Kind.MENU)
            called = called and not kind and is_title(line)
            if kind in IN_TEXT or below_button or called or (prose_only and (kind or is_title(line))):
                self._leave_out(number, line, page)
                called = called or (kind is Kind.CALL and self.furniture.is_bare_call(line))
                continue
            if len(page.paragraphs) == PARAGRAPHS_MAX:
                raise SourceError(f"there are more than {PARAGRAPHS_MAX:,} paragraphs", number)
            page.paragraphs.append((number, line))

    def _after_text(self, page: Page) -> None:
        """Leave out the furniture after the last paragraph; items count only below what is certain."""
        kept, titles = len(page.paragraphs), 0
        for at in range(len(page.paragraphs) - 1, 0, -1):
            line = page.paragraphs[at][1]
            if self.furniture.kind_of(line) in AFTER_TEXT or self._is_signature(page.paragraphs, at):
                kept, titles = at, 0
            elif not is_item(line):
                titles += 1
                if titles > TITLES_MAX or not is_title(line) or len(line) > LINE_MAX:
                    break
        for number, line in page.paragraphs[kept:]:
            self._leave_out(number, line, page)
        del page.paragraphs[kept:]

    def _is_signature(self, paragraphs: list[Line], at: int) -> bool:
        """Return whether a paragraph is the name of the author or the agency below the text, and no item of a list."""
        line = paragraphs[at][1]
        signed = is_name(line) or _SIGNED.fullmatch(line) is not None or is_department(line)
        return signed and is_sentence_end(paragraphs[at - 1][1])

    def _add_sidebar(self, name: Line, lines: list[Line], page: Page) -> None:
        """Add the entries under the name of a sidebar, or what else the lines are."""
        know = self.words.know_pages
        if len(lines) > ENTRIES_MAX + FOOTER_MAX:
            raise SourceError(f"there are more than {ENTRIES_MAX:,} entries under {name[1]!r}", lines[ENTRIES_MAX][0])
        verdict, end = self._judged(lines) if know else ("entries", len(lines))
        if verdict != "entries":
            page.left_out.append(name)
        if verdict == "mixed":
            page.left_out += lines
        elif verdict != "entries":
            self._add_text(lines, page, prose_only=verdict == "menu")
        else:
            page.left_out += lines[end:]
            self._add_entries(lines[:end], name, page)

    def _add_entries(self, lines: list[Line], name: Line, page: Page) -> None:
        into = page.sidebars[self.words.sidebar(name[1])]
        for number, line in lines:
            if is_rule(line):
                continue
            if line[0].isdigit():
                line = CLOCKED.sub("", line, count=1) if self.words.know_pages else line
            if len(into) == ENTRIES_MAX:
                raise SourceError(f"there are more than {ENTRIES_MAX:,} entries under {name[1]!r}", number)
            into.append(line)

    def _judged(self, lines: list[Line]) -> tuple[str, int]:
        return judge([line for _, line in lines], self.furniture, self.has_dateline)
