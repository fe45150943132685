"""503 with Retry-After while the database is away, where Django would answer 500."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error

RETRY_AFTER = 30  # seconds
DATABASE_AWAY_ERRORS = (OperationalError, InterfaceError)  # errors of the database's operation, not of the program


@requires_csrf_token  # as Django's own handler has
def handle_error(request):
    """Answer an uncaught error: 503 if the database is away, which is expected to pass; else Django's 500."""
    if not issubclass(sys.exc_info()[0] or Exception, DATABASE_AWAY_ERRORS):
        return server_error(request)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
