"""The end of sessions: after SESSION_IDLE_MINUTES without a page, after SESSION_HOURS, or if a user ends them all."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

BEGAN_KEY, SEEN_KEY = "began", "seen"  # seconds since 1970
SEEN_INTERVAL = 60  # seconds, so that not every page is a write
HALF_OPEN_SECONDS = 30 * 60  # to give the second factor, or to set it up


def _now() -> int:
    return int(timezone.now().timestamp())


def start_clocks(sender, request, user, **kwargs) -> None:
    """Start the session's clocks and delete expired sessions. Django's signal calls this at each log-in."""
    request.session[BEGAN_KEY] = request.session[SEEN_KEY] = _now()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def is_over(session, half_open: bool) -> bool:
    """Return whether the session has lasted or been idle too long; if it is half open, it may last HALF_OPEN."""
    lasted, idle = _now() - session.get(BEGAN_KEY, 0), _now() - session.get(SEEN_KEY, 0)
    limit = HALF_OPEN_SECONDS if half_open else settings.SESSION_HOURS * 3600
    return lasted >= limit or idle >= settings.SESSION_IDLE_MINUTES * 60


def mark_seen(session) -> None:
    """Note that the session is in use, at most every NOTED_EVERY seconds."""
    if _now() - session[SEEN_KEY] >= SEEN_INTERVAL:
        session[SEEN_KEY] = _now()


def end_all(account, keep: str | None = None) -> None:
    """End every session of the account; `keep` is the key of one that continues."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).exclude(session_key=keep):
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()
