"""Saving and restoring with PostgreSQL's own programs, which get a password from the environment."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections, transaction

from articles.database.django_internals import psql_arguments
from portal.backup import archive_file, databases
from portal.backup.databases import BackupError, temporary_connection

DUMP_NAME = archive_file.DATABASE_FILES["postgresql"]


@contextmanager
def snapshot(alias: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the alias of a connection that sees one snapshot, and the path of a dump of that same snapshot in `folder`.

    The site's tables are locked against a restore, which would replace them, until the block has ended, because a
    table that was replaced meanwhile would look empty.
    """
    with temporary_connection("snapshot", connections[alias].settings_dict) as snapshot_alias:
        quote, tables = connections[snapshot_alias].ops.quote_name, databases.existing_tables(snapshot_alias)
        with transaction.atomic(using=snapshot_alias):
            with connections[snapshot_alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute(f"LOCK TABLE {', '.join(map(quote, tables))} IN ACCESS SHARE MODE")
                cursor.execute("SELECT pg_export_snapshot()")  # the snapshot is of now, not from before the locks
                (exported,) = cursor.fetchone()
            dump = folder / DUMP_NAME
            dump.unlink(missing_ok=True)
            run_program(alias, "pg_dump", "--format=custom", "--no-owner", f"--snapshot={exported}", f"--file={dump}")
            yield snapshot_alias, dump


def check_can_restore(alias: str, dump_version: int) -> None:
    """Raise BackupError if PostgreSQL here is too old, or the account may not replace the tables in schema `public`.

    pg_restore and the server must not be older than `dump_version`, the major version of the server that made the dump;
    pg_dump must not be older than the server.
    """
    _check_version("pg_restore", dump_version)
    _check_version("pg_dump", server_version(alias))
    if server_version(alias) < dump_version:
        raise BackupError(
            f"The backup comes from PostgreSQL {dump_version}, and this server is version {server_version(alias)}: "
            "restore it on a server that is not older."
        )
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT current_user, format('GRANT USAGE, CREATE ON SCHEMA public TO %I;"
            " GRANT CREATE ON DATABASE %I TO %I', current_user, current_database(), current_user)"
            " WHERE NOT (has_schema_privilege('public', 'USAGE') AND has_schema_privilege('public', 'CREATE')"
            " AND has_database_privilege(current_database(), 'CREATE'))"
        )
        for account, statement in cursor.fetchall():
            raise BackupError(
                f"The account {account} may not create tables in the schema public. As a superuser, run: {statement}"
            )
        cursor.execute(
            "SELECT current_user, format('ALTER TABLE %%s OWNER TO %%I', oid::regclass, current_user)"
            " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)"
            " AND relkind IN ('r', 'p') AND NOT pg_has_role(relowner, 'USAGE') ORDER BY relname",
            [databases.existing_tables(alias)],
        )
        if found := cursor.fetchall():
            statements = "; ".join(statement for _, statement in found)
            raise BackupError(
                f"The account {found[0][0]} does not own all tables of the site. As a superuser, run: {statements}"
            )


def server_version(alias: str) -> int:
    connections[alias].ensure_connection()
    return connections[alias].pg_version // 10000


def _check_version(name: str, server: int) -> None:
    output = subprocess.run([find_program(name), "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    version = int(re.search(r"\) (\d+)", output)[1])
    if version < server:
        raise BackupError(f"{name} has version {version}, the database {server}: install postgresql-client-{server}.")


def find_program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs. Raise BackupError if it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is not installed: install the package postgresql-client.")
    return found


def run_program(alias: str, name: str, *options: str) -> None:
    """Run one of PostgreSQL's programs on that database. Raise BackupError with its own message if it fails."""
    where, environment = psql_arguments(connections[alias].settings_dict)
    command = [find_program(name), "--no-password", *options, *where]
    process = subprocess.run(command, env=os.environ | (environment or {}), capture_output=True, check=False)  # noqa: S603
    if process.returncode:
        raise program_error(name, process.stderr)


def program_error(name: str, stderr: bytes) -> BackupError:
    """Return the error to raise if the program `name` has failed and printed `stderr`."""
    return BackupError(f"{name} failed: {' '.join(stderr.decode(errors='replace').split()) or 'it gave no reason'}")
