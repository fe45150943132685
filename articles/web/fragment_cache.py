"""Fragment cache: parts of public pages kept across editions, such as a story in a list, a box or a story's text.

A fragment is rendered from named values and nothing else, and its key contains the values
themselves (articles/templating/fragments.py), so a changed row gets a new key; no fragment
can be out of date, and nothing needs invalidating.
"""

from sys import getsizeof

from articles.web.bounded_cache import Bounded

CAPACITY = 4 * 2**20  # bytes per process: some two thousand fragments, those of the pages asked for most
OVERHEAD = 400  # bytes of a fragment in addition to its texts: entries, tuples, numbers

kept = Bounded(CAPACITY)


def keep(key: tuple, html: str) -> None:
    kept.put(key, html, OVERHEAD + getsizeof(html) + weight(key))


def weight(value) -> int:
    """Return about how many bytes a key takes."""
    if isinstance(value, tuple):
        return getsizeof(value) + sum(map(weight, value))
    return getsizeof(value)
