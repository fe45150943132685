"""Whether a story's summary says more than its headline and the beginning of its text. Imports no Django."""

from collections import Counter
from collections.abc import Iterable

from articles.text import folding

REPEATED_SHARE = 0.8  # of the summary's words: with so many in the headline or the opening, it repeats them
DATELINE_WORDS = 8  # words that may precede the first sentence, or the summary, without making it another one
_CUT = ("…", "...")


def adds_to(summary: str, headline: str, paragraphs: Iterable[str]) -> bool:
    """Return whether a summary is worth its place between the headline and the text of plain `paragraphs`.

    It is not if it is (nearly) the headline, or (nearly) what the text begins with; a dateline before either, other
    quotes or dashes, and an end that was cut off make no difference.
    """
    words = folding.words_of(summary)
    if summary.rstrip().endswith(_CUT):
        words = words[:-1] or words  # the last word may be a part of one
    if not words:
        return False
    opening = _first_words(paragraphs, len(words) + DATELINE_WORDS)
    return not (_repeats(words, folding.words_of(headline)) or _repeats(_without_dateline(words, opening), opening))


def _first_words(paragraphs: Iterable[str], most: int) -> list[str]:
    found = []
    for paragraph in paragraphs:
        found += folding.words_of(paragraph)
        if len(found) >= most:
            break
    return found[:most]


def _without_dateline(words: list[str], opening: list[str]) -> list[str]:
    """Return the summary's words without a dateline that only it has: from where the text's first two words stand."""
    for at in range(1, min(DATELINE_WORDS, len(words) - 1)):
        if words[at : at + 2] == opening[:2]:
            return words[at:]
    return words


def _repeats(words: list[str], others: list[str]) -> bool:
    """Return whether most of the words, each as often as it occurs, are among the others."""
    return (Counter(words) & Counter(others)).total() >= REPEATED_SHARE * len(words)
