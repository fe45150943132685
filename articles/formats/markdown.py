"""A story as Markdown (CommonMark 0.31): text that looks like Markdown stays text.

It is written for the HTML that articles/text/richtext.py allows, because packages on PyPI escape too little (a line
that begins with "1." becomes a list) or bring a parser of their own. If Markdown cannot express something, emphasis
is dropped, never the text: of `<strong>"So"</strong>` only the word is strong, and of two emphases that touch, the
second is dropped. Tables and footnotes are as GitHub's Markdown has them: what a cell spans is empty, its paragraphs
become one, and only a first row of header cells is told from the others. A fact box is a quotation with a heading.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, urljoin

from articles.text.blocks import footnotes, tables
from articles.text.placed_photos import numbers_of_line

_SPACE = re.compile(r"\s+")
_SIGNS = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)|!\Z")
_LINE_START = re.compile(r"\A(\d{1,9}(?=[.)](?:\s|\Z))|(?=[#+=>-]))(.)")
_FIRST = re.compile(r"[^\W_]|\Z")  # what can be emphasised begins and ends with a letter or digit
_FOOTNOTE = re.compile(r"(\[\^\d{1,3}\])")
_NOT_IN_A_LINK = re.compile(r"[\x00-\x20<>\\`]")
_MARKS = {"strong": "**", "em": "*"}
BREAK = "\n"
DEPTH_MAX = 20  # nested lists and quotes that are shown; each indents all lines within it
_BLOCKS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote"}


def escape(text: str) -> str:
    """Return one line of plain text as Markdown that reads the same."""
    return _escape_line(_escape_signs(text))


def from_html(body: str, base: str, lead: str = "", photos: Mapping[int, str] | None = None) -> str:
    """Return a sanitised body as Markdown, without a line end.

    Relative links are resolved against the address `base`. `lead` is Markdown that is run into the first paragraph,
    such as a dateline; if the body does not begin with one, `lead` is a paragraph of its own. `photos` are paragraphs
    of Markdown for the places of photos, by number; others are left out.
    """
    text, notes = footnotes.taken_out(body)
    marked = dict.fromkeys(number for number in footnotes.marks_in(text) if number in notes)
    written = [_written(text, base, lead, photos or {}, marked)]
    for number in (*marked, *(one for one in notes if one not in marked)):
        words = _written(f"<p>{notes[number].content}</p>", base).replace("\n", "\n    ")
        written.append(f"[^{number}]: {words}" if number in marked else f"\\[^{number}\\]: {words}")
    return "\n\n".join(filter(None, written))


def _written(body: str, base: str, lead: str = "", photos: Mapping[int, str] = {}, marked: Container[str] = ()) -> str:
    writer = _Writer(base, lead, photos, marked)
    writer.feed(body)
    writer.close()
    return writer.finish()


class _Run(NamedTuple):
    """A run of text of one kind within a block."""

    text: str  # BREAK: a line ends here
    marks: str = ""  # "", "*", "**" or "***"
    link: str = ""
    raw: bool = False  # it is Markdown already: a footnote's mark


class _Container:
    """A quote, a list or an item of one, which contains blocks."""

    def __init__(self, tag: str, marker: str = ""):
        self.tag, self.marker, self.count, self.begun = tag, marker, 0, False

    def prefix(self) -> str:
        """Return what precedes a line in it: an item's marker before its first line, blanks before the others."""
        if self.tag == "li":
            return " " * len(self.marker) if self.begun else self.marker
        return "> " if self.tag == "blockquote" else ""

    def further(self) -> str:
        """Return what precedes any line but the first."""
        return "> " if self.tag == "blockquote" else " " * len(self.marker)


