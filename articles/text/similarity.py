"""Similarity of names and of headlines. Imports no Django."""

from collections import Counter
from collections.abc import Iterable

from articles.text import folding

STEM_LETTERS = 5  # letters that distinguish a word from others; its ending is grammar
SAME_STORY_SHARE = 0.6  # with at least this share of common words, two headlines are about one story
TYPO_NAME_LETTERS_MIN = 5  # letters; in shorter names one letter makes a different word: Iran, Iraq


def words_of(headline: str) -> set[str]:
    """Return the words by which headlines are compared: folded, without endings and the shortest words."""
    return {word[:STEM_LETTERS] for word in folding.words_of(headline) if len(word) > 2 or word.isdigit()}


def alike(one: set[str], other: set[str]) -> bool:
    """Return whether two headlines, as sets from `words_of`, have most of their words in common."""
    return bool(one) and len(one & other) / len(one | other) >= SAME_STORY_SHARE


def differ_in_a_letter(one: str, other: str) -> bool:
    """Return whether two long enough words without figures differ in one letter, as a word and its misspelling do.

    Accents make no difference.
    """
    if min(len(one), len(other)) < TYPO_NAME_LETTERS_MIN or abs(len(one) - len(other)) > 1:
        return False
    return not any(map(str.isdigit, one + other)) and _steps(_letters(one), _letters(other), 1) <= 1


def near_names(name: str, names: Iterable[str]) -> list[str]:
    """Return the `names` that someone may have meant by `name`, the nearest first.

    They differ from it only in case, accents, spaces and punctuation; if it has at least five
    letters, also in one letter that is wrong, missing, added or swapped with its neighbor;
    if it has at least eight, in two such letters.
    """
    wanted = _letters(name)
    allowed = 0 if len(wanted) < TYPO_NAME_LETTERS_MIN else 1 if len(wanted) < 8 else 2
    steps = {other: _steps(wanted, _letters(other), allowed) for other in names}
    return sorted((other for other in steps if steps[other] <= allowed), key=lambda other: (steps[other], other))


def _letters(name: str) -> str:
    return "".join(folding.words_of(name))


def _steps(one: str, other: str, allowed: int) -> int:
    """Return how many letters to change, add, remove or swap with a neighbor; at most `allowed` + 1, if more are."""
    beyond = allowed + 1
    if one == other:
        return 0
    if abs(len(one) - len(other)) > allowed or _letters_of_one(one, other) > 2 * allowed:
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


def _letters_of_one(one: str, other: str) -> int:
    """Count the letters that only one of the two has: a quick check before the thorough one."""
    mine, theirs = Counter(one), Counter(other)
    return (mine - theirs).total() + (theirs - mine).total()
