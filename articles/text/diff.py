"""The differences between two plain texts, word by word, for people to read. Imports no Django.

Paragraphs are paired first and words compared only within a pair, so that a
long story costs little more than its length. Words are separated by white
space: a comma belongs to its word.

The number of steps is limited: difflib is tried first; if it would take too many steps, as it does for words that are
repeated often, the shortest edit path from one text to the other is searched, which is fast if they differ in few
places; and if they differ in many, whole paragraphs are replaced.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, zip_longest
from typing import NamedTuple

SAME, INS, DEL = "same", "ins", "del"
ALIKE = 0.3  # with at least this share of common words, two paragraphs count as one that was rewritten
MOST_STEPS = 3_000_000  # steps for all comparisons of a page; a million take about a tenth of a second
MOST_AT_ONCE = 500_000  # steps for one comparison by difflib
MOST_PLACES = 500  # parts that are added or removed on the shortest edit path

TYPO_PLACES = 3
TYPO_WORDS = 2  # in one place
TYPO_LETTERS = 100  # in one place
TYPO_ALIKE = 0.75  # the share of letters that a misspelt word must have in common with the right one


class Piece(NamedTuple):
    """Consecutive words of one `kind`: SAME in both texts, INS only in the later one, DEL only in the earlier one."""

    text: str
    kind: str


Paragraph = list[Piece]
Step = tuple[int, int, int, int]  # begin and end in the earlier text, begin and end in the later one


class TooMuchWork(Exception):
    """Error: a comparison would take more steps than are left."""


class Work:
    """The number of steps that are left for the comparisons of a page."""

    def __init__(self, steps: int = MOST_STEPS):
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take `steps` from what is left. Raises TooMuchWork, and takes none, if fewer are left."""
        if steps > self.left:
            raise TooMuchWork
        self.left -= steps


def compare(before: str, after: str, work: Work | None = None) -> Paragraph:
    """Return the pieces of one paragraph, in reading order; removed words come before the words that replaced them."""
    if before == after:
        return [Piece(after, SAME)] if after else []
    old, new = before.split(), after.split()
    runs = []
    for same, (i, i_end, j, j_end) in _steps(old, new, work or Work()):
        runs += [(new[j:j_end], SAME)] if same else [(old[i:i_end], DEL), (new[j:j_end], INS)]
    return _pieces(runs)


def compare_paragraphs(before: Sequence[str], after: Sequence[str], work: Work | None = None) -> list[Paragraph]:
    """Return the pieces of each paragraph, in reading order; a paragraph that was added or removed is one piece."""
    found, work = [], work or Work()
    for same, (i, i_end, j, j_end) in _steps(before, after, work):
        if same:
            found += [compare(text, text) for text in after[j:j_end]]
        else:
            found += [compare(old, new, work) for old, new in _paired(before[i:i_end], after[j:j_end], work)]
    return found


def differ(paragraphs: Iterable[Paragraph]) -> bool:
    """Return whether any word differs."""
    return any(piece.kind != SAME for paragraph in paragraphs for piece in paragraph)


def is_minor(paragraphs: Iterable[Paragraph]) -> bool:
    """Return whether the differences look like corrected typos, about which no reader of the earlier text must be told.

    They do if there are at most three places, and at each, one or two words were replaced by one or two words with
    nearly the same letters, whatever their case and punctuation. A changed digit is never a typo, nor is an added or
    removed word: "did not" means something else than "did".
    """
    places = [place for paragraph in paragraphs for place in _places(paragraph)]
    return len(places) <= TYPO_PLACES and all(_is_typo(*place) for place in places)


