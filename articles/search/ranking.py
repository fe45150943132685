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
        all(is_same_word(one, other) for one, other in zip(first, words[at:], strict=False))
        and (end.startswith(last) if prefix else is_same_word(last, end))
        for (*first, last), prefix in term.spellings
        for at, end in enumerate(words[len(first) :])
    )
