"""Sidebars that print an entry on two lines: its headline, and below it its blurb. Imports no Django."""

import re
from collections.abc import Sequence

from articles.imports.seeds.keys import story_key
from articles.imports.seeds.splitting.rule import KNOWN_KEY_MIN, split_by_rule

HEADLINE_LENGTH_MAX = 150  # characters of a headline that stands on a line of its own
_SENTENCE_ENDS = frozenset(".!?…։:")
_ENDS_HEADLINE = re.compile(r"(?:\?|\.\.\.|…|\b[A-ZА-ЯЁ]\.)[\"”»)]*$")


def pairs_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return (headline, blurb) of each entry if a sidebar's `lines` are such pairs, one after the other; else nothing.

    They are if no first line ends like a sentence, most second lines do, none is itself a headline with its blurb,
    and most pairs, joined, would be split there by rule.
    """
    if len(lines) % 2 or not lines or not all(map(_may_be_headline, lines[::2])):
        return []
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    if sum(_ends_sentence(blurb) for _, blurb in pairs) * 2 <= len(pairs):
        return []
    if any(len(story_key(blurb)) < KNOWN_KEY_MIN or split_by_rule(blurb).blurb for _, blurb in pairs):
        return []
    split = sum(split_by_rule(f"{headline} {blurb}")[:2] == (headline, blurb) for headline, blurb in pairs)
    return pairs if split * 2 > len(pairs) else []


def _may_be_headline(line: str) -> bool:
    if len(line) > HEADLINE_LENGTH_MAX:
        return False
    return not _ends_sentence(line) or bool(_ENDS_HEADLINE.search(line))


def _ends_sentence(line: str) -> bool:
    return line.rstrip('"”»)')[-1:] in _SENTENCE_ENDS
