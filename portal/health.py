"""Two addresses for whoever runs the site: is the process alive, can it serve?"""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache


def _say(text, status=200):
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


@never_cache
def alive(request):
    """200 while the process answers at all; asks nobody else."""
    return _say("alive")


@never_cache
def ready(request):
    """200 when the database answers and every migration is applied, else 503 with the reason."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return _say("the database does not answer", status=503)
    if missing:
        return _say(f"{len(missing)} migrations are not applied: run manage.py migrate", status=503)
    return _say("ready")
