"""Which items of a feed are one story, and which stored story an item is. This module imports no Django.

An item is known by its id, otherwise by its link. But some programs give one id to all of their items, or link all of
them to one page. So an id or a link that most items share says nothing, and where several stories share one, another
part has to tell them apart. A stored story keeps its row when its feed begins to give other ids or addresses.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

_CAMPAIGN = re.compile(r"(?:^|&)utm_\w+=[^&]*")


def tell_apart(records: Iterable) -> list:
    """Return the first PartnerRecord of each story, with an identity that no other one has.

    `identity` of those given is the item's id, or "". Two items are one story if two of id, link and title agree; an id
    or a link that more than half of the items share does not count.
    """
    records = list(records)
    ids, links = (_telling([getattr(record, part) for record in records]) for part in ("identity", "url"))
    seen, stories = set(), []
    for record in records:
        id_, link = record.identity in ids and record.identity, record.url in links and record.url
        pairs = {("id", id_, link), ("id and title", id_, record.title), ("link and title", link, record.title)}
        pairs = {pair for pair in pairs if all(pair)}
        if seen.isdisjoint(pairs):
            stories.append(record)
        seen |= pairs
    return list(_identified(stories, ids, links))


def _telling(values: list[str]) -> set[str]:
    """Return the values that at most half of the items share; one of a single item always counts."""
    return {value for value, times in Counter(values).items() if value and (times == 1 or times * 2 <= len(values))}


def _identified(stories: list, ids: set[str], links: set[str]) -> Iterator:
    """Yield each record with its id as identity, or its link, or its title too, the first of them that is its own."""
    of_id, of_link = (Counter(getattr(story, part) for story in stories) for part in ("identity", "url"))
    taken = set()
    for story in stories:
        if story.identity in ids and of_id[story.identity] == 1:
            identity = story.identity
        elif story.url in links and of_link[story.url] == 1:
            identity = story.url
        else:
            identity = f"{story.identity or story.url}\n{story.title}"
        if identity not in taken:
            yield story._replace(identity=identity)
        taken.add(identity)


def match_rows(rows: Iterable, records: dict) -> dict:
    """Return the stored row of each record that has one, by the record's identity.

    `records` are those of one feed by the identity under which they are stored. A row whose identity the feed does not
    name any more belongs to the record that has its address and title, its title and time, or else its address, if
    only one has. Addresses are compared without scheme, www, utm parameters and a slash at the end.
    """
    rows = list(rows)
    found = {row.identity: row for row in rows if row.identity in records}
    for key_of in (
        lambda one: (same_address(one.url), one.title),
        lambda one: one.published_at and (one.title, one.published_at),
        lambda one: same_address(one.url),
    ):
        free = _unique((row for row in rows if row.identity not in records and row not in found.values()), key_of)
        asking = _unique(records.values(), key_of)
        for identity, record in records.items():
            if identity not in found and asking.get(key := key_of(record)) is record and key in free:
                found[identity] = free[key]
    return found


def _unique(things: Iterable, key_of: Callable) -> dict:
    """Return by key those things whose key no other one has; a thing without a key is left out."""
    things = [(key, thing) for thing in things if (key := key_of(thing))]
    counts = Counter(key for key, _ in things)
    return {key: thing for key, thing in things if counts[key] == 1}


def same_address(url: str) -> tuple[str, ...]:
    """Return what addresses of one page have in common."""
    parts = urlsplit(url)
    host, query = parts.netloc.lower().removeprefix("www."), _CAMPAIGN.sub("", parts.query).lstrip("&")
    return host, parts.path.rstrip("/"), query, parts.fragment
