"""Joining of hard-wrapped lines into paragraphs: lines of about equal length that break in mid-sentence. No Django.

Whoever wraps text puts a word on the next line only if it does not fit. So nearly every line that ends in
mid-sentence would be too long with the next line's first word; lines of a poem, a list or a table would not.
"""

import re
from itertools import pairwise

from articles.text.sentences import is_sentence_end

WIDTH_MIN, WIDTH_MAX = 28, 130  # characters of the longest line
BREAKS_MIN = 2  # full lines in mid-sentence
NARROW = 45  # characters; verses may be so wide
FULL = 0.9  # of the breaks in mid-sentence must come where the line is full
SLACK = 0.88  # of the width, which a full line with the next word has at least: not all programs fill a line

_PAUSES = (",", ";", ":", "—", "–")
_FIRST_WORD = re.compile(r"\S{1,60}")
_HYPHEN = re.compile(r"[^\W\d_]{2}[-‐]\Z")

Line = tuple[int, str]  # number from 1, text


def join_wrapped(lines: list[Line]) -> list[str]:
    """Return the paragraphs of these lines: the lines themselves, joined where they were wrapped."""
    lengths = sorted(len(line) for _, line in lines)
    if not lengths or lengths[-1] > 2 * WIDTH_MAX:
        return [line for _, line in lines]
    width = lengths[-1 - len(lengths) // 20]  # an address may be longer than all other lines
    if not WIDTH_MIN <= width <= WIDTH_MAX or not _is_wrapped([line for _, line in lines], width):
        return [line for _, line in lines]
    step = min(later - earlier for (earlier, _), (later, _) in pairwise(lines))  # 2: an empty line after each
    hyphenated = frozenset(word for _, line in lines for word in line.casefold().split() if "-" in word[1:-1])
    paragraphs = [[lines[0][1]]]
    for (earlier, line), (later, following) in pairwise(lines):
        if later - earlier > step or not _goes_on(line, following, width):
            paragraphs.append([following])
        else:
            paragraphs[-1].append(following)
    return [_joined(parts, hyphenated) for parts in paragraphs]


def _is_wrapped(lines: list[str], width: int) -> bool:
    open_breaks = [(line, after) for line, after in pairwise(lines) if not is_sentence_end(line)]
    paused = sum(line.endswith(_PAUSES) for line, _ in open_breaks)
    if paused > (0.5 if width < NARROW else 0.8) * len(open_breaks):  # verses, or items of a list
        return False
    full = sum(_is_full(line, after, width) for line, after in open_breaks)
    small = sum(_begins_small(after) for _, after in open_breaks)
    enough = BREAKS_MIN if width >= NARROW else 2 * BREAKS_MIN
    return full >= enough and full >= FULL * len(open_breaks) and 2 * small >= len(open_breaks)


def _is_full(line: str, following: str, width: int) -> bool:
    first = _FIRST_WORD.match(following)
    return len(line) + 1 + len(first[0] if first else "") >= SLACK * width


def _begins_small(line: str) -> bool:
    return line[:1].islower() or (not line[:1].isalpha() and line[1:2].islower())


def _goes_on(line: str, following: str, width: int) -> bool:
    """Return whether a paragraph goes on from a line to the next one."""
    if is_sentence_end(line) and not _begins_small(following):
        return _is_full(line, following, width) and len(line) >= SLACK * width
    return _is_full(line, following, width) or _begins_small(following)


def _joined(parts: list[str], hyphenated: frozenset[str]) -> str:
    """Return the lines as one; a hyphen at a line's end goes, unless the text has the word with it elsewhere."""
    text = [parts[0]]
    for line, following in pairwise(parts):
        if not (_HYPHEN.search(line) and following[:1].islower()):
            text += [" ", following]
            continue
        word = f"{line.rpartition(' ')[2]}{following.partition(' ')[0]}".casefold()
        if word.strip(".,;:!?»”") not in hyphenated:
            text[-1] = text[-1][:-1]
        text.append(following)
    return "".join(text)
