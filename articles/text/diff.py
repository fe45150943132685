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
SAME_PARAGRAPH_SHARE = 0.3  # with at least this share of common words, two paragraphs count as one that was rewritten
STEPS_MAX = 3_000_000  # steps for all comparisons of a page; a million take about a tenth of a second
DIFFLIB_STEPS_MAX = 500_000  # steps for one comparison by difflib
EDIT_PATH_MAX = 500  # parts that are added or removed on the shortest edit path


class Piece(NamedTuple):
    """Consecutive words of one `kind`: SAME in both texts, INS only in the later one, DEL only in the earlier one."""

    text: str
    kind: str


Paragraph = list[Piece]
Step = tuple[int, int, int, int]  # begin and end in the earlier text, begin and end in the later one


class TooManySteps(Exception):
    """Error: a comparison would take more steps than are left."""


class StepBudget:
    """The number of steps that are left for the comparisons of a page."""

    def __init__(self, steps: int = STEPS_MAX):
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take `steps` from what is left. Raises TooManySteps, and takes none, if fewer are left."""
        if steps > self.left:
            raise TooManySteps
        self.left -= steps


def compare(before: str, after: str, budget: StepBudget | None = None) -> Paragraph:
    """Return the pieces of one paragraph, in reading order; removed words come before the words that replaced them."""
    if before == after:
        return [Piece(after, SAME)] if after else []
    old, new = before.split(), after.split()
    runs = []
    for same, (i, i_end, j, j_end) in _steps(old, new, budget or StepBudget()):
        runs += [(new[j:j_end], SAME)] if same else [(old[i:i_end], DEL), (new[j:j_end], INS)]
    return _pieces(runs)


def compare_paragraphs(
    before: Sequence[str], after: Sequence[str], budget: StepBudget | None = None
) -> list[Paragraph]:
    """Return the pieces of each paragraph, in reading order; a paragraph that was added or removed is one piece."""
    found, budget = [], budget or StepBudget()
    for same, (i, i_end, j, j_end) in _steps(before, after, budget):
        if same:
            found += [compare(text, text) for text in after[j:j_end]]
        else:
            found += [compare(old, new, budget) for old, new in _paired(before[i:i_end], after[j:j_end], budget)]
    return found


def differ(paragraphs: Iterable[Paragraph]) -> bool:
    """Return whether any word differs."""
    return any(piece.kind != SAME for paragraph in paragraphs for piece in paragraph)


class _Counted(SequenceMatcher):
    """difflib's comparison, with its steps counted.

    For each part of the earlier text, one pass visits all places in the later text where that part occurs; there are
    as many passes as there are runs of equal parts.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str], budget: StepBudget):
        super().__init__(None, old, new, autojunk=False)
        self._budget = budget
        self._before = [0, *accumulate(1 + len(self.b2j.get(part, ())) for part in old)]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        self._budget.spend(self._before[ahi] - self._before[alo])
        return super().find_longest_match(alo, ahi, blo, bhi)


def _steps(old: Sequence[str], new: Sequence[str], budget: StepBudget) -> Iterator[tuple[bool, Step]]:
    """Yield (whether the parts are the same, where they are), from the beginnings to the ends of both texts."""
    for blocks in (_blocks_by_difflib, _blocks_by_shortest_path):
        try:
            found = blocks(old, new, budget)
            break
        except TooManySteps:
            found = []
    i = j = 0
    for i_next, j_next, length in [*found, (len(old), len(new), 0)]:
        if i < i_next or j < j_next:
            yield False, (i, i_next, j, j_next)
        i, j = i_next + length, j_next + length
        if length:
            yield True, (i_next, i, j_next, j)


