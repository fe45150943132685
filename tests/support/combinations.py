"""How many cases of a large family a run tries: a sample, or all with EVERY_COMBINATION=1 (`make test-thorough`)."""

import os
from collections.abc import Sequence
from itertools import combinations, product

EVERY = os.environ.get("EVERY_COMBINATION") == "1"


def pairs(*factors: Sequence, every: bool = EVERY) -> list[tuple]:
    """Return rows, one value of each factor in each, in which any two values of two factors meet; or all rows."""
    everything = list(product(*(range(len(factor)) for factor in factors)))
    return _values(factors, everything if every else _pairwise(everything))


def once(*factors: Sequence, every: bool = EVERY) -> list[tuple]:
    """Return rows, one value of each factor in each, in which every value occurs; or all rows."""
    lengths = [len(factor) for factor in factors]
    diagonal = [tuple(place % length for length in lengths) for place in range(max(lengths))]
    return _values(factors, list(product(*map(range, lengths))) if every else diagonal)


def sample(cases: Sequence, one_in: int, start: int = 0, every: bool = EVERY) -> list:
    """Return every `one_in`-th case, since neighbours resemble each other; or all cases."""
    return list(cases) if every else list(cases)[start % one_in :: one_in]


def examples(number: int, every: bool = EVERY) -> int:
    """Return how many examples hypothesis tries: a fifth of `number`, but ten at least; or `number`."""
    return number if every else max(number // 5, 10)


def _values(factors: Sequence[Sequence], rows: list[tuple[int, ...]]) -> list[tuple]:
    return [tuple(factor[place] for factor, place in zip(factors, row, strict=True)) for row in rows]


def _pairwise(everything: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Take the row with the most pairs that are missing, until none is."""
    missing = {pair for row in everything for pair in combinations(enumerate(row), 2)}
    chosen = []
    while missing:
        best = max(everything, key=lambda row: len(missing.intersection(combinations(enumerate(row), 2))))
        chosen.append(best)
        missing.difference_update(combinations(enumerate(best), 2))
    return chosen
