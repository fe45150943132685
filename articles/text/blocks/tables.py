"""Tables in a story's text. The one form in which they are stored: rows of cells that contain paragraphs.

`<table><tbody><tr><th><p>…</p></th><td><p>…</p></td></tr></tbody></table>`, as the editor writes them: no table within
a table, no list or heading in a cell. A cell may span others.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import chain

SPAN_MAX = 20  # rows or columns that one cell may span
SPANNED_MAX, GRID_MAX = 20_000, 500_000  # places that all cells span together, and that a table has, written out
BETWEEN_CELLS = " | "  # where a table is lines of text
_TAGS = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?(\w+)")
_INLINE = {"strong", "em", "a"}
_TABLE = re.compile(r"<table>.*?</table>\s*", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</t[hd]>", re.DOTALL)
_SPAN = re.compile(r'(colspan|rowspan)="(\d+)"')
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_NUMBER = re.compile(r"[+\-−–~≈<>]? ?[$€£₽֏]?\s?\d[\d\s.,'’:]*\s?[%‰$€£₽֏]?")
_NOTHING = {"", "-", "–", "—", "…"}  # in a column of numbers: there is none
_ONLY_PARAGRAPH = re.compile(r"<p>((?:(?!<p\b).)*)</p>", re.DOTALL)


def span(value: str) -> str | None:
    """Return the value of a `colspan` or `rowspan` if it means anything: 2 to SPAN_MAX; else None."""
    return value if value.isascii() and value.isdigit() and len(value) < 4 and 1 < int(value) <= SPAN_MAX else None


def tidied(cleaned: str) -> str:
    """Return cleaned markup with its tables in the form above; what else a cell contained becomes its paragraphs."""
    if "<table" not in cleaned:
        return cleaned
    written, table = [], None
    for number, piece in enumerate(_TAGS.split(cleaned)):
        if table is None:
            if number % 2 and piece.startswith("<table"):
                table = _Table()
            else:
                written.append(piece)
        elif number % 2:
            table.tag(piece)
            if not table.depth:
                written.append(table.written())
                table = None
        else:
            table.text(piece)
    return "".join(written) + (table.written() if table else "")


class _Table:
    """A table that is being read, with whatever is in its cells."""

    def __init__(self):
        self.depth = 1  # tables within one another
        self.head = False  # within <thead>
        self.before: list[str] = []  # what stood outside of its cells
        self.rows: list[list[tuple[str, list[str]]]] = []  # (tag, pieces)
        self.cell = self.before
        self.marks: list[str] = []  # the tags of the emphasis and the link that are open
        self.in_paragraph = False

    def tag(self, tag: str) -> None:
        name, closes = _NAME.match(tag)[1], tag.startswith("</")
        if name in _INLINE:
            self._mark(tag, name, closes)
        elif name == "br":
            if self.in_paragraph:
                self.cell.append(tag)
        else:
            self._end_paragraph()
            if name == "table":
                self.depth += -1 if closes else 1
            elif self.depth == 1:
                self._structure(tag, name, closes)

    def text(self, text: str) -> None:
        if not self.in_paragraph:
            if not text.strip():
                return
            self.cell += ["<p>", *self.marks]
            self.in_paragraph = True
        self.cell.append(text)

    def written(self) -> str:
        self._end_paragraph()
        rows = [row for row in self.rows if row]
        if not any(pieces for row in rows for _, pieces in row):
            return "".join(self.before)
        cells = (("<tr>", *(_cell(tag, pieces) for tag, pieces in row), "</tr>") for row in rows)
        return "".join([*self.before, "<table><tbody>", *chain.from_iterable(cells), "</tbody></table>"])

    def _mark(self, tag: str, name: str, closes: bool) -> None:
        if not closes:
            self.marks.append(tag)
        elif self.marks and _NAME.match(self.marks[-1])[1] == name:
            self.marks.pop()
        else:
            return
        if self.in_paragraph:
            self.cell.append(tag)

    def _structure(self, tag: str, name: str, closes: bool) -> None:
        if name == "thead":
            self.head = not closes
        elif name == "tr" and not closes:
            self.rows.append([])
        elif name in ("td", "th"):
            self.cell, self.marks = self.before, []
            if not closes:
                self.rows = self.rows or [[]]
                self.cell = []
                self.rows[-1].append((tag.replace("<td", "<th") if self.head else tag, self.cell))

    def _end_paragraph(self) -> None:
        if self.in_paragraph:
            self.cell += [f"</{_NAME.match(mark)[1]}>" for mark in reversed(self.marks)]
            self.cell.append("</p>")
        self.in_paragraph = False


def _cell(tag: str, pieces: list[str]) -> str:
    return f"{tag}{''.join(pieces)}</{_NAME.match(tag)[1]}>"


def as_lines(body: str) -> str:
    """Return a sanitised text with a paragraph for each row of its tables, `Year | Trams`."""
    return _TABLE.sub(lambda table: "".join(_lines(table[0])), body) if "<table" in body else body


def _lines(table: str) -> Iterator[str]:
    for row in _ROW.findall(table):
        cells = (" ".join(_PARAGRAPH.findall(content)) for _, _, content in _CELL.findall(row))
        yield f"<p>{BETWEEN_CELLS.join(cells).replace('<br>', ' ')}</p>"


def labelled(body: str, around: Callable[[], tuple[str, str]] | None = None) -> str:
    """Return a text with tables whose header cells say what they head.

    A header cell heads its column in a row of header cells, else its row. A cell's only paragraph loses its tags.
    With `around` each table is between the two pieces of HTML that it returns, and the cells of columns of numbers
    have the class "number", for our own style sheet.
    """
    if "<table" not in body:
        return body

    def show(table: re.Match) -> str:
        if around is None:
            return f"{_with_scopes(table[0].strip(), set())}\n"
        before, after = around()
        return f"{before}{_with_scopes(table[0].strip(), columns_of_numbers(table[0]))}{after}\n"

    return _TABLE.sub(show, body)


def columns_of_numbers(table: str) -> set[int]:
    """Return the indexes of the columns whose cells, apart from header cells and empty ones, are numbers.

    The first column is never one of them (it says what its row is about). A table with cells that span others has none.
    """
    if _SPAN.search(table):
        return set()
    seen: dict[int, bool] = {}
    for row in _ROW.findall(table):
        for column, (tag, _, content) in enumerate(_CELL.findall(row)):
            text = unescape(_TAGS.sub("", content)).strip()
            if column and tag == "td" and text not in _NOTHING:
                seen[column] = seen.get(column, True) and _NUMBER.fullmatch(text) is not None
    return {column for column, is_number in seen.items() if is_number}


def _with_scopes(table: str, numbers: set[int]) -> str:
    rows = _ROW.findall(table)
    heads = 0  # rows of header cells alone at the top
    while heads < len(rows) - 1 and "<td" not in rows[heads]:
        heads += 1
    written = ["<table>"]
    for number, row in enumerate(rows):
        written.append("<thead>" if heads and not number else "<tbody>" if number == heads else "")
        written += ["<tr>", *_scoped(row, number < heads, numbers), "</tr>\n"]
        written.append("</thead>\n" if number == heads - 1 else "")
    return "".join([*written, "</tbody></table>"])


def _scoped(row: str, in_head: bool, numbers: set[int]) -> Iterator[str]:
    for column, (tag, attributes, content) in enumerate(_CELL.findall(row)):
        mark = ' class="number"' if column in numbers else ""
        yield _with_scope(tag, f"{attributes}{mark}", content, in_head)


def _with_scope(tag: str, attributes: str, content: str, in_head: bool) -> str:
    spans = dict(_SPAN.findall(attributes))
    scope = ""
    if tag == "th":
        group = "group" if ("colspan" if in_head else "rowspan") in spans else ""
        scope = f' scope="{"col" if in_head else "row"}{group}"'
    only = _ONLY_PARAGRAPH.fullmatch(content)
    return f"<{tag}{scope}{attributes}>{only[1] if only else content}</{tag}>"


def grid(table_rows: list[list[tuple[dict[str, str], str]]]) -> list[list[str]]:
    """Return the texts of cells, given as (attributes, text), in rows of equal length; what a cell spans is empty.

    Where cells span more than SPANNED_MAX places in all, each is taken for one place. Where one long row would make
    more than GRID_MAX places, each row is one text.
    """
    spans = sum(across * down for row in table_rows for across, down in map(_size, row)) <= SPANNED_MAX
    filled: dict[tuple[int, int], str] = {}
    width = 0
    for y, row in enumerate(table_rows):
        x = 0
        for cell in row:
            while (y, x) in filled:
                x += 1
            across, down = _size(cell) if spans else (1, 1)
            for below in range(min(down, len(table_rows) - y)):
                for beside in range(across):
                    filled.setdefault((y + below, x + beside), "")
            filled[y, x] = cell[1]
            x += across
        width = max(width, x)
    if width * len(table_rows) > GRID_MAX:
        return [[BETWEEN_CELLS.join(text for _, text in row)] for row in table_rows]
    return [[filled.get((y, x), "") for x in range(width)] for y in range(len(table_rows))]


def _size(cell: tuple[dict[str, str], str]) -> tuple[int, int]:
    """Return how many columns and rows the cell spans."""
    return int(cell[0].get("colspan") or 1), int(cell[0].get("rowspan") or 1)
