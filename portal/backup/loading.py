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
from portal.backup.dumped import PARTS, Entry, Sorted, quoted

BATCH = 1 << 18  # bytes of rows that are sent at once
SOFT = {"ACL", "COMMENT", "POLICY", "ROW SECURITY", "RULE", "SECURITY LABEL", "STATISTICS"}  # the site can do without
# Besides COPY, a dump's data section has setval() statements and, if there are large objects, statements for these.
_COPY = re.compile(rb'COPY ((?:"(?:[^"]|"")+"|[^."]+)\.(?:"(?:[^"]|"")+"|[^ "]+)) .*FROM stdin;\n')
_END = b"\\.\n"


@dataclass
class Outcome:
    """The result of a restore for an administrator's additions, including what waits until the tables are migrated."""

    kept: list[Entry] = field(default_factory=list)
    again: list[Entry] = field(default_factory=list)
    came: list[Entry] = field(default_factory=list)
    failed: list[tuple[Entry, str]] = field(default_factory=list)  # with the reason
    later: list[Entry] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        for entries, what in (
            (self.kept, "left as the database had it"),
            (self.again, "made again for the restored tables, as the database had it"),
            (self.came, "came from the archive, as the database lacked it"),
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


def attempt(cursor, *statements: bytes) -> psycopg.Error | None:
    """Try the statements, each in its own transaction or savepoint, until one succeeds; else return the last error."""
    error = None
    for statement in dict.fromkeys(statements):
        try:
            with cursor.connection.transaction():
                cursor.execute(statement)
            return None
        except psycopg.Error as failure:
            if cursor.connection.closed:
                raise
            error = failure
    return error


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def make(cursor, entry: Entry, missed: set[int], outcome: Outcome, *statements: bytes) -> bool:
    """Create the entry, unless it needs one of `missed`, and return whether it was created."""
    if entry.needs & missed:
        missed.add(entry.number)
        if entry.kind not in PARTS:
            outcome.failed.append((entry, "what it needs was not restored"))
        return False
    error = attempt(cursor, *statements)
    if error is not None:
        missed.add(entry.number)
        outcome.failed.append((entry, first_line(error)))
    return error is None


def load(
    cursor, dump: Path, old: Sorted, new: Sorted, aside: Callable[[bytes], bytes], outcome: Outcome
) -> list[Entry]:
    """Create the site's tables of `new`, with their rows, and what else `old` lacks.

    `aside` makes SQL refer to the schema in which the tables are created. Return what may only be created at the end.
    Objects that depend on the site's tables are left to hanging.py.
    """
    loading = _Loading(cursor, old, new, aside, outcome)
    for late in (False, True):
        for entry in new.entries:
            if entry.late == late:
                loading.make(entry)
        if not late:
            loading.load_rows(dump)
    return loading.last


class _Loading:
    """A load in progress, which remembers what it has created so far."""

    def __init__(self, cursor, old: Sorted, new: Sorted, aside: Callable[[bytes], bytes], outcome: Outcome):
        self.cursor, self.old, self.new, self.aside, self.outcome = cursor, old, new, aside, outcome
        self.came: set[int] = set()  # numbers of created entries that are not the site's own
        self.missed: set[int] = set()
        self.last: list[Entry] = []
        outcome.kept.extend(entry for entry in old.entries if entry.number in old.others and entry.kind not in PARTS)

    def make(self, entry: Entry) -> None:
        if entry.number in self.new.ours:
            self._make_ours(entry)
        elif entry.number not in self.new.hanging:
            self._make_other(entry)

    def _make_ours(self, entry: Entry) -> None:
        if entry.kind == "ACL" and any(one.key in self.old.keys for one in self.new.needed_by(entry)):
            return  # a grant that was revoked since the backup does not return
        statement = self.aside(entry.sql)
        if entry.kind in SOFT or (entry.kind == "INDEX" and not entry.needs <= self.new.ours):
            make(self.cursor, entry, self.missed, self.outcome, statement)
            return
        try:
            self.cursor.execute(statement)
        except psycopg.Error as error:
            if self.cursor.connection.closed:
                raise
            before = "".join(f" Before it, {one}: {reason}." for one, reason in self.outcome.failed[:1])
            raise BackupError(f"The {entry} cannot be restored: {first_line(error)}.{before}") from error

    def _make_other(self, entry: Entry) -> None:
        if entry.kind.startswith("BLOB") or entry.name in ("public", "SCHEMA public"):
            return
        if entry.key in self.old.keys:
            return
        if entry.kind == "EVENT TRIGGER":
            self.last.append(entry)  # otherwise it would fire for each of our statements
        elif entry.kind in PARTS and entry.needs and not entry.needs & self.came:
            return  # a part of something that the database has
        elif make(self.cursor, entry, self.missed, self.outcome, entry.sql):
            self.came.add(entry.number)
            self.outcome.came.append(entry)

    def load_rows(self, dump: Path) -> None:
        """Send the rows of the site's tables, and of the tables created because the database lacked them."""
        ours, came = self._names(self.new.ours), self._names(self.came)
        script = subprocess.Popen(  # noqa: S603
            [postgresql.program("pg_restore"), "--section=data", "--file=-", str(dump)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            for line in script.stdout:
                copied = _COPY.fullmatch(line)
                if copied:
                    statement = line.rstrip(b";\n")
                    if copied[1] in ours:
                        self._copy(self.aside(statement), script.stdout)
                    elif copied[1] in came:
                        self._copy(statement, script.stdout)
                    else:
                        _skip(script.stdout)
                elif line.startswith(b"SELECT pg_catalog.setval("):
                    self._continue_numbers(line, ours, came)
            said = script.stderr.read()
            if script.wait() != 0:
                raise postgresql.failure("pg_restore", said)
        finally:
            script.kill()
            script.wait()
            script.stdout.close()
            script.stderr.close()

    def _names(self, numbers: set[int]) -> set[bytes]:
        entries = map(self.new.by_number.get, numbers)
        return {f"{quoted(entry.schema)}.{quoted(entry.name)}".encode() for entry in entries}

    def _continue_numbers(self, statement: bytes, ours: set[bytes], came: set[bytes]) -> None:
        name = statement.partition(b"'")[2].rpartition(b"'")[0].replace(b"''", b"'")
        if name in ours:
            self.cursor.execute(self.aside(statement))
        elif name in came:
            self.cursor.execute(statement)

    def _copy(self, statement: bytes, lines: Iterable[bytes]) -> None:
        rows = bytearray()
        with self.cursor.copy(statement) as copy:
            for line in lines:
                if line == _END:
                    break
                rows += line
                if len(rows) >= BATCH:
                    copy.write(bytes(rows))
                    rows.clear()
            copy.write(bytes(rows))


def _skip(lines: Iterable[bytes]) -> None:
    for line in lines:
        if line == _END:
            return
