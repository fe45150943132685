"""Sessions end: by SESSION_IDLE_MINUTES without a page, by SESSION_HOURS, or when an account ends all of them."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

BEGAN, SEEN = "began", "seen"  # seconds since 1970
NOTED_EVERY = 60  # seconds: not every page is a write
HALF_OPEN = 30 * 60  # seconds to give the second factor, or to set it up


def _now() -> int:
    return int(timezone.now().timestamp())


def begin(sender, request, user, **kwargs) -> None:
    """At each log-in, by Django's signal: the clocks start, and the sessions that are over leave the table."""
    request.session[BEGAN] = request.session[SEEN] = _now()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def is_over(session, half_open: bool) -> bool:
    """Whether the session has lasted, or lain, too long; one that waits for its second factor lasts HALF_OPEN."""
    lasted, idle = _now() - session.get(BEGAN, 0), _now() - session.get(SEEN, 0)
    longest = HALF_OPEN if half_open else settings.SESSION_HOURS * 3600
    return lasted >= longest or idle >= settings.SESSION_IDLE_MINUTES * 60


def note(session) -> None:
    """Somebody is there."""
    if _now() - session[SEEN] >= NOTED_EVERY:
        session[SEEN] = _now()


def end_all(account, but: str | None = None) -> None:
    """Ends every session of the account; `but` is the key of one that goes on."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).exclude(session_key=but):
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()
