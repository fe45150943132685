"""Pieces of public pages that are kept from one edition to the next: a story in a list, a box, a story's text.

A piece is made of named values and of nothing else, and its key is those values
(articles/templatetags/fragments.py): where a row changed, the key is another, so that no
piece can be out of date and nobody has to forget one.
"""

from sys import getsizeof

from articles.web.bounded_cache import Bounded

CAPACITY = 16 * 2**20  # bytes in a process, beside its page cache
OVERHEAD = 400  # bytes of a piece beside its texts: entries, tuples, numbers

kept = Bounded(CAPACITY)


def keep(key: tuple, html: str) -> None:
    kept.put(key, html, OVERHEAD + getsizeof(html) + weight(key))


def weight(value) -> int:
    """About how many bytes a key takes."""
    if isinstance(value, tuple):
        return getsizeof(value) + sum(map(weight, value))
    return getsizeof(value)
