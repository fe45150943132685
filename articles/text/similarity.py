"""How alike two names or two headlines are. Imports no Django."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

STEM = 5  # letters of a word that tell it from others; its ending is grammar
ALIKE = 0.6  # the share of words from which on two headlines tell one story
SHORTEST = 5  # letters; in shorter names one letter makes another word: Iran, Iraq
_WORD = re.compile(r"[^\W_]+")


def words_of(headline: str) -> set[str]:
    """What two headlines are compared by: their words without accents and endings, and without the shortest ones."""
    return {word[:STEM] for word in _WORD.findall(folded(headline)) if len(word) > 2 or word.isdigit()}


def alike(one: set[str], other: set[str]) -> bool:
    """Whether two headlines, as `words_of` gives them, have most of their words in common."""
    return bool(one) and len(one & other) / len(one | other) >= ALIKE


def folded(text: str) -> str:
    """The text in lower case and without accents: ё is е, և is եւ."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def near_names(name: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that may be meant by `name`, the nearest first.

    They differ from it in case, accents, spaces and punctuation alone; or also
    in one letter that is wrong, missing, too much or in its neighbor's place, from five
    letters on; in two such from eight letters on.
    """
    wanted = _letters(name)
    allowed = 0 if len(wanted) < SHORTEST else 1 if len(wanted) < 8 else 2
    steps = {other: _steps(wanted, _letters(other), allowed) for other in names}
    return sorted((other for other in steps if steps[other] <= allowed), key=lambda other: (steps[other], other))


def _letters(name: str) -> str:
    return "".join(_WORD.findall(folded(name)))


def _steps(one: str, other: str, allowed: int) -> int:
    """How many letters to change, add, take out or swap with a neighbor; `allowed` and one stands for any more."""
    beyond = allowed + 1
    if one == other:
        return 0
    if abs(len(one) - len(other)) > allowed or _strangers(one, other) > 2 * allowed:
        return beyond
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, twin in enumerate(other, start=1):
            step = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != twin))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == twin:
                step = min(step, earlier[j - 2] + 1)
            row.append(step)
    return min(row[-1], beyond)


def _strangers(one: str, other: str) -> int:
    """Letters that one of the two has and the other has not: a quick look before the thorough one."""
    mine, theirs = Counter(one), Counter(other)
    return (mine - theirs).total() + (theirs - mine).total()
