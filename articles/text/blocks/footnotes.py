"""Footnotes: `[^1]` in the text, and a paragraph `[^1]: the note`, as in Markdown. Imports no Django.

They are plain text to the editor and to the sanitiser. Readers get them numbered in the order of their marks, with the
notes at the end and links both ways. A mark without a note stays text; a note without a mark comes last.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.text.blocks.words import Words

_MARK = re.compile(r"\[\^(\d{1,3})\]")
_NOTE = r"\[\^(\d{1,3})\]:\s*"
# What contains paragraphs, or a paragraph that is a note.
_EDGE_OR_NOTE = re.compile(
    rf"<(/?)(?:blockquote|[uo]l|table|figure|section|div)\b[^>]*>|<p\b([^>]*)>{_NOTE}((?:(?!</?p\b).)*)</p>\s*",
    re.DOTALL,
)
_TAGS = re.compile(r"(<[^>]*>)")
_WITHIN = re.compile(rf"([^<>]{{0,30}}){_NOTE}")  # a note that runs on from other words
_LINE = re.compile(rf"{_NOTE}(.*)", re.DOTALL)


class Note(NamedTuple):
    """A note: the attributes of its paragraph (`dir`, `lang`), and its words as HTML."""

    attributes: str
    content: str


def has_notes(body: str) -> bool:
    """Return whether a text may have notes, at the cost of looking for two characters."""
    return "[^" in body


def taken_out(body: str) -> tuple[str, dict[str, Note]]:
    """Return a sanitised text without its notes, and the notes by their numbers; of equal numbers the first counts.

    A note is a paragraph of its own, in no quotation, list or table.
    """
    if not has_notes(body):
        return body, {}
    notes, kept, done, depth = {}, [], 0, 0
    for found in _EDGE_OR_NOTE.finditer(body):
        if found[3] is None:
            depth += -1 if found[1] else 1
        elif not depth and found[3] not in notes:
            notes[found[3]] = Note(found[2], found[4].strip())
            kept.append(body[done : found.start()])
            done = found.end()
    return "".join([*kept, body[done:]]), notes


def marks_in(body: str) -> list[str]:
    """Return the numbers of the marks in a text without its notes, in order, each as often as it occurs."""
    return [number for text in _texts_outside_links(body) for number in _MARK.findall(text)]


def problems(body: str) -> tuple[list[str], list[str]]:
    """Return the numbers of the marks without a note, and of the notes without a mark."""
    text, notes = taken_out(body)
    marks = dict.fromkeys(marks_in(text))
    return [one for one in marks if one not in notes], [one for one in notes if one not in marks]


def run_on(body: str) -> dict[str, str]:
    """Return where notes seem to run on from other words of a paragraph: these words, as HTML, by the note's number.

    Only where the text has no such note elsewhere: "as was said[^1]: the rain" is right if it has.
    """
    text, notes = taken_out(body)
    found = ((number, before.strip()) for before, number in _WITHIN.findall(text))
    return {number: before for number, before in found if before and number not in notes}


def numbered_line(line: str) -> tuple[str, str] | None:
    """Return the number and the words of a plain paragraph that is a note; None for any other."""
    found = _LINE.fullmatch(line)
    return (found[1], found[2]) if found else None


def without_marks(body: str) -> str:
    """Return a text without its notes, and without the marks that have one."""
    text, notes = taken_out(body)
    return _MARK.sub(lambda mark: "" if mark[1] in notes else mark[0], text) if notes else body


def linked(body: str, words: Words) -> str:
    """Return a text with a link for each mark that has a note, and the notes with links back at its end."""
    text, notes = taken_out(body)
    if not notes:
        return body
    places: dict[str, list[str]] = {}  # by number: the ids of its marks, in the order of the first ones
    shown_as: dict[str, int] = {}

    def link(mark: re.Match) -> str:
        if mark[1] not in notes:
            return mark[0]
        shown = shown_as.setdefault(mark[1], len(shown_as) + 1)
        own = places.setdefault(mark[1], [])
        own.append(f"mark-{shown}-{len(own) + 1}" if own else f"mark-{shown}")
        name = words.note % {"number": shown}
        link = (
            f'<a href="#note-{shown}" id="{own[-1]}" role="doc-noteref" aria-label="{name}"{words.own_lang}>{shown}</a>'
        )
        return f'<sup class="mark">{link}</sup>'

    pieces, in_link = _TAGS.split(text), 0
    for at, piece in enumerate(pieces):
        if at % 2:
            in_link += piece.startswith("<a ") or piece == "<a>"
            in_link -= piece == "</a>"
        elif not in_link and "[^" in piece:
            pieces[at] = _MARK.sub(link, piece)
    return "".join([*pieces, "\n", *_section(notes, places, words)])


def _section(notes: dict[str, Note], marked: dict[str, list[str]], words: Words) -> Iterator[str]:
    yield f'<section class="footnotes" aria-labelledby="footnotes"{words.own_lang}>\n'
    yield f'<h2 class="label" id="footnotes">{words.notes}</h2>\n<ol{words.text_lang}>\n'
    for shown, number in enumerate([*marked, *(one for one in notes if one not in marked)], start=1):
        note = notes[number]
        name = words.back % {"number": shown}
        attributes = f'role="doc-backlink" aria-label="{name}"{words.own_lang}'
        places = marked.get(number, ())
        back = "".join(f' <a class="back" href="#{place}" {attributes}>↩\ufe0e</a>' for place in places)
        yield f'<li id="note-{shown}"{note.attributes}>{note.content}{back}</li>\n'
    yield "</ol>\n</section>"


def _texts_outside_links(body: str) -> Iterator[str]:
    in_link = 0
    for at, piece in enumerate(_TAGS.split(body)):
        if at % 2:
            in_link += piece.startswith("<a ") or piece == "<a>"
            in_link -= piece == "</a>"
        elif not in_link:
            yield piece
