"""Restoring a PostgreSQL dump while the site is in use: only the site's own tables are exchanged.

The dump's tables are loaded into a schema next to the one in use (loading.py); at the end all old tables are locked
within half a second, or released again, and exchanged, all in one transaction. What an administrator has added stays if
the database has it, and comes from the dump if the database lacks it. Objects that depend on the site's tables (a view,
an index, a grant …) are dropped with the old ones, so they are created again for the new ones, as pg_dump describes
them (dependent_objects.py).
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
from portal.backup.databases import BackupError, temporary_connection
from portal.backup.dependent_objects import create_after_swap, recreate_dependents
from portal.backup.dump_entries import Entry, SortedEntries, quote_name, read_entries, schema_renamer
from portal.backup.loading import Outcome, first_line, load_tables, try_statements

RESTORE_SCHEMA = "portal_restored"
LOCK_ATTEMPTS = 300  # to lock all old tables within half a second, with half a second in between
SESSION_SETTINGS = """
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
            IF ({checksum_query}) IS DISTINCT FROM {checksum} THEN RAISE
                'someone has changed the structure of the database meanwhile: restore again';
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
MOVE_TO_PUBLIC = f"""
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
            SELECT stxnamespace, 'STATISTICS', format('{RESTORE_SCHEMA}.%I', stxname) FROM pg_catalog.pg_statistic_ext
        ) AS objects (schema, kind, name)
        WHERE schema = '{RESTORE_SCHEMA}'::regnamespace
    ) LOOP EXECUTE command; END LOOP;
END $$;
DROP SCHEMA {RESTORE_SCHEMA};
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
DEPENDENTS_CHECKSUM = """
SELECT md5(string_agg(format('%s %s %s %s', classid, objid, objsubid, refobjsubid), ',' ORDER BY classid, objid,
    objsubid, refobjsubid)) FROM pg_catalog.pg_depend
