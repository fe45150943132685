"""How many cases of a large family a run tries: all with EVERY_COMBINATION=1 (`make test-thorough`), else a sample."""

import os
from collections.abc import Sequence
from itertools import combinations, product

EVERY = os.environ.get("EVERY_COMBINATION") == "1"


def rows(*factors: Sequence, every: bool = EVERY) -> list[tuple]:
    """Return all rows of the product of the factors; or few, in which any two values of two factors meet.

    The few rows are the same in each run. Values are told apart by their places, so they need not be hashable.
    """
    everything = list(product(*(range(len(factor)) for factor in factors)))
    chosen = everything if every else _pairwise(everything)
    return [tuple(factor[place] for factor, place in zip(factors, row, strict=True)) for row in chosen]


def _pairwise(everything: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return rows that cover all pairs, each one of those with the most new pairs (ties: spread over the values)."""
    missing = {pair for row in everything for pair in _pairs_of(row)}
    chosen, used = [], {}
    while missing:
        best = max(
            everything,
            key=lambda row: (
                len(missing.intersection(_pairs_of(row))),
                -sum(used.get(one, 0) for one in enumerate(row)),
            ),
        )
        chosen.append(best)
        missing.difference_update(_pairs_of(best))
        for one in enumerate(best):
            used[one] = used.get(one, 0) + 1
    return sorted(chosen)


def _pairs_of(row: tuple[int, ...]) -> list[tuple]:
    return list(combinations(enumerate(row), 2))


def sample(cases: Sequence, one_in: int, every: bool = EVERY) -> list:
    """Return the cases; or the first of each `one_in`, so that neighbours, which resemble each other, are left out."""
    return list(cases) if every else list(cases)[::one_in]


def examples(number: int, every: bool = EVERY) -> int:
    """Return how many examples hypothesis tries: `number`, or a fifth of it, at least ten."""
    return number if every else max(number // 5, 10)
