"""Reading of pasted HTML into blocks: what is bold, a heading, a list, a quotation."""

import itertools
import re
import unicodedata
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from articles.text.blocks.tables import span
from articles.text.links import unwrap_all, usable
from articles.text.pasted.blocks import Block, Cell, Level, Run
from articles.text.pasted.elements import BLOCKS, BOLD, FRAMES, ITALIC, STRUCK
from articles.text.pasted.paragraphs import paragraphs
from articles.text.pasted.styles import declarations, is_bold, is_hidden
from articles.text.plain import visible

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
LIST_DEPTH_MAX = 6  # levels of lists
TABLE_DEPTH_MAX = 3  # a table nested in this many others is not treated as a table
_RAISED = {
    "sup": str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
# A number and what it counts stay together; any other non-breaking space comes from a program, not from the writer.
_STRAY_NO_BREAK_SPACE = re.compile(r"(?<![\d№§])\xa0|\xa0(?![\w%‰°€$₽֏])")
_SPACES = re.compile(r"[ \t\n\r\f\x85]+")
_LINE_END = re.compile("[\v\u2028\u2029]")
_LINE_END_IN_PRE = re.compile("\r\n?|[\n\v\x85\u2028\u2029]")
# Word's number before an item; its bullets are other signs.
_NUMBER = re.compile(r"\(?(\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE)
_SIGNS = {"So", "Sk", "Cf", "Mn", "Me"}  # Unicode categories in the alt text of a picture that replaces a character


@dataclass
class ElementContext:
    """The formatting and context that apply inside an open element."""

    tag: str
    sink: list
    bold: bool = False
    italic: bool = False
    href: str | None = None
    pre: bool = False
    raised: str | None = None
    heading: str | None = None
    levels: list = field(default_factory=list)
    item: int | None = None
    quote: int | None = None
    ignored: bool = False  # its contents are ignored
    word: Level | None = None  # the list level of a Word paragraph that looks like an item
    marker: list | None = None  # that item's number or bullet, which comes as text
    rows: list | None = None  # of the table
    arranges: bool = False  # the table says that it has no meaning
    tables: int = 0  # how many tables are around it
    captions: list | None = None  # of the figure
    lost: list | None = None  # pictures and frames dropped from the figure; if there are any, so are its captions


class Reader(HTMLParser):
    """A parser of the HTML that nh3 wrote, in which every element is closed."""

    def __init__(self, rules):
        super().__init__()
        self.rules = rules
        self.blocks = []
        self.current = None  # the block that is open
        self.numbers = itertools.count(1)
        self.contexts = [ElementContext("", self.blocks)]

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        at = self.contexts[-1]
        if tag == "br":
            self.line_end(at)
        elif tag == "img":
            self.picture(given, at)
        elif tag == "hr":
            self.end()
            if not at.ignored and self.rows() is None:
                at.sink.append(Block("hr", at.quote, [], None, [], at.sink))
        else:
            self.contexts.append(self.context_of(tag, given, at))
            if tag == "q":
                self.handle_data("“")

    def handle_endtag(self, tag):
        if tag in ("br", "img", "hr") or len(self.contexts) == 1:
            return
        if tag == "q":
            self.handle_data("”")
        at = self.contexts.pop()
        if tag in BLOCKS and not at.ignored:
            self.end()
        outer = self.contexts[-1]
        if at.marker is not None and outer.marker is None:
            number = _NUMBER.fullmatch("".join(at.marker).strip())
            at.word.kind, at.word.start = ("ol", _whole(number[1]) or 1) if number else ("ul", 1)
        if tag == "table" and at.rows is not None:
            self.table(at)
        elif tag == "figure" and not at.lost:
            outer.sink += at.captions

    def handle_data(self, data):
        at = self.contexts[-1]
        if at.ignored:
            return
        if at.marker is not None:
            at.marker.append(data)
            return
        lines = (_LINE_END_IN_PRE if at.pre else _LINE_END).split(unwrap_all(_visible_with_breaks(data)))
        for number, line in enumerate(lines):
            if number:
                self.line_end(at)
            self.add(_raised(_SPACES.sub(" ", _STRAY_NO_BREAK_SPACE.sub(" ", line)), at.raised), at)

    def add(self, text, at):
        if not text or (text == " " and self.current is None):
            return
        if self.current is None:
            tag = at.heading if at.heading and not at.levels else "p"
            self.current = Block(tag, at.quote, at.levels, at.item, [], at.sink)
        self.current.runs.append(Run(text, at.bold and self.current.tag == "p", at.italic, at.href))

    def line_end(self, at):
        if self.current is not None and not at.ignored:
            self.current.runs.append(Run("\n"))

    def end(self):
        if self.current is not None:
            self.current.sink.append(self.current)
        self.current = None

    def style(self, tag, given):
        found = dict(self.rules.get(tag, {}))
        for name in given.get("class", "").lower().split():
            found |= self.rules.get(f".{name}", {}) | self.rules.get(f"{tag}.{name}", {})
        return found | declarations(given.get("style", ""))

    def context_of(self, tag, given, outer):
        """Return the ElementContext for the inside of the element."""
        style = self.style(tag, given)
        at = replace(outer, tag=tag, rows=None)
        line = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
        at.ignored = outer.ignored or is_hidden(given, style) or tag in STRUCK | FRAMES or "line-through" in line
        if tag in FRAMES and at.lost is not None:
            at.lost.append(tag)
        if at.ignored:
            return at
        if tag in BLOCKS:
            self.end()
        self.apply_format(at, tag, style)
        if tag == "a":
            at.href = usable(given.get("href"))
        elif tag == "blockquote" and at.quote is None:
            at.quote = next(self.numbers)
        elif tag in ("ul", "ol"):
            at.levels = [*at.levels, Level(tag, _whole(given.get("start")) or 1)][-LIST_DEPTH_MAX:]
        elif tag == "li":
            self.item(at, _whole(given.get("data-aria-level") or given.get("aria-level")) or 1)
        elif tag == "figure":
            at.captions, at.lost = [], []
        elif tag == "figcaption" and at.captions is not None:
            at.sink = at.captions
        self.recognise_structure(at, tag, given, style)
        if tag == "table":
            at.tables += 1
            at.rows = [] if at.tables <= TABLE_DEPTH_MAX else None
            at.arranges = given.get("role") == "presentation"
        elif tag == "tr" and (rows := self.rows()) is not None:
            rows.append([])
        elif tag in ("td", "th") and (rows := self.rows()):
            spans = "".join(f' {name}="{given[name]}"' for name in ("colspan", "rowspan") if span(given.get(name, "")))
            cell = Cell(heads=tag == "th", spans=spans)
            at.sink = cell.blocks
            at.levels, at.item, at.heading = [], None, None
            rows[-1].append(cell)
        return at

    def apply_format(self, at, tag, style):
        at.bold, at.italic = at.bold or tag in BOLD, at.italic or tag in ITALIC
        if "font" in style:
            at.bold = bool(re.search(r"\b(bold|[6-9]00)\b", style["font"]))
            at.italic = bool(re.search(r"\b(italic|oblique)\b", style["font"]))
        at.bold = is_bold(style.get("font-weight"), at.bold)
        slant = style.get("font-style", "")
        at.italic = "italic" in slant or "oblique" in slant or (slant != "normal" and at.italic)
        if tag == "pre" or "white-space" in style:
            at.pre = style.get("white-space", "pre").startswith("pre")
        if tag in _RAISED:
            at.raised = tag
        if (level := style.get("vertical-align")) in ("super", "sub", "baseline"):
            at.raised = {"super": "sup", "sub": "sub"}.get(level)

    def recognise_structure(self, at, tag, given, style):
        """Recognise headings, and list items that Word writes as paragraphs."""
        level = _HEADINGS.get(tag) or (given.get("role") == "heading" and (_whole(given.get("aria-level")) or 2))
        if not level and "msotitle" in given.get("class", "").lower().split():
            level = 1
        if level:
            at.heading = "h2" if level < 3 else "h3"
        listed = style.get("mso-list", "")
        if listed == "ignore":
            at.word, at.marker = at.word or Level(None), []
        elif not level and (depth := re.search(r"\blevel(\d)", listed)):
            at.word = Level(None)
            at.levels = [at.word]
            self.item(at, int(depth[1]))

    def item(self, at, depth):
        at.item = next(self.numbers)
        levels = at.levels or [Level("ul")]
        at.levels = ([None] * (min(depth, LIST_DEPTH_MAX) - len(levels)) + levels)[:LIST_DEPTH_MAX]

    def rows(self):
        """Return the rows of the table that is being read; None outside of a table."""
        return next((context.rows for context in reversed(self.contexts) if context.tag == "table"), None)

    def picture(self, given, at):
        alt = given.get("alt", "").strip()
        if 0 < len(alt) <= 16 and all(unicodedata.category(sign) in _SIGNS for sign in alt):
            self.handle_data(alt)
        elif at.lost is not None and min(_picture_side(given, "width"), _picture_side(given, "height")) >= 3:
            at.lost.append("img")

    def table(self, at):
        """Write a table of words; one that only arranges paragraphs becomes these.

        Without header cells, a first row that alone is bold has them.
        """
        cells = [cell for row in at.rows for cell in row]
        if not any(len(row) > 1 for row in at.rows) or at.arranges or _arranges(cells):
            at.sink += [block for cell in cells for block in cell.blocks]
            return
        first, *others = at.rows = [row for row in at.rows if any(cell.blocks for cell in row)] or [[]]
        if others and not any(cell.heads for cell in cells) and _is_bold(first) and not _is_bold(others[0]):
            for cell in first:
                cell.heads = True
        for cell in cells:
            cell.blocks = [piece for block in _flat(cell.blocks) for piece in paragraphs(block)]
            if cell.heads:
                for block in cell.blocks:
                    block.runs = [replace(run, bold=False) for run in block.runs]
        if first:
            at.sink.append(Block("table", at.quote, [], None, [], at.sink, at.rows))


def _visible_with_breaks(text: str) -> str:
    """Return the text as `articles.text.plain.visible` does, but keep Word's soft line ends."""
    return visible(text.replace("\v", "\u2028"))


def _picture_side(given, name) -> int:
    return 3 if name not in given else _whole(given[name]) or 0


def _raised(text: str, how: str | None) -> str:
    lifted = text.translate(_RAISED[how]) if how and text.strip() else text
    return lifted if all(old != new for old, new in zip(text, lifted, strict=True)) else text


def _arranges(cells: list[Cell]) -> bool:
    """Return whether a table's cells contain whole paragraphs, lists or tables; one with header cells never does so."""
    return not any(cell.heads for cell in cells) and any(
        len(cell.blocks) > 2 or any(block.tag != "p" or block.levels for block in cell.blocks) for cell in cells
    )


def _is_bold(row: list[Cell]) -> bool:
    """Return whether all words of a row are bold, and there are some."""
    words = [run for cell in row for block in cell.blocks for run in block.runs if run.text.strip()]
    return bool(words) and all(run.bold for run in words)


def _flat(blocks: list[Block]) -> list[Block]:
    """Return what is in a cell as paragraphs, those of a table within it too."""
    found = []
    for block in blocks:
        inner = [piece for row in block.rows or () for cell in row for piece in cell.blocks]
        found += [replace(one, tag="p", levels=[], item=None) for one in (inner if block.rows else [block])]
    return found


def _whole(value: str | None) -> int | None:
    found = re.match(r"\s*(\d{1,6})", value or "", re.ASCII)
    return int(found[1]) if found else None