WHERE refclassid = 'pg_catalog.pg_class'::regclass AND refobjid = ANY({tables}::regclass[])
"""

UNREADABLE_TABLES = """
SELECT format('--exclude-table=%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind IN ('r', 'p', 'f') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT'))
"""


def restore_tables(alias: str, dump: Path, manifest: dict, afterwards: str, check: Callable[[str], None]) -> Outcome:
    """Replace the site's tables in the database with those of `dump`, then run the SQL `afterwards`.

    `check` gets the alias of a connection that sees the new tables, before the old ones are locked. All this is one
    transaction: until it ends, everyone sees and changes the old tables, and if it fails, they stay. Raise BackupError
    or the database's errors.
    """
    applied = databases.applied_migrations(alias)
    with temporary_connection("restoring", connections[alias].settings_dict) as restoring:
        connection = connections[restoring]
        connection.ensure_connection()
        raw = connection.connection
        with as_django_errors(connection), psycopg.ClientCursor(raw) as cursor, raw.transaction():
            cursor.execute(SESSION_SETTINGS)
            old_tables = _old_tables(cursor, _tables_of_the_site(alias, manifest))
            checksum_query = DEPENDENTS_CHECKSUM.format(tables=_array(old_tables))
            cursor.execute(checksum_query)
            (checksum,) = cursor.fetchone()
            outcome = Outcome()
            old, new, relocate = _sort(alias, dump, manifest)
            cursor.execute(f"CREATE SCHEMA {RESTORE_SCHEMA}")
            created_last = load_tables(cursor, dump, old, new, relocate, outcome)
            cursor.execute(f"SELECT pg_catalog.set_config('search_path', '{RESTORE_SCHEMA}', true)")
            check(restoring)
            cursor.execute("SELECT pg_catalog.set_config('search_path', '', true)")
            archive_is_current = not databases.missing_migrations(manifest["migrations"])
            before_migrate = archive_is_current and applied in ([], manifest["migrations"])
            parts_are_known = not databases.missing_migrations(applied) and not databases.unknown_migrations(applied)
            after = recreate_dependents(
                cursor,
                old,
                new,
                relocate,
                outcome,
                before_migrate=before_migrate,
                parts_are_known=parts_are_known,
            )
            cursor.execute(OLD_OBJECTS.format(names="|".join(BESIDE_MODELS)))
            drop = [command for (command,) in cursor.fetchall()]
            if old_tables:
                drop.insert(0, f"DROP TABLE {', '.join(old_tables)} CASCADE;")
            swap = LOCK_AND_DROP.format(
                attempts=LOCK_ATTEMPTS,
                tables=_array(old_tables),
                checksum_query=checksum_query,
                checksum=f"'{checksum}'" if checksum else "NULL",
                drop="\n".join(drop),
            )
            end = f"SELECT pg_catalog.set_config('search_path', 'public', true); {afterwards}"
            one_message = not after.entries and not created_last  # everyone waits for as few round trips as possible
            try:
                cursor.execute(f"{swap}{MOVE_TO_PUBLIC}{end if one_message else ''}")
            except psycopg.errors.RaiseException as error:
                raise BackupError(f"{first_line(error)}.") from error
            if not one_message:
                create_after_swap(cursor, after, created_last, outcome)
                cursor.execute(end)
    return outcome


def create_after_migrate(alias: str, dump: Path, outcome: Outcome) -> None:
    """Create the objects that had to wait until the restored tables were migrated, unless they exist by now."""
    if not outcome.after_migrate:
        return
    existing = {entry.key for entry in _database_entries(alias, dump)}
    connection = connections[alias]
    connection.ensure_connection()
    with as_django_errors(connection), psycopg.ClientCursor(connection.connection) as cursor:
        for entry in outcome.after_migrate:
            if entry.key not in existing:
                error = try_statements(cursor, entry.sql, entry.without_owner)
                if error is None:
                    outcome.recreated.append(entry)
                elif not isinstance(error, (psycopg.errors.DuplicateColumn, psycopg.errors.DuplicateObject)):
                    outcome.failed.append((entry, first_line(error)))


def _sort(alias: str, dump: Path, manifest: dict) -> tuple[SortedEntries, SortedEntries, Callable[[bytes], bytes]]:
    """Return the database's entries, the dump's entries, and a function that makes SQL refer to the new tables."""
    tables = _tables_of_the_site(alias, manifest)
    old = SortedEntries(_database_entries(alias, dump), tables)
    new = SortedEntries(read_entries(postgresql.find_program("pg_restore"), dump, "--no-owner"), tables)
    _refuse_dependent_tables(old)
    moved = (
        entry
        for part in (old, new)
        for entry in part.entries
        if entry.number in part.site_numbers or (entry.number in part.dependent_numbers and entry.kind != "FUNCTION")
    )
    return old, new, schema_renamer(moved, RESTORE_SCHEMA)


def _tables_of_the_site(alias: str, manifest: dict) -> set[str]:
    """Return the names of the tables that are exchanged; all others are an administrator's.

    A newer release may have created tables that this one does not know; their names begin with an app's label.
    """
    known = databases.model_tables() | set(manifest["tables"]) | set(BESIDE_MODELS)
    if not databases.unknown_migrations(databases.applied_migrations(alias)):
        return known
    labels = tuple(f"{app.label}_" for app in apps.get_app_configs())
    with connections[alias].cursor() as cursor:
        existing = connections[alias].introspection.table_names(cursor)
    return known | {table for table in existing if table.startswith(labels)}


def _old_tables(cursor, tables: set[str]) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND relname = ANY(%s) ORDER BY relname",
        [sorted(tables)],
    )
    return [f"public.{quote_name(name)}" for (name,) in cursor.fetchall()]


def _database_entries(alias: str, dump: Path) -> list[Entry]:
    """Return what the database contains besides rows, except what its account may not read, which stays as it is."""
    path = dump.with_name("described.pgdump")
    path.unlink(missing_ok=True)
    options = ["--schema-only", "--format=custom", f"--file={path}"]
    with connections[alias].cursor() as cursor:
        cursor.execute(UNREADABLE_TABLES)
        options.extend(option for (option,) in cursor.fetchall())
        cursor.execute("SELECT schemaname, matviewname FROM pg_matviews WHERE ispopulated")
        populated = set(cursor.fetchall())
    postgresql.run_program(alias, "pg_dump", *options)
    refresh = "\nREFRESH MATERIALIZED VIEW {}.{};"
    return [
        replace(entry, sql=entry.sql + refresh.format(quote_name(entry.schema), quote_name(entry.name)).encode())
        if entry.kind == "MATERIALIZED VIEW" and (entry.schema, entry.name) in populated
        else entry
        for entry in read_entries(postgresql.find_program("pg_restore"), path)
    ]


def _refuse_dependent_tables(old: SortedEntries) -> None:
    for entry in old.entries:
        if entry.number in old.dependent_numbers and entry.kind in ("TABLE", "FOREIGN TABLE"):
            needed = ", ".join(
                str(other)
                for other in old.requirements_of(entry)
                if other.number in old.site_numbers | old.dependent_numbers
            )
            raise BackupError(
                f"The {entry} is derived from the {needed}, which a restore replaces, so its rows would be lost. "
                "Detach it first (such as ALTER TABLE … NO INHERIT …), or move it into another database."
            )


def _array(names: list[str]) -> str:
    return "ARRAY[{}]".format(", ".join("'{}'".format(name.replace("'", "''")) for name in names))
