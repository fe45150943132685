"""Restoring a PostgreSQL dump while the site is in use: only the site's own tables are exchanged.

The dump's tables are loaded into a schema next to the one in use (loading.py); at the end all old tables are locked
within half a second, or released again, and exchanged, all in one transaction. What an administrator has added stays if
the database has it, and comes from the dump if the database lacks it. Objects that depend on the site's tables (a view,
an index, a grant …) are dropped with the old ones, so they are created again for the new ones, as pg_dump describes
them (hanging.py).
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psycopg
from django.apps import apps
from django.db import connections

from articles.apps import BESIDE_MODELS
from articles.database.django_internals import as_django_errors
from portal.backup import databases, postgresql
from portal.backup.databases import BackupError, connected
from portal.backup.dumped import Entry, Sorted, quoted, read_entries, renaming
from portal.backup.hanging import hang, make_after
from portal.backup.loading import Outcome, attempt, first_line, load

ASIDE = "portal_restored"
ATTEMPTS = 300  # to lock all old tables within half a second, with half a second in between
SETTINGS = """
SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off; SET LOCAL row_security = off; SET LOCAL client_min_messages = warning;
SET LOCAL standard_conforming_strings = on; SET LOCAL xmloption = content;
SELECT pg_catalog.set_config('search_path', '', true);
"""
# A reader that holds one table and waits for another would be cancelled as part of a deadlock, because PostgreSQL looks
# for deadlocks after a second. So everything is locked within half a second, or released again.
LOCK_AND_DROP = """
DO $portal$ DECLARE began timestamptz; old regclass; BEGIN
    FOR attempt IN 1..{attempts} LOOP
        began := clock_timestamp();
        BEGIN
            FOREACH old IN ARRAY {tables}::regclass[] LOOP
                PERFORM pg_catalog.set_config('lock_timeout', greatest(1, 500 - extract(
                    milliseconds FROM clock_timestamp() - began)::int)::text, true);
                EXECUTE format('LOCK TABLE %s', old);
            END LOOP;
            IF ({hanging}) IS DISTINCT FROM {known} THEN RAISE
                'somebody has changed the structure of the database meanwhile: restore again';
            END IF;
            {drop}
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF attempt = {attempts} THEN RAISE
                'a table has been in use for minutes: restore again when the backup, or the long query, has ended';
            END IF;
            PERFORM pg_catalog.pg_sleep(0.5);
        END;
    END LOOP;
    PERFORM pg_catalog.set_config('lock_timeout', '0', true);
END $portal$;
"""
MOVE = f"""
DO $$ DECLARE command text; BEGIN
    FOREACH command IN ARRAY ARRAY(
        SELECT format('ALTER %s %s SET SCHEMA public', kind, name)
        FROM (
            SELECT relnamespace, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
                oid::regclass::text FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm')
            UNION ALL
            SELECT pronamespace, 'FUNCTION', oid::regprocedure::text FROM pg_catalog.pg_proc
            UNION ALL
            SELECT dictnamespace, 'TEXT SEARCH DICTIONARY', oid::regdictionary::text FROM pg_catalog.pg_ts_dict
            UNION ALL
            SELECT cfgnamespace, 'TEXT SEARCH CONFIGURATION', oid::regconfig::text FROM pg_catalog.pg_ts_config
            UNION ALL
            SELECT stxnamespace, 'STATISTICS', format('{ASIDE}.%I', stxname) FROM pg_catalog.pg_statistic_ext
        ) AS objects (schema, kind, name)
        WHERE schema = '{ASIDE}'::regnamespace
    ) LOOP EXECUTE command; END LOOP;
