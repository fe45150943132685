"""Cleaning of HTML from Google Docs, Word, mail and web pages down to what the text of a story may contain.

static/js/pasted.js does the same to what is pasted into the newsroom's editor; this module does it for
text that reaches the server another way. tests/support/pasted.py makes sure that both give the same result.
This module decides what is bold, a list, a heading; articles/text/richtext.py decides afterwards what is safe.
"""

import html
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import nh3

from articles.text.links import unwrap_all, usable
from articles.text.plain import BULLETS, visible

# Elements that are dropped with their contents.
_DROPPED = set("script style head title template noscript textarea select option button".split())
_FRAMES = set("iframe embed object video audio canvas".split())
_STRUCK = {"del", "s", "strike"}
_BOLD = {"b", "strong"}
_ITALIC = {"i", "em", "cite", "dfn", "var"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = set(
    "p div section article header footer main nav aside address figure figcaption pre dl dt dd details summary form "
    "fieldset legend center ul ol li blockquote table caption tbody thead tfoot tr td th hr h1 h2 h3 h4 h5 h6".split()
)
_INLINE = set("a br img q span font sup sub".split()) | _BOLD | _ITALIC | _STRUCK
_READ = ["style", "class", "role", "href", "start", "alt", "width", "height", "hidden", "aria-level", "data-aria-level"]
_DECLARED = ["font", "font-weight", "font-style", "text-decoration", "text-decoration-line", "vertical-align"]
_DECLARED += ["white-space", "display", "mso-hide", "mso-list", "mso-element", "mso-special-character"]
_DEEPEST = 6  # levels of lists
_DEEPEST_TABLE = 3  # a table nested in this many others is not treated as a table
_RAISED = {
    "sup": str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
# A number and what it counts stay together; any other non-breaking space comes from a program, not from the writer.
_LOOSE = re.compile(r"(?<![\d№§])\xa0|\xa0(?![\w%‰°€$₽֏])")
_SPACES = re.compile(r"[ \t\n\r\f\x85]+")
_LINE_END = re.compile("[\v\u2028\u2029]")
_LINE_END_IN_PRE = re.compile("\r\n?|[\n\v\x85\u2028\u2029]")
_NUMBER = re.compile(
    r"\(?(\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE
)  # Word's number before an item; its bullets are other signs
_BULLET = re.compile(rf"[{BULLETS}]\s+")  # typed before an item, or left by Word
_DEEPER_BULLETS = {"o": 2, "§": 3}  # Word's before items of these levels, always pieces of their own
_SELECTOR = re.compile(r"[a-z0-9]*(?:\.[\w-]+)?")
_SIGNS = {"So", "Sk", "Cf", "Mn", "Me"}  # Unicode categories in the alt text of a picture that replaces a character
_read_all = nh3.Cleaner(
    tags=_BLOCKS | _INLINE | {"img"} | (_FRAMES - {"iframe", "object", "embed"}),
    clean_content_tags=_DROPPED | {"svg", "iframe", "object"},
    attributes={"*": set(_READ)},
    url_schemes={"http", "https", "mailto", "file", "javascript", "about", "data"},  # articles.text.links chooses
    link_rel=None,
)


@dataclass(frozen=True)
class Run:
    """Words with the same formatting, or the end of a line."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None

    @property
    def is_word(self) -> bool:
        return self.text not in (" ", "\n")


@dataclass
class Level:
    """One of the lists around an item; if `kind` is None, it is whichever list is open there."""

    kind: str | None
    start: int = 1


@dataclass
class Block:
    """A paragraph or heading, and the quotation and the lists around it."""

    tag: str
    quote: int | None
    levels: list[Level | None]
    item: int | None
    runs: list[Run]
    sink: list = field(repr=False)


@dataclass
class Place:
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
    silent: bool = False  # its contents are ignored
    word: Level | None = None  # the list level of a Word paragraph that looks like an item
    marker: list | None = None  # that item's number or bullet, which comes as text
    rows: list | None = None  # of the table
    tables: int = 0  # how many tables are around it
    captions: list | None = None  # of the figure
    lost: list | None = None  # pictures and frames dropped from the figure; if there are any, so are its captions


def clean(markup: str) -> str:
    """Return HTML with only paragraphs, headings, lists, quotations, links, bold and italic. Accepts any text."""
    reader = _Reader(_style_rules(_sheets(markup)))
    reader.feed(_read_all.clean(markup))
    reader.close()
    reader.end()
    return _write(_listed(piece for block in reader.blocks for piece in _paragraphs(block)))


def _sheets(markup: str) -> str:
    """Return the contents of the <style> elements."""
    pieces = re.split(r"<style\b", markup, flags=re.IGNORECASE)[1:]
    return "}".join(
        re.split(r"</style", piece, maxsplit=1, flags=re.IGNORECASE)[0].partition(">")[2] for piece in pieces
    )


def _declarations(style: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in style.split(";"))
    found = {name.strip().lower(): value.strip().lower() for name, _, value in pairs}
    return {name: found[name] for name in _DECLARED if name in found}


def _style_rules(sheets: str) -> dict[str, dict[str, str]]:
    """Return the declarations by the tag, class or tag.class to which they apply."""
    rules = {}
    first, *commented = re.sub(r"<!--|-->", "", sheets).split("/*")
    bare = first + "".join(part.partition("*/")[2] for part in commented)
    for rule in bare.split("}"):
        selectors, brace, style = rule.partition("{")
        for one in selectors.split(",") if brace else ():
            key = one.strip().lower()
            if _SELECTOR.fullmatch(key):
                rules.setdefault(key, {}).update(_declarations(style.partition("{")[0]))
    return rules


def _is_bold(value: str | None, otherwise: bool) -> bool:
    if value in ("bold", "bolder", "normal", "lighter"):
        return value.startswith("bold")
    return int(value) >= 600 if value and value.isascii() and value.isdecimal() and len(value) < 6 else otherwise


def _whole(value: str | None) -> int | None:
    found = re.match(r"\s*(\d{1,6})", value or "", re.ASCII)
    return int(found[1]) if found else None


class _Reader(HTMLParser):
    """A parser of the HTML that nh3 wrote, in which every element is closed."""

    def __init__(self, rules):
        super().__init__()
        self.rules = rules
        self.blocks = []
        self.current = None  # the block that is open
        self.numbers = itertools.count(1)
        self.places = [Place("", self.blocks)]

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        at = self.places[-1]
        if tag == "br":
            self.line_end(at)
        elif tag == "img":
            self.picture(given, at)
        elif tag == "hr":
            self.end()
        else:
            self.places.append(self.enter(tag, given, at))
            if tag == "q":
                self.handle_data("“")

    def handle_endtag(self, tag):
        if tag in ("br", "img", "hr") or len(self.places) == 1:
            return
        if tag == "q":
            self.handle_data("”")
        at = self.places.pop()
        if tag in _BLOCKS and not at.silent:
            self.end()
        outer = self.places[-1]
        if at.marker is not None and outer.marker is None:
            number = _NUMBER.fullmatch("".join(at.marker).strip())
            at.word.kind, at.word.start = ("ol", _whole(number[1]) or 1) if number else ("ul", 1)
        if tag == "table" and at.rows is not None:
            self.table(at)
        elif tag == "figure" and not at.lost:
            outer.sink += at.captions

    def handle_data(self, data):
        at = self.places[-1]
        if at.silent:
            return
        if at.marker is not None:
            at.marker.append(data)
            return
        lines = (_LINE_END_IN_PRE if at.pre else _LINE_END).split(unwrap_all(visible_with_breaks(data)))
        for number, line in enumerate(lines):
            if number:
                self.line_end(at)
            self.add(_raised(_SPACES.sub(" ", _LOOSE.sub(" ", line)), at.raised), at)

    def add(self, text, at):
        if not text or (text == " " and self.current is None):
            return
        if self.current is None:
            tag = at.heading if at.heading and not at.levels else "p"
            self.current = Block(tag, at.quote, at.levels, at.item, [], at.sink)
        self.current.runs.append(Run(text, at.bold and self.current.tag == "p", at.italic, at.href))

    def line_end(self, at):
        if self.current is not None and not at.silent:
            self.current.runs.append(Run("\n"))

    def end(self):
        if self.current is not None:
            self.current.sink.append(self.current)
        self.current = None

    def style(self, tag, given):
        found = dict(self.rules.get(tag, {}))
        for name in given.get("class", "").lower().split():
            found |= self.rules.get(f".{name}", {}) | self.rules.get(f"{tag}.{name}", {})
        return found | _declarations(given.get("style", ""))

    def enter(self, tag, given, outer):
        """Return the Place for the inside of the element."""
        style = self.style(tag, given)
        at = replace(outer, tag=tag, rows=None)
        line = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
        at.silent = outer.silent or _is_hidden(given, style) or tag in _STRUCK | _FRAMES or "line-through" in line
        if tag in _FRAMES and at.lost is not None:
            at.lost.append(tag)
        if at.silent:
            return at
        if tag in _BLOCKS:
            self.end()
        self.dress(at, tag, style)
        if tag == "a":
            at.href = usable(given.get("href"))
        elif tag == "blockquote" and at.quote is None:
            at.quote = next(self.numbers)
        elif tag in ("ul", "ol"):
            at.levels = [*at.levels, Level(tag, _whole(given.get("start")) or 1)][-_DEEPEST:]
        elif tag == "li":
            self.item(at, _whole(given.get("data-aria-level") or given.get("aria-level")) or 1)
        elif tag == "figure":
            at.captions, at.lost = [], []
        elif tag == "figcaption" and at.captions is not None:
            at.sink = at.captions
        self.shape(at, tag, given, style)
        if tag == "table":
            at.tables += 1
            at.rows = [] if at.tables <= _DEEPEST_TABLE else None
        elif tag == "tr" and (rows := self.rows()) is not None:
            rows.append([])
        elif tag in ("td", "th") and (rows := self.rows()):
            at.sink = []
            at.levels, at.item, at.heading = [], None, None
            rows[-1].append(at.sink)
        return at

    def dress(self, at, tag, style):
        at.bold, at.italic = at.bold or tag in _BOLD, at.italic or tag in _ITALIC
        if "font" in style:
            at.bold = bool(re.search(r"\b(bold|[6-9]00)\b", style["font"]))
            at.italic = bool(re.search(r"\b(italic|oblique)\b", style["font"]))
        at.bold = _is_bold(style.get("font-weight"), at.bold)
        slant = style.get("font-style", "")
        at.italic = "italic" in slant or "oblique" in slant or (slant != "normal" and at.italic)
        if tag == "pre" or "white-space" in style:
            at.pre = style.get("white-space", "pre").startswith("pre")
        if tag in _RAISED:
            at.raised = tag
        if (level := style.get("vertical-align")) in ("super", "sub", "baseline"):
            at.raised = {"super": "sup", "sub": "sub"}.get(level)

    def shape(self, at, tag, given, style):
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
        at.levels = ([None] * (min(depth, _DEEPEST) - len(levels)) + levels)[:_DEEPEST]

    def rows(self):
        """Return the rows of the table that is being read; None outside of a table."""
        return next((place.rows for place in reversed(self.places) if place.tag == "table"), None)

    def picture(self, given, at):
        alt = given.get("alt", "").strip()
        if 0 < len(alt) <= 16 and all(unicodedata.category(sign) in _SIGNS for sign in alt):
            self.handle_data(alt)
        elif at.lost is not None and min(_picture_side(given, "width"), _picture_side(given, "height")) >= 3:
            at.lost.append("img")

    def table(self, at):
        """Write the rows as lines with a bar between cells; a table used only for layout becomes its paragraphs."""
        cells = [cell for row in at.rows for cell in row]
        wide = any(len(row) > 1 for row in at.rows)
        arranges = any(len(cell) > 2 or any(block.tag != "p" or block.levels for block in cell) for cell in cells)
        for row in at.rows:
            if not wide or arranges:
                at.sink += [block for cell in row for block in cell]
            elif any(row):
                at.sink.append(Block("p", at.quote, [], None, _joined(row), at.sink))


def visible_with_breaks(text: str) -> str:
    """Return the text as `articles.text.plain.visible` does, but keep Word's soft line ends."""
    return visible(text.replace("\v", "\u2028"))


def _picture_side(given, name) -> int:
    return 3 if name not in given else _whole(given[name]) or 0


def _is_hidden(given, style) -> bool:
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or style.get("mso-element") == "comment-list"
        or style.get("mso-special-character") == "comment"
        or "hidden" in given
    )


def _raised(text: str, how: str | None) -> str:
    lifted = text.translate(_RAISED[how]) if how and text.strip() else text
    return lifted if all(old != new for old, new in zip(text, lifted, strict=True)) else text


def _joined(row) -> list[Run]:
    runs = []
    for number, cell in enumerate(row):
        runs += [Run(" | ")] if number else []
        for place, block in enumerate(cell):
            runs += [Run(" ")] if place else []
            runs += [replace(run, text=" ") if run.text == "\n" else run for run in block.runs]
    return runs


def _paragraphs(block: Block) -> list[Block]:
    """Return the paragraphs of a block: none if it is empty, several if it contains empty lines."""
    found = [[]]
    for run in block.runs:
        runs = found[-1]
        if run.text == "\n":
            _trim(runs)
            if runs and runs[-1].text == "\n":
                runs.pop()
                found.append([])
            elif runs:
                runs.append(run)
        else:
            at_edge = not runs or runs[-1].text[-1] in " \n"
            if text := run.text.lstrip(" ") if at_edge else run.text:
                runs.append(replace(run, text=text))
    _trim(found[-1])
    if found[-1] and found[-1][-1].text == "\n":
        found[-1].pop()
    return [replace(block, runs=runs) for runs in found if runs]


def _listed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; paragraphs and lines that begin with a typed bullet become items of a list."""
    item, depth = 0, 0  # such items count downwards from -1; `depth` is the level of the one just before
    for block in blocks:
        for lines in _apart(block) if block.tag == "p" else [block.runs]:
            level, taken = (0, 0) if block.tag != "p" else _bullet(lines, depth)
            runs = _without_start(lines, taken)
            if block.levels or not level:
                depth = 0
                yield replace(block, runs=runs)
            elif runs:
                item, depth = item - 1, level
                yield replace(block, runs=runs, levels=[None] * (level - 1) + [Level("ul")], item=item)


def _apart(block: Block) -> list[list[Run]]:
    """Return the lines of a paragraph, split only where a line begins with a bullet."""
    found, rest = [[]], block.runs
    for number, run in enumerate(rest):
        if run.text == "\n" and rest[number + 1].text[0] in BULLETS:
            found.append([])
        else:
            found[-1].append(run)
    return found


def _bullet(runs: list[Run], depth: int) -> tuple[int, int]:
    """Return the level of the bullet that the line begins with, and how long it is; 0, 0 without a bullet."""
    start = [run.text for run in runs[:3]]
    if found := _BULLET.match("".join(start)):
        return 1, found.end()
    if depth and len(start) == 3 and start[0] in _DEEPER_BULLETS and start[1] == " ":
        return _DEEPER_BULLETS[start[0]], 2
    return 0, 0


def _without_start(runs: list[Run], length: int) -> list[Run]:
    """Return the runs without so many characters at their beginning."""
    for number, run in enumerate(runs):
        if length < len(run.text):
            return [replace(run, text=run.text[length:]), *runs[number + 1 :]]
        length -= len(run.text)
    return []


def _trim(runs: list[Run]) -> None:
    """Remove the spaces at the end of the runs."""
    while runs and runs[-1].text != "\n":
        last = runs.pop()
        if text := last.text.rstrip(" "):
            runs.append(replace(last, text=text))
            return


def _inline(runs: list[Run]) -> str:
    written, opened = [], []
    for run in _spaces_between(runs):
        link = [f'a href="{html.escape(run.href)}"'] if run.href else []
        marks = link + ["strong"] * run.bold + ["em"] * run.italic
        same = 0
        while same < min(len(opened), len(marks)) and opened[same] == marks[same]:
            same += 1
        written += [f"</{mark.split(' ')[0]}>" for mark in reversed(opened[same:])]
        written += [f"<{mark}>" for mark in marks[same:]]
        written.append("<br>" if run.text == "\n" else html.escape(run.text, quote=False))
        opened = marks
    return "".join(written) + "".join(f"</{mark.split(' ')[0]}>" for mark in reversed(opened))


def _spaces_between(runs: list[Run]) -> list[Run]:
    """Split off the spaces at the runs' ends: a space is bold, italic or linked only if both neighbours are."""
    parts = [replace(run, text=text) for run in runs for text in re.split(r"^( )|( )$", run.text) if text]
    following, after = None, []
    for part in reversed(parts):
        after.append(following)
        following = part if part.is_word else following
    found, before = [], None
    for part, following in zip(parts, reversed(after), strict=True):
        if part.is_word:
            before = part
            found.append(part)
        elif before is None or following is None:
            found.append(Run(part.text))
        else:
            href = before.href if before.href == following.href else None
            found.append(Run(part.text, before.bold and following.bold, before.italic and following.italic, href))
    return found


def _write(blocks: list[Block]) -> str:
    """Return the blocks as HTML: consecutive items become lists, and deeper items go into the item before."""
    written, lists, quote = [], [], None  # lists: [kind, item] of each open list

    def close(depth):
        while len(lists) > depth:
            written.append(f"</li></{lists.pop()[0]}>")

    for block in blocks:
        if block.quote != quote:
            close(0)
            written.append("</blockquote>" if quote else "")
            written.append("<blockquote>" if block.quote else "")
            quote = block.quote
        depth = min(len(block.levels), len(lists) + 1)
        close(depth)
        if depth:
            last = block.levels[-1]
            kind = (last and last.kind) or (lists[depth - 1][0] if len(lists) >= depth else "ul")
            if len(lists) == depth and lists[-1][0] != kind:
                close(depth - 1)
            if len(lists) < depth:
                start = f' start="{last.start}"' if kind == "ol" and last and last.start > 1 else ""
                written.append(f"<{kind}{start}><li>")
                lists.append([kind, block.item])
            elif lists[-1][1] != block.item:
                written.append("</li><li>")
                lists[-1][1] = block.item
        written.append(f"<{block.tag}>{_inline(block.runs)}</{block.tag}>")
    close(0)
    return "".join(written) + ("</blockquote>" if quote else "")
