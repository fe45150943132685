"""Objects that an administrator has created and that depend on the site's tables: views, indexes, grants …

They are dropped with the old tables, so they are created again for the new ones: most of them before the exchange,
while everyone still uses the old ones; a function, or an object in another schema, when its name is free.
"""

from collections.abc import Callable, Iterator

from portal.backup.dumped import PARTS, Entry, Sorted
from portal.backup.loading import Outcome, make

BESIDE = {"MATERIALIZED VIEW", "VIEW"}
# Columns and constraints that an administrator added to a table, and that the new table of the same name lacks.
ADDED = """
SELECT 'COLUMN', c.relname || ' ' || a.attname, format('ALTER TABLE public.%I ADD COLUMN %I %s%s%s', c.relname,
    a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', value)
         WHEN value NOT LIKE 'nextval(%' THEN ' DEFAULT ' || value ELSE '' END,
    CASE WHEN a.attnotnull AND value NOT LIKE 'nextval(%' THEN ' NOT NULL' ELSE '' END)
FROM pg_class c JOIN pg_class n ON n.relname = c.relname AND n.relnamespace = 'portal_restored'::regnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum, pg_get_expr(d.adbin, d.adrelid) AS value
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
AND NOT EXISTS (SELECT FROM pg_attribute b WHERE b.attrelid = n.oid AND b.attname = a.attname AND NOT b.attisdropped)
UNION ALL
SELECT 'CHECK CONSTRAINT', c.relname || ' ' || k.conname,
    format('ALTER TABLE public.%I ADD CONSTRAINT %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
FROM pg_class c JOIN pg_class n ON n.relname = c.relname AND n.relnamespace = 'portal_restored'::regnamespace
JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'c'
WHERE c.relnamespace = 'public'::regnamespace
AND NOT EXISTS (SELECT FROM pg_constraint b WHERE b.conrelid = n.oid AND b.conname = k.conname)
ORDER BY 1 DESC, 2
"""


class After:
    """Entries to create after the exchange, in order, each with its list of what was made and set of what failed."""

    def __init__(self):
        self.entries: list[tuple[Entry, list[Entry], set[int]]] = []


def hang(cursor, old: Sorted, new: Sorted, aside: Callable, outcome: Outcome, *, now: bool, parts: bool) -> After:
    """Create for the new tables what an administrator added to the old ones; take from the archive what those lacked.

    Unless `now`, all this waits until the tables are migrated. Unless `parts`, what an administrator has added to a
    table (an index, a column) cannot be told from what another release has. Return what must wait for the exchange.
    """
    cursor.execute(ADDED)
    added = [
        Entry(-number, kind, "public", name, frozenset(), sql.encode())
        for number, (kind, name, sql) in enumerate(cursor.fetchall(), 1)
    ]
    wanted = [*added, *_to_hang(old, new)]
    others = [entry for entry in new.entries if entry.number in new.hanging]
    after = After()
    if now:
        hung = _Hanging(cursor, old, aside, outcome, after, outcome.again)
        for entry in wanted:
            hung.make(entry)
        come = _Hanging(cursor, new, aside, outcome, after, outcome.came)
        for entry in others:
            if entry.key not in hung.keys and come.has_what_it_is_part_of(entry):
                come.make(entry)
        return after
    for entry in wanted:
        if parts or entry.number in old.hanging:
            outcome.later.append(entry)
        else:
            outcome.failed.append((entry, "the database was of another release: look whether it is still wanted"))
    outcome.later.extend(entry for entry in others if entry.key not in old.keys)
    return after


def make_after(cursor, after: After, last: list[Entry], outcome: Outcome) -> None:
    """Create the rest, now that the new tables have replaced the old ones."""
    for entry, made, missed in after.entries:
        if make(cursor, entry, missed, outcome, entry.sql, entry.without_owner):
            made.append(entry)
    for entry in last:
        if make(cursor, entry, set(), outcome, entry.sql):
            outcome.came.append(entry)


def _to_hang(old: Sorted, new: Sorted) -> Iterator[Entry]:
    """Yield the entries that depend on the old tables, and the parts of the old tables that the new ones lack."""
    wanted = set()
    for entry in old.entries:
        if entry.number in old.ours and entry.kind in PARTS and (entry.kind == "ACL" or entry.key not in new.keys):
            wholes = [one for one in old.needed_by(entry) if entry.is_part_of(one)]
            if not any(one.key in new.keys or one.number in wanted for one in wholes):
                continue  # part of a table that no longer exists
        elif entry.number not in old.hanging:
            continue
        wanted.add(entry.number)
        yield entry


class _Hanging:
    """A builder of one database's dependent objects, which remembers what it has created so far."""

    def __init__(self, cursor, part: Sorted, aside: Callable, outcome: Outcome, after: After, made: list[Entry]):
        self.cursor, self.part, self.aside, self.outcome, self.after, self.made = (
            cursor,
            part,
            aside,
            outcome,
            after,
            made,
        )
        self.keys: set[tuple] = set()  # of entries that were created, or will be after the exchange
        self.beside: set[int] = set()
        self.afterwards: set[int] = set()
        self.missed: set[int] = set()

    def make(self, entry: Entry) -> None:
        if not self._goes_beside(entry):
            self.afterwards.add(entry.number)
            self.after.entries.append((entry, self.made, self.missed))
        elif make(self.cursor, entry, self.missed, self.outcome, *map(self.aside, (entry.sql, entry.without_owner))):
            self.beside.add(entry.number)
            self.made.append(entry)
        else:
            return
        self.keys.add(entry.key)

    def has_what_it_is_part_of(self, entry: Entry) -> bool:
        """Return whether everything that the entry is a part of comes from the archive, too."""
        there = self.part.ours | {one.number for one in self.made} | self.afterwards
        return entry.kind not in PARTS or entry.needs & self.part.by_number.keys() <= there

    def _goes_beside(self, entry: Entry) -> bool:
        if entry.number < 0:
            return True
        if entry.schema != "public" or entry.needs & self.afterwards:
            return False
        there = self.part.ours | self.beside
        wholes = (one for one in self.part.needed_by(entry) if one.number in there)
        return entry.kind in BESIDE or any(entry.is_part_of(one) for one in wholes)
