"""System checks of the machine: its database, its static files, its disk.

They inspect what is there, so only `check --deploy` runs them: before the first start, before a reload, every night.
"""

import shutil
import tempfile

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.db import Error as DatabaseError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from articles.management.command_line import restarting, typed
from portal.monitoring import health

FREE_MIN = 500_000_000  # bytes free on the disk; with less it counts as nearly full


@register(deploy=True)
def database_that_serves(app_configs, **kwargs):
    """Report a database that cannot be used (E007) or that lacks migrations of this release (E008)."""
    found = []
    for alias in settings.DATABASES:
        variable = "DATABASE_URL" if alias == "default" else "DATABASE_REPLICA_URL"
        try:
            executor = MigrationExecutor(connections[alias])
            missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError as error:
            why = " ".join(str(error).split())
            found.append(Error(f"{variable}: {why}", hint=_cure(why, variable), id="portal.E007"))
            continue
        if missing:
            told = f"{len(missing)} migrations are not applied to the database of {variable}."
            found.append(Error(told, hint=f"Run {typed('migrate')}", id="portal.E008"))
    return found


def _cure(why: str, variable: str) -> str:
    """Return what to do about a database error, chosen by its message `why`."""
    if "authentication failed" in why or "no password supplied" in why:
        return f"Look at user and password in {variable}; in it / : @ # ? % are written %2F %3A %40 %23 %3F %25"
    if "does not exist" in why:
        return f"Make it (deploy/README.md, section 3), or name another in {variable}"
    return f"Does it run, and is its address the one in {variable}?"


@register(deploy=True)
def static_files_collected(app_configs, **kwargs):
    """Report static files that are not collected (E009): pages that link to them answer 500."""
    lacking = health.uncollected()
    if not lacking:
        return []
    return [
        Error(
            f"{len(lacking)} static files are not collected, such as {lacking[0]}: every page would be an error.",
            hint=f"Run {typed('collectstatic')} and restart ({restarting()})",
            id="portal.E009",
        )
    ]


@register(deploy=True)
def room_on_the_disk(app_configs, **kwargs):
    """Report a VAR_DIR that cannot be written to (E010) or is nearly full (W006)."""
    folder = settings.VAR_DIR
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return [
            Error(
                f"PORTAL_VAR_DIR is {folder} and cannot be written to: {error.strerror}.",
                hint="Make room, or give the folder to the site's user: chown -R portal: " + str(folder),
                id="portal.E010",
            )
        ]
    if free >= FREE_MIN:
        return []
    return [
        Warning(
            f"PORTAL_VAR_DIR is {folder} and has {free / 1e6:,.0f} MB left: photos and saves will soon fail.",
            hint="Make room: old backups, old logs, or a larger disk.",
            id="portal.W006",
        )
    ]
