"""What is amiss where this copy runs, as Django's system checks: its database, its static files, its disk.

They look at what is there, so only `check --deploy` runs them: before the first start, before a reload, every night.
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

FREE_MIN = 500_000_000  # bytes of the disk below which it counts as nearly full


@register(deploy=True)
def database_that_serves(app_configs, **kwargs):
    """E007, E008: a database that cannot be used, or that lacks migrations of this release."""
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
    """What to do about an error of the database's own, by its words."""
    if "authentication failed" in why or "no password supplied" in why:
        return f"Look at user and password in {variable}; in it / : @ # ? % are written %2F %3A %40 %23 %3F %25"
    if "does not exist" in why:
        return f"Make it (deploy/README.md, section 3), or name another in {variable}"
    return f"Does it run, and is its address the one in {variable}?"


@register(deploy=True)
def static_files_collected(app_configs, **kwargs):
    """E009: pages name files that are not there, and answer 500."""
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
    """E010, W006: a `var` that cannot be written to, or is nearly full."""
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
