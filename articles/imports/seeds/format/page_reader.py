"""Reading of a page's lines: which are the story's text, which its sidebars' entries, which furniture. No Django.

menu, byline, photo credit          left out; a byline's names become the authors
text                                paragraphs; share lines and the like between and after them left out
the name of a sidebar, its entries  only after the text has begun, and only if the lines look like entries
footer                              left out
"""

import re
from collections.abc import Callable

from articles.imports.seeds.format.above_text import AboveText
from articles.imports.seeds.format.furniture import furniture_of
from articles.imports.seeds.format.kinds import AFTER_TEXT, IN_TEXT, Kind, begins_text, is_item, is_title
from articles.imports.seeds.format.page import Line, Page
from articles.imports.seeds.format.page_words import LINE_MAX, PageWords
from articles.imports.seeds.format.person_names import is_about_author, is_department, is_name
from articles.imports.seeds.format.sidebar_lines import is_rule, judge
from articles.outside.errors import SourceError
from articles.text.sentences import is_sentence_end

PARAGRAPHS_MAX = 5_000
ENTRIES_MAX = 1_000  # in one sidebar

FOOTER_MAX = 20  # lines
TITLES_MAX = 1  # between two lines of the footer
CLOCKED = re.compile(r"\A\d{1,2}:\d{2}\s+(?=[^\W\d_])")  # the time before an entry

_SIGNED = re.compile(r"\((?:[A-ZА-ЯЁԱ-Ֆ][\w.-]*\s?){1,4}\)|(?:[A-ZА-ЯЁԱ-Ֆ]{2,4}[\s/]){0,3}[A-ZА-ЯЁԱ-Ֆ]{2,4}/?")
_PHONE = re.compile(r"[(+]?\d[\d() -]{3,}-?\d")
_CONTRIBUTED = tuple(f"contributed {to}." for to in ("to this report", "to this article", "to this story", "reporting"))
CONTRIBUTED_MAX = 120  # characters
PHONE_DIGITS = 5  # at least


class PageReader:
    """Reader of pages that use these words; `above` reads what stands above the text.

    `is_stamp` and `has_dateline` say of a line whether it is the story's stamp, or begins with a dateline.
    """

    def __init__(self, words: PageWords, is_stamp: Callable[[str], bool], has_dateline: Callable[[str], bool]):
        self.words, self.furniture, self.has_dateline = words, furniture_of(words), has_dateline
        self.above = AboveText(words, is_stamp, has_dateline)

    def body(self, lines: list[Line], stamped: bool, page: Page) -> None:
        """Add the paragraphs and the sidebars' entries to `page`. Raises SourceError if there are too many."""
        page_lines = lines
        if self.words.know_pages:
            lines = self.above.before_text(lines, stamped, page)
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
            if stamped or any(begins_text(line, self.has_dateline) for _, line in lines[begun:at]):
                return at
            begun = at
        return len(lines)

    def _add_text(self, lines: list[Line], page: Page, *, prose_only: bool = False) -> None:
        """Add the lines of text to the paragraphs, without the furniture between them."""
        know = self.words.know_pages
        called = below_button = False  # the lines before are `Read also:` and headlines; a button and items
        for at, (number, line) in enumerate(lines):
            kind = self.furniture.kind_of(line) if know else None
            if kind in (Kind.RIGHTS, Kind.END) and page.paragraphs and len(lines) - at <= FOOTER_MAX:
                page.left_out += lines[at:]
                return
            below_button = kind is Kind.BUTTON or (below_button and kind is Kind.MENU)
            called = called and not kind and is_title(line)
            if kind in IN_TEXT or below_button or called or (prose_only and (kind or is_title(line))):
                page.leave_out(number, line, self.furniture)
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
            if self.furniture.kind_of(line) in AFTER_TEXT or self._is_signature(page, at) or _ends_in_phone(line):
                kept, titles = at, 0
            elif not is_item(line):
                titles += 1
                if titles > TITLES_MAX or not is_title(line) or len(line) > LINE_MAX:
                    break
        for number, line in page.paragraphs[kept:]:
            page.leave_out(number, line, self.furniture)
        del page.paragraphs[kept:]

    def _is_signature(self, page: Page, at: int) -> bool:
        """Return whether a paragraph names the author or the agency below the text, and is no item of a list."""
        line = page.paragraphs[at][1]
        signed = is_name(line) or _SIGNED.fullmatch(line) is not None or is_department(line) or line in page.authors
        about = is_about_author(line, page.authors) or (len(line) <= CONTRIBUTED_MAX and line.endswith(_CONTRIBUTED))
        return about or (signed and is_sentence_end(page.paragraphs[at - 1][1]))

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
            if not line[0].isalpha():  # as most lines begin
                if is_rule(line):
                    continue
                if self.words.know_pages:
                    line = CLOCKED.sub("", line, count=1)
            if len(into) == ENTRIES_MAX:
                raise SourceError(f"there are more than {ENTRIES_MAX:,} entries under {name[1]!r}", number)
            into.append(line)

    def _judged(self, lines: list[Line]) -> tuple[str, int]:
        return judge([line for _, line in lines], self.furniture, self.has_dateline)


def _ends_in_phone(line: str) -> bool:
    """Return whether a line is nothing but a short text and a telephone number: Hotline: 1-23-45."""
    if not line[-1].isdigit() or len(line) > LINE_MAX:
        return False
    text, _, number = line.rpartition(": ")
    text, number = (text, number) if text else line.split("՝ ", 1) if "՝ " in line else ("", line)
    return (
        text.count(" ") < 4 and _PHONE.fullmatch(number) is not None and sum(map(str.isdigit, number)) >= PHONE_DIGITS
    )