class _Writer(HTMLParser):
    """A parser that collects the runs of a block, and writes the block where it ends."""

    def __init__(self, base: str, lead: str, photos: Mapping[int, str], marked: Container[str]):
        super().__init__(convert_charrefs=True)
        self.base, self.lead, self.photos, self.marked = base, lead, photos, marked
        self.table: list[list[tuple[dict, str]]] | None = None  # the rows of the table that is open
        self.heads = False  # its first row is of header cells
        self.cell: dict = {}
        self.inside: list[_Container] = []
        self.before: list[_Container] = []  # the containers of the previous block
        self.runs: list[_Run] = []
        self.marks = Counter()  # how many elements of each kind are open
        self.link = self.heading = ""
        self.lines: list[str] = []
        self.has_text = False  # whether anything but photos is written

    def handle_starttag(self, tag, attrs):
        if tag in _MARKS:
            self.marks[_MARKS[tag]] += 1
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""
        elif tag == "br":
            self.runs.append(_Run(BREAK))
        elif tag == "hr":
            self._end_block()
            self._write(["---"])
        elif tag == "table":
            self._end_block()
            self.table, self.heads = [], True
        elif self.table is not None:
            self._start_in_table(tag, attrs)
        elif tag in _BLOCKS:
            self._end_block()
            self.heading = {"h2": "## ", "h3": "### "}.get(tag, "")
            if tag not in ("p", "h2", "h3"):
                self.inside.append(_Container(tag, self._marker() if tag == "li" else ""))

    def handle_endtag(self, tag):
        if tag in _MARKS and self.marks[_MARKS[tag]]:
            self.marks[_MARKS[tag]] -= 1
        elif tag == "a":
            self.link = ""
        elif tag == "table":
            self._end_table()
        elif self.table is not None:
            self._end_in_table(tag)
        elif tag in _BLOCKS:
            self._end_block()
            if self.inside and self.inside[-1].tag == tag:
                self.inside.pop()

    def handle_data(self, data):
        marks = "".join(sorted(+self.marks))
        for number, text in enumerate(_FOOTNOTE.split(_SPACE.sub(" ", data)) if not self.link else [data]):
            if number % 2 and text[2:-1] in self.marked:
                self.runs.append(_Run(text, raw=True))
            elif text:
                self.runs.append(_Run(_SPACE.sub(" ", text), marks, self.link))

    def _start_in_table(self, tag: str, attrs: list) -> None:
        if tag == "tr":
            self.table.append([])
        elif tag in ("td", "th"):
            self.runs, self.cell = [], dict(attrs)
            self.heads = self.heads and (len(self.table) > 1 or tag == "th")
        elif self.runs:  # a further paragraph of the cell
            self.runs.append(_Run(BREAK))

    def _end_in_table(self, tag: str) -> None:
        if tag in ("td", "th") and self.table:
            self.table[-1].append((self.cell, " ".join(_lines(self.runs, self.base))))
            self.runs = []

    def _end_table(self) -> None:
        """Write the table: the first row as its head if it is one, else an empty head, without which it is no table."""
        rows, self.table, self.runs = tables.grid(self.table or []), None, []
        if not rows:
            return
        head, *others = rows if self.heads else [[""] * len(rows[0]), *rows]
        self.has_text = True
        self._write([_table_row(row) for row in (head, ["---"] * len(head), *others)], "\n")

    def finish(self) -> str:
        self._end_block()
        return "\n".join([self.lead.rstrip(), "", *self.lines] if self.lead else self.lines).strip("\n")

    def _marker(self) -> str:
        parent = self.inside[-1] if self.inside else None
        if parent is None or parent.tag != "ol":
            return "- "
        parent.count += 1
        return f"{parent.count}. "

    def _end_block(self) -> None:
        """Write the block that the runs make, if they contain a word."""
        numbers = [] if self.heading else numbers_of_line("".join(run.text for run in self.runs))
        lines, heading = _lines([] if numbers else self.runs, self.base), self.heading
        self.runs, self.heading = [], ""
        for number in numbers:
            if number in self.photos:
                self._write(self.photos[number].split("\\\n"))
        if not lines:
            return
        if heading:
            lines = [heading + " ".join(lines)]
        elif self.lead and not self.inside and not self.has_text:
            lines[0], self.lead = f"{self.lead}{lines[0]}", ""
        self.has_text = True
        self._write(lines)

    def _write(self, lines: list[str], line_end: str = "\\\n") -> None:
        """Write the lines of a block in the containers that are open."""
        inside = self.inside[:DEPTH_MAX]
        self._part_from_before(inside)
        first = "".join(container.prefix() for container in inside)
        further = "".join(container.further() for container in inside)
        for container in inside:
            container.begun = True
        self.lines.append(first + (line_end + further).join(lines))
        self.before = inside

    def _part_from_before(self, inside: list[_Container]) -> None:
        """Add a blank line, unless an item follows an item of the same list."""
        shared = [one for one, other in zip(inside, self.before, strict=False) if one is other]
        next_entry = any(one.tag == "li" and not one.begun for one in inside)
        if self.lines and not (next_entry and any(one.tag in ("ul", "ol") for one in shared)):
            self.lines.append("".join(one.further() for one in shared).rstrip())


def _table_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _lines(runs: list[_Run], base: str) -> list[str]:
    """Return the lines of a block in Markdown, without empty ones."""
    lines = [[]]
    for run in runs:
        if run.text == BREAK:
            lines.append([])
        elif run.text:
            lines[-1].append(run)
    written = (_line(_single_spaced(line), base) for line in lines)
    return [line for line in written if line]


def _single_spaced(runs: list[_Run]) -> list[_Run]:
    """Return the runs of one line without spaces at its ends, and with one space where two meet."""
    kept, spaced = [], True
    for run in runs:
        text = run.text.lstrip() if spaced else run.text
        if text:
            kept.append(run._replace(text=text))
            spaced = text.endswith(" ")
    if kept and spaced:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept


def _line(runs: list[_Run], base: str) -> str:
    parts = []
    for link, group in groupby(runs, key=lambda run: run.link):
        text = _emphasised(group)
        parts.append(f"[{text}](<{_destination(link, base)}>)" if link and text.strip() else text)
    return _escape_line("".join(parts))


def _emphasised(runs: Iterable[_Run]) -> str:
    written, touching = "", False
    for run in runs:
        if run.raw:
            written, touching = written + run.text, False
            continue
        before, core, after = _around_core(run.text)
        marks = "" if touching and not before else run.marks
        written += _escape_signs(before)
        written += f"{marks}{_escape_signs(core)}{marks}" if core else ""
        written += _escape_signs(after)
        touching = bool(core and marks and not after)
    return written


def _around_core(text: str) -> tuple[str, str, str]:
    """Split the text before its first and after its last letter or digit, in time linear in the text."""
    begin, end = _FIRST.search(text).start(), len(text)
    while end > begin and not text[end - 1].isalnum():
        end -= 1
    return text[:begin], text[begin:end], text[end:]


def _destination(link: str, base: str) -> str:
    with suppress(ValueError):  # not an address
        link = urljoin(base, link)
    return _SIGNS.sub(r"\\\g<0>", _NOT_IN_A_LINK.sub(lambda match: quote(match[0]), link))


def _escape_signs(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def _escape_line(line: str) -> str:
    """Escape what has a meaning at the end of a heading, or at the beginning of a line."""
    text = line.rstrip("#")
    return _LINE_START.sub(r"\1\\\2", text + "\\#" * (len(line) - len(text)))
