"""Copying one database into another, of either engine: every row keeps its primary key and is compared afterwards."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connections, models, transaction

from articles.database.django_internals import delete_without_signals, insert_as_they_are
from articles.management.command_line import shell_command
from portal.backup.databases import BackupError, all_rows, is_current, is_empty, managed_models

BATCH_ROWS = 500


def copy_database(source: str, target: str, report: Callable[[str], None] = lambda line: None) -> int:
    """Copy all rows from the database `source` into the empty database `target`; return how many there were.

    Both are aliases in DATABASES. The source is read from one snapshot, the target is written in one transaction: if
    anything fails (BackupError names the row), the target has its tables and nothing in them. `report` gets a line for
    each table. Foreign keys are checked at the end of the transaction, so that the order of tables does not matter;
    the target's own triggers maintain search and edition.
    """
    if not is_current(source):
        raise BackupError(
            f"This site's database lacks migrations of this release. Run {shell_command('migrate')} first."
        )
    if not is_empty(target):
        raise BackupError("The target database is not empty. Put the address of an empty one into COPY_DATABASE_TO.")
    call_command("migrate", database=target, interactive=False, verbosity=0)
    total = 0
    with transaction.atomic(using=source), transaction.atomic(using=target):
        if connections[source].vendor == "postgresql":
            with connections[source].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for model in managed_models():
            delete_without_signals(all_rows(model, target).all(), target)  # the rows that `migrate` has written
        for model in managed_models():
            _copy(model, source, target)
        for model in managed_models():
            rows = _compare(model, source, target)
            report(f"{model._meta.db_table}: {rows:,} rows, identical in both")
            total += rows
        _continue_sequences(source, target)
    return total


def _fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _copy(model: type[models.Model], source: str, target: str) -> None:
    """Insert the rows raw, so that nothing that a save would do (times, files, positions) is done again."""
    fields = _fields(model)
    size = min(BATCH_ROWS, connections[target].ops.bulk_batch_size(fields, [None] * BATCH_ROWS))
    for rows in _in_batches(all_rows(model, source).iterator(chunk_size=BATCH_ROWS), size):
        try:
            _insert(model, fields, rows, target)
        except (DatabaseError, ValueError) as error:
            raise BackupError(_describe_rejected_row(model, fields, rows, target, error)) from error


def _insert(model, fields: list[models.Field], rows: list, target: str) -> None:
    with transaction.atomic(using=target):
        insert_as_they_are(model, rows, fields, target)


def _describe_rejected_row(model, fields: list[models.Field], rows: list, target: str, error: Exception) -> str:
    """Return a message that says which row the database rejects, and why."""
    for row in rows:
        try:
            _insert(model, fields, [row], target)
        except (DatabaseError, ValueError) as reason:
            return f"{model._meta.db_table}, row {row.pk}: {str(reason).strip()} Correct that row, then start again."
    return f"{model._meta.db_table}: {error}"


def _compare(model: type[models.Model], source: str, target: str) -> int:
    """Return the number of rows. Raise BackupError unless each has the same values in both databases."""
    names = ["pk", *(field.attname for field in _fields(model))]
    count = 0
    for rows in _in_batches(all_rows(model, source).values_list(*names).iterator(chunk_size=BATCH_ROWS), BATCH_ROWS):
        copied = {
            row[0]: row for row in all_rows(model, target).filter(pk__in=[row[0] for row in rows]).values_list(*names)
        }
        for row in rows:
            if row[0] not in copied or list(map(_comparable, row)) != list(map(_comparable, copied[row[0]])):
                raise BackupError(f"{model._meta.db_table}, row {row[0]} differs in the target database.")
        count += len(rows)
    if all_rows(model, target).count() != count:
        raise BackupError(f"{model._meta.db_table} has more rows in the target database.")
    return count


def _comparable(value):
    return bytes(value) if isinstance(value, memoryview) else value


def _in_batches(rows: Iterator, size: int) -> Iterator[list]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def _continue_sequences(source: str, target: str) -> None:
    """Let the keys of new rows follow the last one ever given, so that no deleted row's address is reused."""
    with connections[source].cursor() as old, connections[target].cursor() as new:
        if connections[target].vendor == "postgresql":
            for command in connections[target].ops.sequence_reset_sql(no_style(), managed_models()):
                new.execute(command)
        for model in managed_models():
            key, table = model._meta.pk, model._meta.db_table
            last = _last_key(source, old, table, key.column) if isinstance(key, models.AutoField) else 0
            if last and connections[target].vendor == "postgresql":
                new.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', key.column, last])
            elif last:
                new.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                new.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def _last_key(alias: str, cursor, table: str, column: str) -> int:
    """Return the last key that was given to a row of `table`, or 0 if none was."""
    if connections[alias].vendor == "sqlite":
        cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [table])
        return cursor.fetchone()[0] or 0
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])
    (sequence,) = cursor.fetchone()
    cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")
    return cursor.fetchone()[0]
