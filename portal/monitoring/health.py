"""Health probes: is the process alive (/healthz), and can it serve (/readyz)?"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from articles.management.command_line import restart_command, shell_command


def _plain_text(text, status=200):
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


@never_cache
def alive(request):
    """Return 200; it checks nothing except that the process answers."""
    return _plain_text("alive")


@never_cache
def ready(request):
    """Return 200 if the database answers, all migrations are applied and static files exist; else 503 and why."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return _plain_text("the database does not answer", status=503)
    if missing:
        return _plain_text(f"{len(missing)} migrations are not applied: run {shell_command('migrate')}", status=503)
    if uncollected := uncollected_static_files():
        return _plain_text(
            f"{len(uncollected)} static files are not collected, such as {uncollected[0]}: "
            f"run {shell_command('collectstatic')}, then restart ({restart_command()})",
            status=503,
        )
    return _plain_text("ready")


@cache
def _release_static_files() -> list[str]:
    """Return the names of this release's own static files."""
    folders = map(Path, settings.STATICFILES_DIRS)
    return sorted(
        path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()
    )


def uncollected_static_files() -> list[str]:
    """Return this release's static files that pages cannot link to or readers cannot get; usually none.

    A process reads the list of collected files once, when it starts.
    """
    collected = getattr(staticfiles_storage, "hashed_files", None)
    if collected is None:  # during development: files are served from their source folders
        return []
    return [
        name
        for name in _release_static_files()
        if name not in collected or not staticfiles_storage.exists(collected[name])
    ]
