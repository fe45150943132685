"""The first half of a restore into PostgreSQL: the site's tables and their rows in a schema next to the one in use.

What an administrator has added outside of these tables, such as a schema or a type, is created if the database lacks
it.
"""

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from portal.backup import postgresql
from portal.backup.databases import BackupError
from portal.backup.dump_entries import PART_KINDS, Entry, SortedEntries, quote_name

BATCH_BYTES = 1 << 18  # of rows that are sent at once
# Kinds of entries that the site can do without.
OPTIONAL_KINDS = {"ACL", "COMMENT", "POLICY", "ROW SECURITY", "RULE", "SECURITY LABEL", "STATISTICS"}
# Besides COPY, a dump's data section has setval() statements and, if there are large objects, statements for these.
_COPY = re.compile(rb'COPY ((?:"(?:[^"]|"")+"|[^."]+)\.(?:"(?:[^"]|"")+"|[^ "]+)) .*FROM stdin;\n')
_END_OF_ROWS = b"\\.\n"


@dataclass
class Outcome:
    """The result of a restore for an administrator's additions, including what waits until the tables are migrated."""

    left_alone: list[Entry] = field(default_factory=list)
    recreated: list[Entry] = field(default_factory=list)
    from_archive: list[Entry] = field(default_factory=list)
    failed: list[tuple[Entry, str]] = field(default_factory=list)  # with the reason
    after_migrate: list[Entry] = field(default_factory=list)

    def report_lines(self) -> Iterator[str]:
        for entries, what in (
            (self.left_alone, "left unchanged in the database"),
            (self.recreated, "created again for the restored tables"),
            (self.from_archive, "created from the archive, because the database lacked it"),
        ):
            names = [
                str(entry)
                for entry in entries
                if entry.kind not in ("COMMENT", "DEFAULT", "MATERIALIZED VIEW DATA", "SEQUENCE OWNED BY")
                and not entry.name.endswith(" _RETURN")
            ]
            if names:
                yield f"  {what}: {', '.join(dict.fromkeys(names))}"
        for entry, reason in self.failed:
            statement = " ".join(entry.without_owner.decode(errors="replace").split())
            yield f"  NOT restored: {entry}: {reason}. Its statement: {statement}"


def try_statements(cursor, *statements: bytes) -> psycopg.Error | None:
    """Try the statements, each in its own transaction or savepoint, until one succeeds; else return the last error."""
    error = None
    for statement in dict.fromkeys(statements):
        try:
            with cursor.connection.transaction():
                cursor.execute(statement)
            return None
        except psycopg.Error as statement_error:
            if cursor.connection.closed:
                raise
            error = statement_error
    return error


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def create_entry(cursor, entry: Entry, failed_numbers: set[int], outcome: Outcome, *statements: bytes) -> bool:
    """Create the entry, unless it needs one of `failed_numbers`, and return whether it was created."""
    if entry.needs & failed_numbers:
        failed_numbers.add(entry.number)
        if entry.kind not in PART_KINDS:
            outcome.failed.append((entry, "something that it depends on was not restored"))
        return False
    error = try_statements(cursor, *statements)
    if error is not None:
        failed_numbers.add(entry.number)
        outcome.failed.append((entry, first_line(error)))
    return error is None


def load_tables(
    cursor,
    dump: Path,
    old: SortedEntries,
    new: SortedEntries,
    relocate: Callable[[bytes], bytes],
    outcome: Outcome,
) -> list[Entry]:
    """Create the site's tables of `new`, with their rows, and what else `old` lacks.

    `relocate` makes SQL refer to the schema in which the tables are created. Return what may only be created
    at the end.
    Objects that depend on the site's tables are left to dependent_objects.py.
    """
    loader = _Loader(cursor, old, new, relocate, outcome)
    for after_rows in (False, True):
        for entry in new.entries:
            if entry.after_rows == after_rows:
                loader.create_entry(entry)
        if not after_rows:
            loader.load_rows(dump)
    return loader.created_last