END $$;
DROP SCHEMA {ASIDE};
"""
# The site's functions and text search objects, but not those of an extension (deptype 'e').
OLD_OBJECTS = """
SELECT format('DROP %s IF EXISTS %s CASCADE;', kind, name)
FROM (
    SELECT pronamespace, 'FUNCTION', oid::regprocedure::text, proname, tableoid, oid FROM pg_proc WHERE prokind = 'f'
    UNION ALL
    SELECT cfgnamespace, 'TEXT SEARCH CONFIGURATION', oid::regconfig::text, cfgname, tableoid, oid FROM pg_ts_config
    UNION ALL
    SELECT dictnamespace, 'TEXT SEARCH DICTIONARY', oid::regdictionary::text, dictname, tableoid, oid FROM pg_ts_dict
) AS objects (schema, kind, name, plain, catalog, id)
WHERE schema = 'public'::regnamespace AND plain ~ '^({names})(_|$)'
AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = catalog AND objid = id AND deptype = 'e')
"""
# A checksum that changes when someone creates or removes an object that depends on one of the tables.
HANGING = """
SELECT md5(string_agg(format('%s %s %s %s', classid, objid, objsubid, refobjsubid), ',' ORDER BY classid, objid,
    objsubid, refobjsubid)) FROM pg_catalog.pg_depend
