"""Paragraphs and lines that begin with a typed bullet -> items of a list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.text.pasted.blocks import Block, Level, Run
from articles.text.plain import BULLETS

_BULLET = re.compile(rf"[{BULLETS}]\s+")
_DEEPER_BULLETS = {"o": 2, "§": 3}  # Word's before items of these levels, always pieces of their own


def with_typed_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; paragraphs and lines that begin with a typed bullet become items of a list."""
    item, depth = 0, 0  # such items count downwards from -1; `depth` is the level of the one just before
    for block in blocks:
        if block.rows:
            depth = 0
            yield block
            continue
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
    found = [[]]
    for number, run in enumerate(block.runs):
        if run.text == "\n" and _bullet(block.runs[number + 1 : number + 4], 0)[0]:
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