class _Loader:
    """A load in progress, which remembers what it has created so far."""

    def __init__(
        self,
        cursor,
        old: SortedEntries,
        new: SortedEntries,
        relocate: Callable[[bytes], bytes],
        outcome: Outcome,
    ):
        self.cursor, self.old, self.new, self.relocate, self.outcome = (
            cursor,
            old,
            new,
            relocate,
            outcome,
        )
        self.from_archive: set[int] = set()  # numbers of created entries that are not the site's own
        self.failed_numbers: set[int] = set()
        self.created_last: list[Entry] = []
        outcome.left_alone.extend(
            entry for entry in old.entries if entry.number in old.unrelated_numbers and entry.kind not in PART_KINDS
        )

    def create_entry(self, entry: Entry) -> None:
        if entry.number in self.new.site_numbers:
            self._create_site_entry(entry)
        elif entry.number not in self.new.dependent_numbers:
            self._create_unrelated_entry(entry)

    def _create_site_entry(self, entry: Entry) -> None:
        if entry.kind == "ACL" and any(other.key in self.old.keys for other in self.new.requirements_of(entry)):
            return  # a grant that was revoked since the backup does not return
        statement = self.relocate(entry.sql)
        if entry.kind in OPTIONAL_KINDS or (entry.kind == "INDEX" and not entry.needs <= self.new.site_numbers):
            create_entry(self.cursor, entry, self.failed_numbers, self.outcome, statement)
            return
        try:
            self.cursor.execute(statement)
        except psycopg.Error as error:
            if self.cursor.connection.closed:
                raise
            before = "".join(f" First failure: {other}: {reason}." for other, reason in self.outcome.failed[:1])
            raise BackupError(f"The {entry} cannot be restored: {first_line(error)}.{before}") from error

    def _create_unrelated_entry(self, entry: Entry) -> None:
        if entry.kind.startswith("BLOB") or entry.name in ("public", "SCHEMA public"):
            return
        if entry.key in self.old.keys:
            return
        if entry.kind == "EVENT TRIGGER":
            self.created_last.append(entry)  # otherwise it would fire for each of our statements
        elif entry.kind in PART_KINDS and entry.needs and not entry.needs & self.from_archive:
            return  # a part of something that the database has
        elif create_entry(self.cursor, entry, self.failed_numbers, self.outcome, entry.sql):
            self.from_archive.add(entry.number)
            self.outcome.from_archive.append(entry)

    def load_rows(self, dump: Path) -> None:
        """Send the rows of the site's tables, and of the tables created because the database lacked them."""
        site_tables, added_tables = self._names(self.new.site_numbers), self._names(self.from_archive)
        process = subprocess.Popen(  # noqa: S603
            [postgresql.find_program("pg_restore"), "--section=data", "--file=-", str(dump)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            for line in process.stdout:
                copy_command = _COPY.fullmatch(line)
                if copy_command:
                    statement = line.rstrip(b";\n")
                    if copy_command[1] in site_tables:
                        self._copy(self.relocate(statement), process.stdout)
                    elif copy_command[1] in added_tables:
                        self._copy(statement, process.stdout)
                    else:
                        _skip(process.stdout)
                elif line.startswith(b"SELECT pg_catalog.setval("):
                    self._continue_sequences(line, site_tables, added_tables)
            stderr_text = process.stderr.read()
            if process.wait() != 0:
                raise postgresql.program_error("pg_restore", stderr_text)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()

    def _names(self, numbers: set[int]) -> set[bytes]:
        entries = map(self.new.by_number.get, numbers)
        return {f"{quote_name(entry.schema)}.{quote_name(entry.name)}".encode() for entry in entries}

    def _continue_sequences(self, statement: bytes, site_names: set[bytes], added_names: set[bytes]) -> None:
        name = statement.partition(b"'")[2].rpartition(b"'")[0].replace(b"''", b"'")
        if name in site_names:
            self.cursor.execute(self.relocate(statement))
        elif name in added_names:
            self.cursor.execute(statement)

    def _copy(self, statement: bytes, lines: Iterable[bytes]) -> None:
        rows = bytearray()
        with self.cursor.copy(statement) as copy:
            for line in lines:
                if line == _END_OF_ROWS:
                    break
                rows += line
                if len(rows) >= BATCH_BYTES:
                    copy.write(bytes(rows))
                    rows.clear()
            copy.write(bytes(rows))


def _skip(lines: Iterable[bytes]) -> None:
    for line in lines:
        if line == _END_OF_ROWS:
            return
