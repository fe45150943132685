"""What many files of one import repeat: headlines above different stories, sentences below different headlines.

Imports no Django.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import chain

MANY = 5  # files


def repeated(texts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return a dict: headline -> number of different texts under it, for headlines of MANY texts or more.

    `texts` has for each file its headline and a hash of how its text begins: a page that was crawled many times has
    many equal headlines and one text.
    """
    texts = list(texts)
    often = {headline for headline, number in Counter(headline for headline, _ in texts).items() if number >= MANY}
    different = defaultdict(set)
    for headline, beginning in texts:
        if headline in often:
            different[headline].add(beginning)
    return {headline: len(found) for headline, found in different.items() if len(found) >= MANY}


def shared_hashes(texts: Collection[tuple[str, Iterable[int]]]) -> frozenset[int]:
    """Return the hashes that are in the texts of MANY headlines or more: what a page repeats beside its stories.

    `texts` has for each file its headline and the hashes of its sentences (`known_lines.lead_hashes`).
    """
    hashes = sorted(chain.from_iterable(hashes for _, hashes in texts))  # of equal ones, MANY stand in a row
    often = {one for one, later in zip(hashes, hashes[MANY - 1 :], strict=False) if one == later}
    headlines = defaultdict(set)
    for headline, own in texts if often else ():
        for shared in often.intersection(own):
            headlines[shared].add(headline)
    return frozenset(shared for shared, found in headlines.items() if len(found) >= MANY)
