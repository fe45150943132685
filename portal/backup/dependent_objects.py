"""Objects that an administrator has created and that depend on the site's tables: views, indexes, grants …

They are dropped with the old tables, so they are created again for the new ones: most of them before the exchange,
while everyone still uses the old ones; a function, or an object in another schema, when its name is free.
"""

from collections.abc import Callable, Iterator

from portal.backup.dump_entries import PART_KINDS, Entry, SortedEntries
from portal.backup.loading import Outcome, create_entry

VIEW_KINDS = {"MATERIALIZED VIEW", "VIEW"}
# Columns and constraints that an administrator added to a table, and that the new table of the same name lacks.
ADDED_COLUMNS = """
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


class AfterSwap:
    """Entries to create after the exchange, in order, each with its list of what was made and set of what failed."""

    def __init__(self):
        self.entries: list[tuple[Entry, list[Entry], set[int]]] = []


def recreate_dependents(
    cursor,
    old: SortedEntries,
    new: SortedEntries,
    relocate: Callable,
    outcome: Outcome,
    *,
    before_migrate: bool,
    parts_are_known: bool,
) -> AfterSwap:
    """Create for the new tables what an administrator added to the old ones; take from the archive what those lacked.

    Unless `before_migrate`, all this waits until the tables are migrated. Unless `parts_are_known`, what an
    administrator has added to a table (an index, a column) cannot be told from what another release has. Return what
    must wait for the exchange.
    """
    cursor.execute(ADDED_COLUMNS)
    added_entries = [
        Entry(-number, kind, "public", name, frozenset(), sql.encode())
        for number, (kind, name, sql) in enumerate(cursor.fetchall(), 1)
    ]
    wanted = [*added_entries, *_entries_to_recreate(old, new)]
    archived = [entry for entry in new.entries if entry.number in new.dependent_numbers]
    after = AfterSwap()
    if before_migrate:
        for_old = _DependentBuilder(cursor, old, relocate, outcome, after, outcome.recreated)
        for entry in wanted:
            for_old.create_entry(entry)
        for_archived = _DependentBuilder(cursor, new, relocate, outcome, after, outcome.from_archive)
        for entry in archived:
            if entry.key not in for_old.keys and for_archived.has_parents_of(entry):
                for_archived.create_entry(entry)
        return after
    for entry in wanted:
        if parts_are_known or entry.number in old.dependent_numbers:
            outcome.after_migrate.append(entry)
        else:
            outcome.failed.append(
                (entry, "the database belonged to another release: check whether this is still needed")
            )
    outcome.after_migrate.extend(entry for entry in archived if entry.key not in old.keys)
    return after


def create_after_swap(cursor, after: AfterSwap, created_last: list[Entry], outcome: Outcome) -> None:
    """Create the rest, now that the new tables have replaced the old ones."""
    for entry, created, failed_numbers in after.entries:
        if create_entry(cursor, entry, failed_numbers, outcome, entry.sql, entry.without_owner):
            created.append(entry)
    for entry in created_last:
        if create_entry(cursor, entry, set(), outcome, entry.sql):
            outcome.from_archive.append(entry)


def _entries_to_recreate(old: SortedEntries, new: SortedEntries) -> Iterator[Entry]:
    """Yield the entries that depend on the old tables, and the parts of the old tables that the new ones lack."""
    wanted = set()
    for entry in old.entries:
        if (
            entry.number in old.site_numbers
            and entry.kind in PART_KINDS
            and (entry.kind == "ACL" or entry.key not in new.keys)
        ):
            parents = [other for other in old.requirements_of(entry) if entry.is_part_of(other)]
            if not any(other.key in new.keys or other.number in wanted for other in parents):
                continue  # part of a table that no longer exists
        elif entry.number not in old.dependent_numbers:
            continue
        wanted.add(entry.number)
        yield entry


class _DependentBuilder:
    """A builder of one database's dependent objects, which remembers what it has created so far."""

    def __init__(
        self,
        cursor,
        part: SortedEntries,
        relocate: Callable,
        outcome: Outcome,
        after: AfterSwap,
        created: list[Entry],
    ):
        self.cursor, self.part, self.relocate = cursor, part, relocate
        self.outcome, self.after, self.created = outcome, after, created
        self.keys: set[tuple] = set()  # of entries that were created, or will be after the exchange
        self.created_before: set[int] = set()
        self.created_after: set[int] = set()
        self.failed_numbers: set[int] = set()

    def create_entry(self, entry: Entry) -> None:
        if not self._is_created_before_swap(entry):
            self.created_after.add(entry.number)
            self.after.entries.append((entry, self.created, self.failed_numbers))
        elif create_entry(
            self.cursor,
            entry,
            self.failed_numbers,
            self.outcome,
            *map(self.relocate, (entry.sql, entry.without_owner)),
        ):
            self.created_before.add(entry.number)
            self.created.append(entry)
        else:
            return
        self.keys.add(entry.key)

    def has_parents_of(self, entry: Entry) -> bool:
        """Return whether everything that the entry is a part of comes from the archive, too."""
        restored = self.part.site_numbers | {other.number for other in self.created} | self.created_after
        return entry.kind not in PART_KINDS or entry.needs & self.part.by_number.keys() <= restored

    def _is_created_before_swap(self, entry: Entry) -> bool:
        if entry.number < 0:
            return True
        if entry.schema != "public" or entry.needs & self.created_after:
            return False
        restored = self.part.site_numbers | self.created_before
        parents = (other for other in self.part.requirements_of(entry) if other.number in restored)
        return entry.kind in VIEW_KINDS or any(entry.is_part_of(other) for other in parents)
