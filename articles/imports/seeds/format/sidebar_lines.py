"""What the lines under a sidebar's name are: entries, the story's text, a menu, or a mixture. Imports no Django."""

import re
from collections.abc import Callable
from itertools import pairwise

from articles.imports.seeds.format.furniture import Furniture
from articles.imports.seeds.format.kinds import LONG_LINE, Kind, is_item
from articles.text.sentences import is_sentence_end

ENTRY_WORDS = 3  # of a headline; a list of shorter lines alone is a menu
PROSE_MIN = 400  # characters, from which several sentences are a paragraph and no entry

_WEB_NAME = re.compile(r"[\w-]+\.\w{2,8}\s?[-–—]")
_RULE = re.compile(r"[-–—_=*]{3,}")
_STOP = re.compile(r"[.!?։…][\"'”’»)\]]?\s")


def is_rule(line: str) -> bool:
    """Return whether a line is a rule of dashes or stars."""
    return _RULE.fullmatch(line) is not None


def judge(lines: list[str], furniture: Furniture, has_dateline: Callable[[str], bool]) -> tuple[str, int]:
    """Return what the lines are ("entries", "text", "menu", "mixed"), and where their footer begins.

    A footer does not count. Furniture among entries makes them a mixture: nobody can say which of them are stories.
    """
    kinds = [furniture.kind_of(line) for line in lines]
    if not lines:
        return "entries", 0
    if kinds[0] and kinds[0] is not Kind.RULE:
        return "mixed" if _alternate(kinds) else "menu", 0
    above, end = lines, len(lines)
    if any(kinds):
        end = _footer(lines, kinds)
        above = [line for line, kind in zip(lines[:end], kinds, strict=False) if kind is not Kind.RULE]
        if any(kind and kind is not Kind.RULE for kind in kinds[:end]):
            return "mixed", end
    if above and (_is_dispatch(above[0], has_dateline) or _is_text(above)):
        return "text", end
    if above and not any(line.count(" ") >= ENTRY_WORDS - 1 or is_sentence_end(line) for line in above):
        return "menu", end
    return "entries", end


def _is_dispatch(line: str, has_dateline: Callable[[str], bool]) -> bool:
    """Return whether a line is a story's first paragraph, with an agency's web name before it."""
    return len(line) > LONG_LINE and _WEB_NAME.match(line) is not None and has_dateline(line)


def _is_text(lines: list[str]) -> bool:
    """Return whether half of the lines are paragraphs of a story."""
    return max(map(len, lines)) > PROSE_MIN and 2 * sum(map(_is_prose, lines)) >= len(lines)


def _is_prose(line: str) -> bool:
    """Return whether a line is a paragraph of a story, and too long or too full for an entry."""
    return len(line) > PROSE_MIN and (len(line) >= 2 * PROSE_MIN or len(_STOP.findall(line)) >= 3)


def _footer(lines: list[str], kinds: list[Kind | None]) -> int:
    """Return where the footer begins: a line about rights, or furniture with furniture or nothing after it."""
    for at, kind in enumerate(kinds):
        if kind in (Kind.RIGHTS, Kind.CALL):
            return at
        if kind and kind is not Kind.RULE and (at + 1 == len(lines) or kinds[at + 1] or is_item(lines[at + 1])):
            return at
    return len(lines)


def _alternate(kinds: list[Kind | None]) -> bool:
    """Return whether times or numbers are before each of several lines, as in a list with times."""
    data = [at for at, kind in enumerate(kinds) if kind in (Kind.DATE, Kind.NUMBER)]
    return len(data) > 1 and all(later - earlier > 1 for earlier, later in pairwise(data))
