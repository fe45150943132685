"""While the database is away: 503 and when to come back, where Django would say 500."""

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.shortcuts import render

RETRY_AFTER = 30  # seconds


def server_error(request):
    """The page of an error that nobody caught; another one when the reason is that the database cannot be reached."""
    if not _database_is_away():
        return render_static("500.html", status=500)
