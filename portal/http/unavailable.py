"""While the database is away: 503 and when to come back, where Django would say 500."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error

RETRY_AFTER = 30  # seconds
AWAY = (OperationalError, InterfaceError)  # the database's own trouble, none of the program's


@requires_csrf_token  # as Django's own
def answer(request):
    """The answer to an error that nobody caught: 503 for one of the database's own work, which is expected to end."""
    if not issubclass(sys.exc_info()[0] or Exception, AWAY):
        return server_error(request)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
