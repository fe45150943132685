"""Where words occur in a plain text, with what stands around them, and the text with some of them replaced."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from articles.text.replacing.wanted import Wanted

AROUND = 60  # characters of the context on either side


class Place(NamedTuple):
    """One place: what is found there, what is to stand there, and the context. `is_link`: an address of a link."""

    before: str
    found: str
    by: str
    after: str
    is_link: bool = False


def places_in(text: str, wanted: Wanted) -> list[Place]:
    """Return the places in a plain text, in order."""
    return [place_at(text, *one) for one in wanted.found_in(text)]


def replaced(text: str, wanted: Wanted, chosen: Collection[int]) -> str:
    """Return the plain text with the places of the numbers `chosen` replaced; the first one is 0."""
    edits = [one for number, one in enumerate(wanted.found_in(text)) if number in chosen]
    return edited(text, edits)


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return the text with each part (from, to, what is to stand there) replaced; they are in order."""
    kept, done = [], 0
    for begin, end, by in edits:
        kept += [text[done:begin], by]
        done = end
        if not by and text[done : done + 1].isspace() and (begin == 0 or text[begin - 1].isspace()):
            done += 1  # of the two spaces around a word that goes
    return "".join([*kept, text[done:]])


def place_at(text: str, begin: int, end: int, by: str) -> Place:
    """Return the place of a part of the text, with whole words around it."""
    before, after = text[max(0, begin - AROUND) : begin], text[end : end + AROUND]
    if begin > AROUND:
        before = f"…{before.partition(' ')[2] or before}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0] or after}…"
    return Place(" ".join(before.split("\n")), text[begin:end], by, " ".join(after.split("\n")))