WHERE refclassid = 'pg_catalog.pg_class'::regclass AND refobjid = ANY({tables}::regclass[])
"""

UNREADABLE = """
SELECT format('--exclude-table=%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind IN ('r', 'p', 'f') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT'))
"""


def restore(alias: str, dump: Path, manifest: dict, afterwards: str, check: Callable[[str], None]) -> Outcome:
    """Replace the site's tables in the database with those of `dump`, then run the SQL `afterwards`.

    `check` gets the alias of a connection that sees the new tables, before the old ones are locked. All this is one
    transaction: until it ends, everyone sees and changes the old tables, and if it fails, they stay. Raise BackupError
    or the database's errors.
    """
    applied = databases.applied_migrations(alias)
    with connected("restoring", connections[alias].settings_dict) as beside:
        connection = connections[beside]
        connection.ensure_connection()
        raw = connection.connection
        with as_django_errors(connection), psycopg.ClientCursor(raw) as cursor, raw.transaction():
            cursor.execute(SETTINGS)
            old_tables = _old_tables(cursor, _tables_of_the_site(alias, manifest))
            hanging = HANGING.format(tables=_array(old_tables))
            cursor.execute(hanging)
            (known,) = cursor.fetchone()
            outcome = Outcome()
            old, new, aside = _sort(alias, dump, manifest)
            cursor.execute(f"CREATE SCHEMA {ASIDE}")
            last = load(cursor, dump, old, new, aside, outcome)
            cursor.execute(f"SELECT pg_catalog.set_config('search_path', '{ASIDE}', true)")
            check(beside)
            cursor.execute("SELECT pg_catalog.set_config('search_path', '', true)")
            whole = not databases.missing_migrations(manifest["migrations"])
            now = whole and applied in ([], manifest["migrations"])
            parts = not databases.missing_migrations(applied) and not databases.unknown_migrations(applied)
            after = hang(cursor, old, new, aside, outcome, now=now, parts=parts)
            cursor.execute(OLD_OBJECTS.format(names="|".join(BESIDE_MODELS)))
            drop = [command for (command,) in cursor.fetchall()]
            if old_tables:
                drop.insert(0, f"DROP TABLE {', '.join(old_tables)} CASCADE;")
            exchange = LOCK_AND_DROP.format(
                attempts=ATTEMPTS,
                tables=_array(old_tables),
                hanging=hanging,
                known=f"'{known}'" if known else "NULL",
                drop="\n".join(drop),
            )
            end = f"SELECT pg_catalog.set_config('search_path', 'public', true); {afterwards}"
            alone = not after.entries and not last  # then one message to the server is enough while everyone waits
            try:
                cursor.execute(f"{exchange}{MOVE}{end if alone else ''}")
            except psycopg.errors.RaiseException as error:
                raise BackupError(f"{first_line(error)}.") from error
            if not alone:
                make_after(cursor, after, last, outcome)
                cursor.execute(end)
    return outcome


def restore_later(alias: str, dump: Path, outcome: Outcome) -> None:
    """Create the objects that had to wait until the restored tables were migrated, unless they exist by now."""
    if not outcome.later:
        return
    there = {entry.key for entry in _described(alias, dump)}
    connection = connections[alias]
    connection.ensure_connection()
    with as_django_errors(connection), psycopg.ClientCursor(connection.connection) as cursor:
        for entry in outcome.later:
            if entry.key not in there:
                error = attempt(cursor, entry.sql, entry.without_owner)
                if error is None:
                    outcome.again.append(entry)
                elif not isinstance(error, (psycopg.errors.DuplicateColumn, psycopg.errors.DuplicateObject)):
                    outcome.failed.append((entry, first_line(error)))


def _sort(alias: str, dump: Path, manifest: dict) -> tuple[Sorted, Sorted, Callable[[bytes], bytes]]:
    """Return the database's entries, the dump's entries, and a function that makes SQL refer to the new tables."""
    tables = _tables_of_the_site(alias, manifest)
    old = Sorted(_described(alias, dump), tables)
    new = Sorted(read_entries(postgresql.program("pg_restore"), dump, "--no-owner"), tables)
    _refuse_rows_that_hang(old)
    moved = (
        entry
        for part in (old, new)
        for entry in part.entries
        if entry.number in part.ours or (entry.number in part.hanging and entry.kind != "FUNCTION")
    )
    return old, new, renaming(moved, ASIDE)


def _tables_of_the_site(alias: str, manifest: dict) -> set[str]:
    """Return the names of the tables that are exchanged; all others are an administrator's.

    A newer release may have created tables that this one does not know; their names begin with an app's label.
    """
    known = databases.tables_of_models() | set(manifest["tables"]) | set(BESIDE_MODELS)
    if not databases.unknown_migrations(databases.applied_migrations(alias)):
        return known
    labels = tuple(f"{app.label}_" for app in apps.get_app_configs())
    with connections[alias].cursor() as cursor:
        there = connections[alias].introspection.table_names(cursor)
    return known | {table for table in there if table.startswith(labels)}


def _old_tables(cursor, tables: set[str]) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND relname = ANY(%s) ORDER BY relname",
        [sorted(tables)],
    )
    return [f"public.{quoted(name)}" for (name,) in cursor.fetchall()]


def _described(alias: str, dump: Path) -> list[Entry]:
    """Return what the database contains besides rows, except what its account may not read, which stays as it is."""
    path = dump.with_name("described.pgdump")
    path.unlink(missing_ok=True)
    options = ["--schema-only", "--format=custom", f"--file={path}"]
    with connections[alias].cursor() as cursor:
        cursor.execute(UNREADABLE)
        options.extend(option for (option,) in cursor.fetchall())
        cursor.execute("SELECT schemaname, matviewname FROM pg_matviews WHERE ispopulated")
        populated = set(cursor.fetchall())
    postgresql.run(alias, "pg_dump", *options)
    refresh = "\nREFRESH MATERIALIZED VIEW {}.{};"
    return [
        replace(entry, sql=entry.sql + refresh.format(quoted(entry.schema), quoted(entry.name)).encode())
        if entry.kind == "MATERIALIZED VIEW" and (entry.schema, entry.name) in populated
        else entry
        for entry in read_entries(postgresql.program("pg_restore"), path)
    ]


def _refuse_rows_that_hang(old: Sorted) -> None:
    for entry in old.entries:
        if entry.number in old.hanging and entry.kind in ("TABLE", "FOREIGN TABLE"):
            needed = ", ".join(str(one) for one in old.needed_by(entry) if one.number in old.ours | old.hanging)
            raise BackupError(
                f"The {entry} is made of the {needed}, which a restore exchanges: its rows would be lost. Undo that "
                "first (such as ALTER TABLE … NO INHERIT …), or move it into another database."
            )


def _array(names: list[str]) -> str:
    return "ARRAY[{}]".format(", ".join("'{}'".format(name.replace("'", "''")) for name in names))
