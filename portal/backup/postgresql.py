"""A PostgreSQL database into a file and back, by PostgreSQL's own programs. A password reaches them by environment."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connections, transaction
from django.db.backends.postgresql.client import DatabaseClient

from portal.backup.databases import BackupError, connected

NAME = "database.pgdump"
# A dump names the schema public, so it is loaded into a new one of that name: nobody waits for a table meanwhile.
ASIDE = "BEGIN; ALTER SCHEMA public RENAME TO portal_before; CREATE SCHEMA public"
# The new tables for the old ones, in a moment. All of these are locked within half a second or let go again: a reader
# who holds one and waits for another would be refused as a party to a deadlock, which PostgreSQL looks for after 1 s.
# The old schema stays, with who may do what in it, and with its extensions and what is theirs (deptype 'e').
EXCHANGE = """
ALTER SCHEMA public RENAME TO portal_restored;
ALTER SCHEMA portal_before RENAME TO public;
DO $$ DECLARE began timestamptz; old_table text; command text; BEGIN
    FOR attempt IN 1..300 LOOP
        began := clock_timestamp();
        BEGIN
            FOR old_table IN
                SELECT oid::regclass FROM pg_class
                WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
            LOOP
                PERFORM set_config('lock_timeout', greatest(1, 500 - extract(
                    milliseconds FROM clock_timestamp() - began)::int)::text, true);
                EXECUTE format('LOCK TABLE %s', old_table);
            END LOOP;
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF attempt = 300 THEN RAISE
                'a table has been in use for minutes: restore again when the backup, or the long query, has ended';
            END IF;
            PERFORM pg_sleep(0.5);
        END;
    END LOOP;
    FOREACH command IN ARRAY ARRAY(
        SELECT format(CASE schema WHEN 'public'::regnamespace
            THEN 'DROP %s IF EXISTS %s CASCADE' ELSE 'ALTER %s %s SET SCHEMA public' END, kind, name)
        FROM (
            SELECT relnamespace, 'TABLE', oid::regclass::text, tableoid, oid FROM pg_class WHERE relkind IN ('r', 'p')
            UNION ALL
            SELECT pronamespace, 'FUNCTION', oid::regprocedure::text, tableoid, oid FROM pg_proc WHERE prokind = 'f'
            UNION ALL
            SELECT dictnamespace, 'TEXT SEARCH DICTIONARY', oid::regdictionary::text, tableoid, oid FROM pg_ts_dict
            UNION ALL
            SELECT cfgnamespace, 'TEXT SEARCH CONFIGURATION', oid::regconfig::text, tableoid, oid FROM pg_ts_config
            UNION ALL
            SELECT extnamespace, 'EXTENSION', quote_ident(extname), tableoid, oid FROM pg_extension
                WHERE extnamespace <> 'public'::regnamespace
        ) AS objects (schema, kind, name, catalog, id)
        WHERE schema IN ('public'::regnamespace, 'portal_restored'::regnamespace)
        AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = catalog AND objid = id AND deptype = 'e')
        ORDER BY schema = 'public'::regnamespace DESC
    ) LOOP EXECUTE command; END LOOP;
END $$;
DROP SCHEMA portal_restored;
RESET search_path;
"""


@contextmanager
def snapshot(alias: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """The name of a connection that sees one moment of the database, and a dump of that same moment in `folder`."""
    with connected("snapshot", connections[alias].settings_dict) as moment, transaction.atomic(using=moment):
        with connections[moment].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (exported,) = cursor.fetchone()
        dump = folder / NAME
        dump.unlink(missing_ok=True)
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={exported}", f"--file={dump}"]
        _check_version("pg_dump", server_version(alias))
        _finish(_start(alias, "pg_dump", *options, stdout=subprocess.DEVNULL))
        yield moment, dump


def restore(alias: str, dump: Path, afterwards: str) -> None:
    """Puts what `dump` holds in the place of all that the database has, then runs the SQL `afterwards`.

    One transaction: until it ends everybody sees and changes what was there before, and it stays when it fails.
    """
    script = subprocess.Popen(  # noqa: S603
        [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(dump)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    # COMMIT comes from us: psql's --single-transaction would commit what it had got when we are killed.
    commands = ["--command", ASIDE, "--file", "-"]
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    psql = _start(alias, "psql", *options, *commands, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        try:
            shutil.copyfileobj(script.stdout, psql.stdin, 1 << 20)
            _finish(script)
            psql.stdin.write(f"{EXCHANGE}{afterwards};\nCOMMIT;\n".encode())
        except BrokenPipeError:
            script.kill()  # psql has stopped, and says why
        _finish(psql)
    finally:
        for process in (script, psql):
            if process.poll() is None:
                process.kill()
                process.wait()
            for pipe in filter(None, (process.stdin, process.stdout, process.stderr)):
                _close(pipe)


def check_can_restore(alias: str, made_by: int) -> None:
    """Raises BackupError when this machine's programs, or its server, are older than the server of the dump.

    And when the account of the database may not put another schema in the place of `public`.
    """
    _check_version("pg_restore", made_by)
    _check_version("psql", server_version(alias))
    if server_version(alias) < made_by:
        raise BackupError(
            f"The backup comes from PostgreSQL {made_by}, and this server is {server_version(alias)}: "
            "restore it into one that is no older."
        )
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT current_user, format('ALTER SCHEMA public OWNER TO %I; GRANT CREATE ON DATABASE %I TO %I',"
            " current_user, current_database(), current_user) FROM pg_namespace WHERE nspname = 'public'"
            " AND NOT (pg_has_role(nspowner, 'USAGE') AND has_database_privilege(current_database(), 'CREATE'))"
        )
        for account, cure in cursor.fetchall():
            raise BackupError(f"The account {account} does not own the schema public. As a superuser of it: {cure}")


def server_version(alias: str) -> int:
    connections[alias].ensure_connection()
    return connections[alias].pg_version // 10000


def _check_version(program: str, server: int) -> None:
    said = subprocess.run([_program(program), "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    version = int(re.search(r"\) (\d+)", said)[1])
    if version < server:
        raise BackupError(
            f"{program} is of version {version}, the database of {server}: install postgresql-client-{server}."
        )


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is not installed: it is in the package postgresql-client.")
    return found


def _start(alias: str, program: str, *options: str, **pipes) -> subprocess.Popen:
    (_, *where), environment = DatabaseClient.settings_to_cmd_args_env(connections[alias].settings_dict, [])
    command = [_program(program), "--no-password", *options, *where]
    environment = os.environ | (environment or {})
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **pipes)  # noqa: S603


def _finish(process: subprocess.Popen) -> None:
    """Waits for the program, and raises BackupError with its own words when it failed."""
    if process.stdin:
        _close(process.stdin)
    with process.stderr:
        said = process.stderr.read().decode(errors="replace").strip()
    if process.wait() != 0:
        raise BackupError(f"{Path(process.args[0]).name} failed: {said or process.returncode}")


def _close(pipe) -> None:
    with suppress(BrokenPipeError):  # the other side has gone; its exit code tells
        pipe.close()
