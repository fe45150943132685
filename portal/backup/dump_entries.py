"""What a PostgreSQL dump contains besides rows: tables, views, indexes …, each with its statement and what it needs.

`pg_restore --verbose` writes a header above each statement; its format is in PostgreSQL's pg_backup_archiver.c.
"""

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from articles.apps import BESIDE_MODELS
from portal.backup import postgresql

# Kinds of entries that belong to one relation or function, and are dropped with it.
PART_KINDS = {
    *("ACL", "CHECK CONSTRAINT", "COLUMN", "COMMENT", "CONSTRAINT", "DEFAULT", "FK CONSTRAINT", "INDEX"),
    *("INDEX ATTACH", "MATERIALIZED VIEW DATA", "POLICY", "PUBLICATION TABLE", "ROW SECURITY", "RULE"),
    *("SECURITY LABEL", "SEQUENCE", "SEQUENCE OWNED BY", "STATISTICS", "TRIGGER"),
}
_KINDS_NAMED_AFTER_TABLE = {
    *("CHECK CONSTRAINT", "COLUMN", "CONSTRAINT", "DEFAULT", "FK CONSTRAINT", "POLICY", "RULE", "TRIGGER"),
}
_KINDS_IN_A_SCHEMA = {
    *("FUNCTION", "INDEX", "MATERIALIZED VIEW", "SEQUENCE", "STATISTICS", "TABLE", "VIEW"),
    *("TEXT SEARCH CONFIGURATION", "TEXT SEARCH DICTIONARY"),
}
_ENTRY_HEADER = re.compile(
    rb"^--\n-- TOC entry (\d+) \(class \d+ OID \d+\)\n(?:-- Dependencies:([\d ]*)\n)?"
    rb"-- Name: (.*); Type: (.*?); Schema: (.*?); Owner: .*\n(?:-- Data Pos: \d+\n)?--\n",
    re.MULTILINE,
)
_NOT_SQL = re.compile(rb"^\\(?:un)?restrict \w+$", re.MULTILINE)  # psql's own commands
_OWNER = re.compile(rb"^ALTER .* OWNER TO .*;$", re.MULTILINE)
_UNQUOTED_NAME = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class Entry:
    """An object of a database, or a part of one, such as a comment."""

    number: int
    kind: str  # as pg_dump names it: TABLE, VIEW, FK CONSTRAINT …
    schema: str  # "-" if it is in none
    name: str
    needs: frozenset[int]  # the numbers of other entries
    sql: bytes
    after_rows: bool = False  # created after the rows are loaded

    @property
    def key(self) -> tuple[str, str, str]:
        """An identity that is the same for the same object in two databases."""
        return self.kind, self.schema, self.name

    def __str__(self):
        where = f"{self.schema}." if self.schema != "-" else ""
        return f"{self.kind.lower()} {where}{self.name}"

    @property
    def without_owner(self) -> bytes:
        return _OWNER.sub(b"", self.sql)

    def is_part_of(self, other: "Entry") -> bool:
        """Return whether it is a part of `other`, which is one of the entries that it needs."""
        if other.kind == "FUNCTION":
            return self.kind in ("ACL", "COMMENT", "SECURITY LABEL")
        return self.kind in PART_KINDS and (
            self.kind not in _KINDS_NAMED_AFTER_TABLE or self.name.startswith(f"{other.name} ")
        )


def read_entries(pg_restore: str, dump: Path, *options: str) -> list[Entry]:
    """Return what the dump contains besides rows, in an order in which it can be created. Raise BackupError."""
    entries = []
    for after_rows, section in enumerate(("pre-data", "post-data")):
        command = [pg_restore, "--verbose", f"--section={section}", "--no-tablespaces", *options, "--file=-", str(dump)]
        process = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        if process.returncode:
            raise postgresql.program_error("pg_restore", process.stderr.strip().rpartition(b"\n")[2])
        text = _NOT_SQL.sub(b"", process.stdout)
        headers = list(_ENTRY_HEADER.finditer(text))
        ends = [header.start() for header in headers[1:]] + [len(text)]
        for header, end in zip(headers, ends, strict=False):
            entries.append(_entry(header, text[header.end() : end].strip(), bool(after_rows)))
    return _with_views_whole(entries)


def _entry(header: re.Match, sql: bytes, after_rows: bool) -> Entry:
    number, needs, *words = header.groups()
    name, kind, schema = (word.decode(errors="replace") for word in words)
    return Entry(int(number), kind, schema, name, frozenset(map(int, (needs or b"").split())), sql, after_rows)


def _with_views_whole(entries: list[Entry]) -> list[Entry]:
    """Add to views what their rules need, because pg_dump creates some views empty and completes them by a rule."""
    rules = {
        number: entry
        for entry in entries
        if entry.kind == "RULE" and entry.name.endswith(" _RETURN")
        for number in entry.needs
    }
    return [
        replace(entry, needs=entry.needs | rules[entry.number].needs - {entry.number})
        if entry.number in rules and rules[entry.number].name == f"{entry.name} _RETURN"
        else entry
        for entry in entries
    ]


class SortedEntries:
    """The entries of one database: the site's own, those that depend on them, and unrelated ones."""

    def __init__(self, entries: list[Entry], tables: set[str]):
        self.entries, self.by_number = entries, {entry.number: entry for entry in entries}
        self.keys = {entry.key for entry in entries}
        self.site_numbers = {entry.number for entry in entries if _is_site_entry(entry, tables)}
        self.dependent_numbers: set[int] = set()
        needed_again = True
        while needed_again:  # what a view's rule needs comes after the view
            before = len(self.site_numbers) + len(self.dependent_numbers)
            for entry in entries:
                reached = self.site_numbers | self.dependent_numbers
                if entry.number not in reached and entry.needs & reached:
                    part = any(entry.is_part_of(self.by_number[number]) for number in entry.needs & self.site_numbers)
                    is_ours = part and entry.kind != "PUBLICATION TABLE"
                    (self.site_numbers if is_ours else self.dependent_numbers).add(entry.number)
            needed_again = len(self.site_numbers) + len(self.dependent_numbers) > before
        self.unrelated_numbers = self.by_number.keys() - self.site_numbers - self.dependent_numbers

    def requirements_of(self, entry: Entry) -> Iterator[Entry]:
        return (self.by_number[number] for number in entry.needs if number in self.by_number)


def _is_site_entry(entry: Entry, tables: set[str]) -> bool:
    if entry.schema != "public":
        return False
    if entry.kind == "FUNCTION" or entry.kind.startswith("TEXT SEARCH"):
        name = entry.name.partition("(")[0]
        return any(name == own or name.startswith(f"{own}_") for own in BESIDE_MODELS)
    return entry.kind == "TABLE" and entry.name in tables


def quote_name(name: str) -> str:
    return name if _UNQUOTED_NAME.fullmatch(name) else '"{}"'.format(name.replace('"', '""'))


def schema_renamer(entries: Iterable[Entry], schema: str) -> Callable[[bytes], bytes]:
    """Return a function that replaces public with `schema` in SQL, but only before the names of these entries.

    PostgreSQL writes every name with its schema, and puts a name in quotes if it is an SQL keyword.
    """
    names = {
        entry.name.partition("(")[0]
        for entry in entries
        if entry.schema == "public" and entry.kind in _KINDS_IN_A_SCHEMA
    }
    forms = {form for name in names for form in (quote_name(name), f'"{name}"')}
    if not forms:
        return bytes
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    place = re.compile(rf'(?<![\w."$])public\.({pattern})(?![\w$"])'.encode())
    return lambda sql: place.sub(schema.encode() + rb".\1", sql)
