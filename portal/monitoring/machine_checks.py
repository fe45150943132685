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

from articles.management.command_line import restart_command, shell_command
from portal.monitoring import health

MIN_FREE_BYTES = 500_000_000  # bytes free on the disk; with less it counts as nearly full


@register(deploy=True)
def check_databases(app_configs, **kwargs):
    """Report a database that cannot be used (E007) or that lacks migrations of this release (E008)."""
    messages = []
    for alias in settings.DATABASES:
        variable = "DATABASE_URL" if alias == "default" else "DATABASE_REPLICA_URL"
        try:
            executor = MigrationExecutor(connections[alias])
            missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            messages.append(Error(f"{variable}: {reason}", hint=_hint_for(reason, variable), id="portal.E007"))
            continue
        if missing:
            message = f"{len(missing)} migrations are not applied to the database of {variable}."
            messages.append(Error(message, hint=f"Run {shell_command('migrate')}", id="portal.E008"))
    return messages


def _hint_for(reason: str, variable: str) -> str:
    """Return what to do about a database error, chosen by its message `why`."""
    if "authentication failed" in reason or "no password supplied" in reason:
        return f"Check user and password in {variable}; write / : @ # ? % in it as %2F %3A %40 %23 %3F %25"
    if "does not exist" in reason:
        return f"Create it (deploy/README.md, section 3), or set {variable} to another one"
    return f"Check that the server is running, and that its address is the one in {variable}"


@register(deploy=True)
def check_static_files(app_configs, **kwargs):
    """Report static files that are not collected (E009): pages that link to them answer 500."""
    uncollected = health.uncollected_static_files()
    if not uncollected:
        return []
    return [
        Error(
            f"{len(uncollected)} static files are not collected, such as {uncollected[0]}: every page would fail.",
            hint=f"Run {shell_command('collectstatic')} and restart ({restart_command()})",
            id="portal.E009",
        )
    ]


@register(deploy=True)
def check_disk_space(app_configs, **kwargs):
    """Report a VAR_DIR that cannot be written to (E010) or is nearly full (W006)."""
    folder = settings.VAR_DIR
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return [
            Error(
                f"PORTAL_VAR_DIR is {folder}, which cannot be written to: {error.strerror}.",
                hint=f"Free some space, or give the folder to the site's user: chown -R portal: {folder}",
                id="portal.E010",
            )
        ]
    if free >= MIN_FREE_BYTES:
        return []
    return [
        Warning(
            f"PORTAL_VAR_DIR is {folder}, whose disk has {free / 1e6:,.0f} MB left: saving and uploads will soon fail.",
            hint="Remove old backups or logs, or use a larger disk.",
            id="portal.W006",
        )
    ]
