"""What differs between two plain texts, word by word, for people to read. Imports no Django.

Paragraphs are paired first and words compared only within a pair, so that a
long story costs little more than its length. Words are what white space
divides: a comma belongs to its word.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

SAME, INS, DEL = "same", "ins", "del"
ALIKE = 0.3  # the share of common words from which on two paragraphs are one, rewritten
MOST_PAIRS = 40_000  # paragraphs times paragraphs; beyond, they are paired by their place
MOST_MEETINGS = 200_000  # places where a word of one meets itself in the other; beyond, a paragraph is replaced whole

TYPO_PLACES = 3
TYPO_WORDS = 2  # in one place
TYPO_ALIKE = 0.75  # the share of letters that a misspelt word has in common with the right one


class Piece(NamedTuple):
    """Words in a row, of one `kind`: SAME in both texts, INS only in the later one, DEL only in the earlier one."""

    text: str
    kind: str


Paragraph = list[Piece]


def compare(before: str, after: str) -> Paragraph:
    """The pieces of one paragraph, in reading order; what was taken out stands before what replaced it."""
    if before == after:
        return [Piece(after, SAME)] if after else []
    old, new = before.split(), after.split()
    if _meetings(old, new) > MOST_MEETINGS:
        return _pieces(((old, DEL), (new, INS)))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return _pieces(
        run
        for step, i, i_end, j, j_end in steps
        for run in ([(new[j:j_end], SAME)] if step == "equal" else [(old[i:i_end], DEL), (new[j:j_end], INS)])
    )


def compare_paragraphs(before: Sequence[str], after: Sequence[str]) -> list[Paragraph]:
    """The pieces of each paragraph, in reading order; one that was added or taken out is one piece."""
    found = []
    for step, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            found += [compare(text, text) for text in after[j:j_end]]
        else:
            found += [compare(old, new) for old, new in _paired(before[i:i_end], after[j:j_end])]
    return found


def differ(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether a word differs anywhere."""
    return any(piece.kind != SAME for paragraph in paragraphs for piece in paragraph)


def is_minor(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether the differences look like typos put right, which no reader of the earlier text has to hear of.

    So they look in at most three places, at each of which one or two words
    stand for as many or as few that have nearly the same letters, whatever
    their case and punctuation. A digit that changed is never a typo, and nor is a word
    that came or went: "did not" says something else than "did".
    """
    places = [place for paragraph in paragraphs for place in _places(paragraph)]
    return len(places) <= TYPO_PLACES and all(_is_typo(*place) for place in places)


def _meetings(old: list[str], new: list[str]) -> int:
    """The work of one pass of SequenceMatcher, which is quadratic in a word that is repeated."""
    times = Counter(new)
    return sum(count * times[word] for word, count in Counter(old).items())


def _pieces(runs: Iterable[tuple[list[str], str]]) -> Paragraph:
    return [Piece(" ".join(words), kind) for words, kind in runs if words]


def _paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Each of two runs of paragraphs once, in order: beside the one it was made from or into, else beside ""."""
    if len(old) == len(new) == 1 or len(old) * len(new) > MOST_PAIRS:
        return list(zip_longest(old, new, fillvalue=""))
    return _in_pairs(old, new, _best_pairs(old, new))


def _in_pairs(old, new, pairs: list[tuple[int, int]]) -> list[tuple[str, str]]:
    found, i, j = [], 0, 0
    for i_next, j_next in [*pairs, (len(old), len(new))]:
        found += [(text, "") for text in old[i:i_next]] + [("", text) for text in new[j:j_next]]
        if i_next < len(old):
            found.append((old[i_next], new[j_next]))
        i, j = i_next + 1, j_next + 1
    return found


def _best_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which: the pairs, in the order of both, that have most in common together."""
    olds, news = [set(text.split()) for text in old], [set(text.split()) for text in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]  # from this row and column to the ends
    alike = [[_alike(a, b) for b in news] for a in olds]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(old: set[str], new: set[str]) -> float:
    """The share of words that two paragraphs have in common; 0 when it is too small to call them one."""
    share = len(old & new) / max(len(old | new), 1)
    return share if share >= ALIKE else 0.0


def _places(paragraph: Paragraph) -> list[tuple[str, str]]:
    """What was taken out and what stands there now, for each place of a paragraph that differs."""
    places, before = [], SAME
    for text, kind in paragraph:
        if kind == DEL:
            places.append((text, ""))
        elif kind == INS:
            places.append((places.pop()[0], text) if before == DEL else ("", text))
        before = kind
    return places


def _is_typo(old: str, new: str) -> bool:
    if not 1 <= len(old.split()) <= TYPO_WORDS or not 1 <= len(new.split()) <= TYPO_WORDS:
        return False
    if [one for one in old if one.isdigit()] != [one for one in new if one.isdigit()]:
        return False
    letters = ["".join(filter(str.isalnum, text)).casefold() for text in (old, new)]
    return SequenceMatcher(None, *letters, autojunk=False).ratio() >= TYPO_ALIKE