class _Counted(SequenceMatcher):
    """difflib's comparison, with its steps counted.

    For each part of the earlier text, one pass visits all places in the later text where that part occurs; there are
    as many passes as there are runs of equal parts.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], work: Work):
        super().__init__(None, old, new, autojunk=False)
        self._work = work
        self._before = [0, *accumulate(1 + len(self.b2j.get(part, ())) for part in old)]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        self._work.spend(self._before[ahi] - self._before[alo])
        return super().find_longest_match(alo, ahi, blo, bhi)


def _steps(old: Sequence[str], new: Sequence[str], work: Work) -> Iterator[tuple[bool, Step]]:
    """Yield (whether the parts are the same, where they are), from the beginnings to the ends of both texts."""
    for blocks in (_blocks_by_difflib, _blocks_by_shortest_way):
        try:
            found = blocks(old, new, work)
            break
        except TooMuchWork:
            found = []
    i = j = 0
    for i_next, j_next, length in [*found, (len(old), len(new), 0)]:
        if i < i_next or j < j_next:
            yield False, (i, i_next, j, j_next)
        i, j = i_next + length, j_next + length
        if length:
            yield True, (i_next, i, j_next, j)


def _blocks_by_difflib(old: Sequence[str], new: Sequence[str], work: Work) -> list[tuple[int, int, int]]:
    """Return runs of equal parts: where in `old`, where in `new`, how many. Raises TooMuchWork."""
    share = Work(min(MOST_AT_ONCE, work.left))
    try:
        return _Counted(old, new, share).get_matching_blocks()[:-1]
    finally:
        work.left -= min(MOST_AT_ONCE, work.left) - share.left


def _blocks_by_shortest_way(old: Sequence[str], new: Sequence[str], work: Work) -> list[tuple[int, int, int]]:
    """Return the same by the shortest edit path from `old` to `new` (Myers 1986, An O(ND) Difference Algorithm)."""
    begin, end = _same_ends(old, new)
    inner = _shortest_way(old[begin : len(old) - end], new[begin : len(new) - end], work)
    ends = [(0, 0, begin), (len(old) - end, len(new) - end, end)]
    return [ends[0], *((i + begin, j + begin, length) for i, j, length in inner), ends[1]]


def _same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many parts are the same at the beginning, and at the end of the rest."""
    most = min(len(old), len(new))
    begin = next((at for at in range(most) if old[at] != new[at]), most)
    end = next((at for at in range(most - begin) if old[-1 - at] != new[-1 - at]), most - begin)
    return begin, end


def _shortest_way(old: Sequence[str], new: Sequence[str], work: Work) -> list[tuple[int, int, int]]:
    furthest = {1: (0, None)}  # the furthest place in `old` on each diagonal, and the runs up to it (last one first)
    for places in range(MOST_PLACES + 1):
        for k in range(-places, places + 1, 2):
            down = k == -places or (k != places and furthest[k - 1][0] < furthest[k + 1][0])
            i, runs = furthest[k + 1] if down else furthest[k - 1]
            i += not down
            begin, most = i, min(len(old), len(new) + k)
            while i < most and old[i] == new[i - k]:
                i += 1
            work.spend(1 + i - begin)
            if i > begin:
                runs = (begin, begin - k, i - begin), runs
            if i >= len(old) and i - k >= len(new):
                return _in_order(runs)
            furthest[k] = i, runs
    raise TooMuchWork


def _in_order(runs) -> list[tuple[int, int, int]]:
    found = []
    while runs:
        run, runs = runs
        found.append(run)
    return found[::-1]


def _pieces(runs: Iterable[tuple[list[str], str]]) -> Paragraph:
    return [Piece(" ".join(words), kind) for words, kind in runs if words]


def _paired(old: Sequence[str], new: Sequence[str], work: Work) -> list[tuple[str, str]]:
    """Return all paragraphs of both runs, in order, each paired with its earlier or later version, or else with ""."""
    if len(old) == len(new) == 1 or not old or not new:
        return list(zip_longest(old, new, fillvalue=""))
    try:
        return _in_pairs(old, new, _best_pairs(old, new, work))
    except TooMuchWork:
        return [(text, "") for text in old] + [("", text) for text in new]


def _in_pairs(old, new, pairs: list[tuple[int, int]]) -> list[tuple[str, str]]:
    found, i, j = [], 0, 0
    for i_next, j_next in [*pairs, (len(old), len(new))]:
        found += [(text, "") for text in old[i:i_next]] + [("", text) for text in new[j:j_next]]
        if i_next < len(old):
            found.append((old[i_next], new[j_next]))
        i, j = i_next + 1, j_next + 1
    return found


def _best_pairs(old: Sequence[str], new: Sequence[str], work: Work) -> list[tuple[int, int]]:
    """Return which paragraph became which: the pairs, in the order of both, with the most in common in total."""
    work.spend(2 * len(old) * len(new))
    olds, news = [set(text.split()) for text in old], [set(text.split()) for text in new]
    work.spend((len(new) * sum(map(len, olds)) + len(old) * sum(map(len, news))) // 4)  # done in C, four times as fast
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
    """Return the share of words that two paragraphs have in common, or 0 if it is too small to count them as one."""
    share = len(old & new) / max(len(old | new), 1)
    return share if share >= ALIKE else 0.0


def _places(paragraph: Paragraph) -> list[tuple[str, str]]:
    """Return (what was removed, what is there now) for each place of a paragraph that differs."""
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
    if max(map(len, letters)) > TYPO_LETTERS:
        return False
    return SequenceMatcher(None, *letters, autojunk=False).ratio() >= TYPO_ALIKE