def _blocks_by_difflib(old: Sequence[str], new: Sequence[str], budget: StepBudget) -> list[tuple[int, int, int]]:
    """Return runs of equal parts: where in `old`, where in `new`, how many. Raises TooManySteps."""
    share = StepBudget(min(DIFFLIB_STEPS_MAX, budget.left))
    try:
        return _Counted(old, new, share).get_matching_blocks()[:-1]
    finally:
        budget.left -= min(DIFFLIB_STEPS_MAX, budget.left) - share.left


def _blocks_by_shortest_path(old: Sequence[str], new: Sequence[str], budget: StepBudget) -> list[tuple[int, int, int]]:
    """Return the same by the shortest edit path from `old` to `new` (Myers 1986, An O(ND) Difference Algorithm)."""
    begin, end = _same_ends(old, new)
    inner = _shortest_path(old[begin : len(old) - end], new[begin : len(new) - end], budget)
    ends = [(0, 0, begin), (len(old) - end, len(new) - end, end)]
    return [ends[0], *((i + begin, j + begin, length) for i, j, length in inner), ends[1]]


def _same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many parts are the same at the beginning, and at the end of the rest."""
    most = min(len(old), len(new))
    begin = next((at for at in range(most) if old[at] != new[at]), most)
    end = next((at for at in range(most - begin) if old[-1 - at] != new[-1 - at]), most - begin)
    return begin, end


def _shortest_path(old: Sequence[str], new: Sequence[str], budget: StepBudget) -> list[tuple[int, int, int]]:
    furthest = {1: (0, None)}  # the furthest place in `old` on each diagonal, and the runs up to it (last one first)
    for places in range(EDIT_PATH_MAX + 1):
        for k in range(-places, places + 1, 2):
            down = k == -places or (k != places and furthest[k - 1][0] < furthest[k + 1][0])
            i, runs = furthest[k + 1] if down else furthest[k - 1]
            i += not down
            begin, most = i, min(len(old), len(new) + k)
            while i < most and old[i] == new[i - k]:
                i += 1
            budget.spend(1 + i - begin)
            if i > begin:
                runs = (begin, begin - k, i - begin), runs
            if i >= len(old) and i - k >= len(new):
                return _in_order(runs)
            furthest[k] = i, runs
    raise TooManySteps


def _in_order(runs) -> list[tuple[int, int, int]]:
    found = []
    while runs:
        run, runs = runs
        found.append(run)
    return found[::-1]


def _pieces(runs: Iterable[tuple[list[str], str]]) -> Paragraph:
    return [Piece(" ".join(words), kind) for words, kind in runs if words]


def _paired(old: Sequence[str], new: Sequence[str], budget: StepBudget) -> list[tuple[str, str]]:
    """Return all paragraphs of both runs, in order, each paired with its earlier or later version, or else with ""."""
    if len(old) == len(new) == 1 or not old or not new:
        return list(zip_longest(old, new, fillvalue=""))
    try:
        return _in_pairs(old, new, _best_pairs(old, new, budget))
    except TooManySteps:
        return [(text, "") for text in old] + [("", text) for text in new]


def _in_pairs(old, new, pairs: list[tuple[int, int]]) -> list[tuple[str, str]]:
    found, i, j = [], 0, 0
    for i_next, j_next in [*pairs, (len(old), len(new))]:
        found += [(text, "") for text in old[i:i_next]] + [("", text) for text in new[j:j_next]]
        if i_next < len(old):
            found.append((old[i_next], new[j_next]))
        i, j = i_next + 1, j_next + 1
    return found


def _best_pairs(old: Sequence[str], new: Sequence[str], budget: StepBudget) -> list[tuple[int, int]]:
    """Return which paragraph became which: the pairs, in the order of both, with the most in common in total."""
    budget.spend(2 * len(old) * len(new))
    olds, news = [set(text.split()) for text in old], [set(text.split()) for text in new]
    budget.spend(
        (len(new) * sum(map(len, olds)) + len(old) * sum(map(len, news))) // 4
    )  # done in C, four times as fast
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
    return share if share >= SAME_PARAGRAPH_SHARE else 0.0
