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
from portal.backup.databases import BackupError, connected

NAME = archive_file.DATABASES["postgresql"]


@contextmanager
def snapshot(alias: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the alias of a connection that sees one snapshot, and the path of a dump of that same snapshot in `folder`.

    The site's tables are locked against a restore, which would exchange them, until the block has ended, because a
    table that was exchanged meanwhile would look empty.
    """
    with connected("snapshot", connections[alias].settings_dict) as moment:
        quote, tables = connections[moment].ops.quote_name, databases.tables_that_exist(moment)
        with transaction.atomic(using=moment):
            with connections[moment].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute(f"LOCK TABLE {', '.join(map(quote, tables))} IN ACCESS SHARE MODE")
                cursor.execute("SELECT pg_export_snapshot()")  # the snapshot is of now, not from before the locks
                (exported,) = cursor.fetchone()
            dump = folder / NAME
            dump.unlink(missing_ok=True)
            run(alias, "pg_dump", "--format=custom", "--no-owner", f"--snapshot={exported}", f"--file={dump}")
            yield moment, dump


def check_can_restore(alias: str, made_by: int) -> None:
    """Raise BackupError if PostgreSQL here is too old, or the account may not exchange the tables in schema `public`.

    pg_restore and the server must not be older than `made_by`, the major version of the server that made the dump;
    pg_dump must not be older than the server.
    """
    _check_version("pg_restore", made_by)
    _check_version("pg_dump", server_version(alias))
    if server_version(alias) < made_by:
        raise BackupError(
            f"The backup comes from PostgreSQL {made_by}, and this server is {server_version(alias)}: "
            "restore it into one that is no older."
        )
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT current_user, format('GRANT USAGE, CREATE ON SCHEMA public TO %I;"
            " GRANT CREATE ON DATABASE %I TO %I', current_user, current_database(), current_user)"
            " WHERE NOT (has_schema_privilege('public', 'USAGE') AND has_schema_privilege('public', 'CREATE')"
            " AND has_database_privilege(current_database(), 'CREATE'))"
        )
        for account, cure in cursor.fetchall():
            raise BackupError(
                f"The account {account} may not make tables in the schema public. As a superuser of it: {cure}"
            )
        cursor.execute(
            "SELECT current_user, format('ALTER TABLE %%s OWNER TO %%I', oid::regclass, current_user)"
            " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)"
            " AND relkind IN ('r', 'p') AND NOT pg_has_role(relowner, 'USAGE') ORDER BY relname",
            [databases.tables_that_exist(alias)],
        )
        if found := cursor.fetchall():
            cures = "; ".join(cure for _, cure in found)
            raise BackupError(
                f"The account {found[0][0]} does not own all tables of the site. As a superuser of it: {cures}"
            )


def server_version(alias: str) -> int:
    connections[alias].ensure_connection()
    return connections[alias].pg_version // 10000


def _check_version(name: str, server: int) -> None:
    said = subprocess.run([program(name), "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    version = int(re.search(r"\) (\d+)", said)[1])
    if version < server:
        raise BackupError(
            f"{name} is of version {version}, the database of {server}: install postgresql-client-{server}."
        )


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs. Raise BackupError if it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is not installed: it is in the package postgresql-client.")
    return found


def run(alias: str, name: str, *options: str) -> None:
    """Run one of PostgreSQL's programs on that database. Raise BackupError with its own message if it fails."""
    where, environment = psql_arguments(connections[alias].settings_dict)
    command = [program(name), "--no-password", *options, *where]
    done = subprocess.run(command, env=os.environ | (environment or {}), capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise failure(name, done.stderr)


def failure(name: str, said: bytes) -> BackupError:
    """Return the error to raise if the program `name` has failed and printed `said`."""
    return BackupError(f"{name} failed: {' '.join(said.decode(errors='replace').split()) or 'it did not say why'}")
