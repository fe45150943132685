"""Search and replace in sanitised HTML. Tags stay as they are; an attribute changes only if a link is looked for.

A word may run through tags within a paragraph (`<strong>Ar</strong>men`): the letters that change are replaced where
they stand, so that all else keeps its form.
"""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from articles.text.links import usable
from articles.text.replacing.places import Place, place_at
from articles.text.replacing.wanted import Reach, Wanted
from articles.text.richtext import sanitise

_TAGS = re.compile(r"""(<(?:"[^"]*"|[^"<>])*>)""")
_WITHIN_A_LINE = re.compile(r"</?(?:strong|em|a)\b")
_HREF = re.compile(r'(?<=\shref=")[^"]*')
_EMPTIED = re.compile(r"<(strong|em|a)\b[^<>]*></\1>")
Edit = tuple[int, int, str]


@dataclass
class _Line:
    """The text between two tags that part lines: its pieces, by their number among all, with their plain text."""

    pieces: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(self.pieces.values())

    def edited(self, edits: list[Edit]) -> dict[int, str]:
        """Return the pieces that the edits change, as plain text."""
        changed, begin = {}, 0
        spans = {}
        for number, text in self.pieces.items():
            spans[number] = (begin, begin + len(text))
            begin += len(text)
        for number, (first, last) in spans.items():
            own = [_within(edit, first, last, is_first=first == 0) for edit in edits]
            own = [edit for edit in own if edit]
            if own:
                changed[number] = _edited(self.pieces[number], own)
        return changed


def _edited(text: str, edits: list[Edit]) -> str:
    for begin, end, by in reversed(edits):
        text = text[:begin] + by + text[end:]
    return text


def _within(edit: Edit, first: int, last: int, *, is_first: bool) -> Edit | None:
    """Return the part of the edit that falls into the piece from `first` to `last`, by the piece's own places.

    What is new stands where the first letter that goes stood or, if none goes, behind the letter before it.
    """
    begin, end, by = edit
    if begin == end:
        here = first < begin <= last or (is_first and begin == first)
        return (begin - first, begin - first, by) if here else None
    if end <= first or begin >= last:
        return None
    return max(begin, first) - first, min(end, last) - first, by if first <= begin < last else ""


def _smallest(text: str, begin: int, end: int, by: str) -> Edit:
    """Return the edit without the letters at both ends that stay the same."""
    while begin < end and by and text[begin] == by[0]:
        begin, by = begin + 1, by[1:]
    while begin < end and by and text[end - 1] == by[-1]:
        end, by = end - 1, by[:-1]
    return begin, end, by


def _lines(pieces: list[str]) -> Iterator[_Line]:
    line = _Line()
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            line.pieces[number] = html.unescape(piece)
        elif not _WITHIN_A_LINE.match(piece):
            yield line
            line = _Line()
    yield line


def _edits_of(text: str, wanted: Wanted) -> Iterator[tuple[Place, Edit]]:
    for begin, end, by in wanted.found_in(text):
        place = place_at(text, begin, end, by)
        spaces = text[begin - 1 : begin].isspace() or begin == 0, text[end : end + 1].isspace()
        yield place, (begin, end + 1, "") if not by and all(spaces) else _smallest(text, begin, end, by)


def _links(pieces: list[str], wanted: Wanted) -> Iterator[tuple[Place, int, str]]:
    """Yield the places in addresses of links, the number of the piece with the tag, and the new tag."""
    for number in range(1, len(pieces), 2):
        tag = pieces[number]
        found = _HREF.search(tag) if tag.startswith("<a ") else None
        address = html.unescape(found[0]) if found else ""
        new = _new_address(address, wanted)
        if new != address:
            place = Place("", address, new, _text_of_link(pieces, number), is_link=True)
            yield place, number, tag[: found.start()] + html.escape(new) + tag[found.end() :]


def _new_address(address: str, wanted: Wanted) -> str:
    if wanted.reach == Reach.WORDS:
        return wanted.by if address == wanted.text else address
    if wanted.reach == Reach.BEGINNINGS:
        return wanted.by + address.removeprefix(wanted.text) if address.startswith(wanted.text) else address
    return address.replace(wanted.text, wanted.by)


def _text_of_link(pieces: list[str], number: int) -> str:
    text = []
    for piece in pieces[number + 1 :]:
        if piece == "</a>":
            break
        text.append("" if piece.startswith("<") else html.unescape(piece))
    return "".join(text)


def places_in_markup(body: str, wanted: Wanted) -> list[Place]:
    """Return the places in a sanitised text: those in its words in order, then those in the addresses of its links."""
    pieces = _TAGS.split(body)
    found = [place for line in _lines(pieces) for place, _ in _edits_of(line.text, wanted)]
    return found + [place for place, *_ in _links(pieces, wanted)] if wanted.link else found


def replaced_in_markup(body: str, wanted: Wanted, chosen: Collection[int]) -> str:
    """Return the text with the places of the numbers `chosen` replaced, to be sanitised again.

    An element of which nothing is left goes, too.
    """
    pieces, number = _TAGS.split(body), 0
    changed: dict[int, str] = {}
    for line in _lines(pieces):
        edits = []
        for _, edit in _edits_of(line.text, wanted):
            if number in chosen:
                edits.append(edit)
            number += 1
        changed |= {at: _escaped(text) for at, text in line.edited(edits).items()}
    for at, (_, piece, tag) in enumerate(_links(pieces, wanted) if wanted.link else (), start=number):
        if at in chosen:
            changed[piece] = tag
    if not changed:
        return body
    for at, piece in changed.items():
        pieces[at] = piece
    return _without_emptied("".join(pieces))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


def _without_emptied(body: str) -> str:
    while _EMPTIED.search(body):
        body = _EMPTIED.sub("", body)
    return body


def unusable_link(place: Place) -> bool:
    """Return whether the place would make a link to what readers could not follow, or that no cleaning leaves."""
    if not place.is_link or place.by.startswith("#"):
        return False
    return usable(place.by) is None or " href=" not in sanitise(f'<p><a href="{html.escape(place.by)}">it</a></p>')
