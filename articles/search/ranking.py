"""How well a story's headline and summary match the terms of a search. Pure functions; imports no Django.

For where the index would have to look through far more stories than were found to say it.
"""

from articles.search.excerpts import is_same_word
from articles.search.query_parser import Term
from articles.text.folding import words_of

HEADLINE, LEAD, TEXT = 2, 1, 0  # all terms stand in the headline; in headline and summary; somewhere in the story


def rank(terms: tuple[Term, ...], headline: str, summary: str) -> int:
    """Return HEADLINE, LEAD or TEXT."""
    own = words_of(headline)
    missing = [term for term in terms if not _stands_in(own, term)]
    if not missing:
        return HEADLINE
    more = words_of(summary)
    return LEAD if all(_stands_in(more, term) for term in missing) else TEXT


def _stands_in(words: list[str], term: Term) -> bool:
    return any(
        _stand_in(words, wanted, prefix) if len(wanted) > 1 else _is_among(words, wanted[0], prefix)
        for wanted, prefix in term.spellings
    )


def _is_among(words: list[str], wanted: str, prefix: bool) -> bool:
    if wanted in words:
        return True
    if prefix:
        return any(word.startswith(wanted) for word in words)
    return any(is_same_word(wanted, word) for word in words if word[0] == wanted[0])


def _stand_in(words: list[str], wanted: tuple[str, ...], prefix: bool) -> bool:
    """Return whether several words stand side by side."""
    *first, last = wanted
    return any(
        all(is_same_word(one, other) for one, other in zip(first, words[at:], strict=False))
        and (end.startswith(last) if prefix else is_same_word(last, end))
        for at, end in enumerate(words[len(first) :])
    )
