"""Slowing down password guessing: django-axes counts the failures in the database, for all processes and machines.

Three limits apply to the failures within AXES_COOLOFF_TIME: those of one name from one address,
those of one address with any names, and those of one name from anywhere. The last one does
not apply to an address from which the account has logged in before: a stranger who guesses at
an editor's name from many places cannot lock out an editor who works where they usually do.
Attempts during a lock-out are not counted, so that it ends by itself.
"""

from datetime import timedelta

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Max, Sum
from django.utils import timezone

from articles.history.audit_log import audit
from portal.http.client_address import client_address

LIMIT_OF_NAME_AND_ADDRESS, LIMIT_OF_ADDRESS, LIMIT_OF_NAME = 5, 30, 50  # failures that lock the client out
RETENTION = timedelta(days=30)  # log-ins, and failures of unknown names
MAX_UNKNOWN_FAILURES = 10_000  # stored failures of unknown names
MAX_NAME_LENGTH = User._meta.get_field("username").max_length


def address_of(request) -> str | None:
    """Return the client address for which a request is counted."""
    return client_address(request.META, settings.TRUSTED_PROXIES)


def name_of(request, credentials=None) -> str | None:
    """Return the name given at log-in, cut to the length of account names, because PostgreSQL stores no longer one."""
    given = (credentials or {}).get("username") or request.POST.get("username")
    return given and given[:MAX_NAME_LENGTH]


def origin(request) -> str:
    """Return the client address as text for the log."""
    return address_of(request) or "an unknown address"


class Throttle(AxesDatabaseHandler):
    """django-axes' own handler with three limits instead of one, and with the audit log."""

    def counts_and_limits(self, request, credentials):
        """Yield, for each limit, the failures that count and the number that is too many."""
        name, address = get_client_username(request, credentials), request.axes_ip_address
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        yield recent.filter(username=name, ip_address=address), LIMIT_OF_NAME_AND_ADDRESS
        if address is not None:
            yield recent.filter(ip_address=address), LIMIT_OF_ADDRESS
        if not AccessLog.objects.filter(username=name, ip_address=address).exists():
            yield recent.filter(username=name), LIMIT_OF_NAME

    def get_failures(self, request, credentials=None) -> int:
        """Return how near the client is to a limit; AXES_FAILURE_LIMIT, a multiple of all three, means locked."""
        totals = (
            (rows.aggregate(total=Sum("failures_since_start"))["total"] or 0, limit)
            for rows, limit in self.counts_and_limits(request, credentials)
        )
        return max(total * settings.AXES_FAILURE_LIMIT // limit for total, limit in totals)

    def locked_until(self, request, credentials):
        """Return when the name may try again from that address: when the failures that reached a limit have expired."""
        last_failures = [
            rows.aggregate(last=Max("attempt_time"))["last"]
            for rows, limit in self.counts_and_limits(request, credentials)
            if (rows.aggregate(total=Sum("failures_since_start"))["total"] or 0) >= limit
        ]
        return max(last_failures, default=timezone.now()) + settings.AXES_COOLOFF_TIME

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        was_locked_out = getattr(request, "axes_locked_out", False)
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is not None and not was_locked_out:
            self.log_failure(request, get_client_username(request, credentials))

    def log_failure(self, request, name: str) -> None:
        """Write one row for each failure, for known names and for unknown ones, so that both take the same time."""
        account = User.objects.filter(username=name).first()
        if account:
            audit(request, account, f"Failed log-in from {origin(request)}.", by=account)
        else:
            row = AccessFailureLog.objects.create(
                username=name,
                ip_address=request.axes_ip_address,
                user_agent=request.axes_user_agent,
                http_accept="",
                path_info=request.axes_path_info,
                locked_out=request.axes_locked_out,
            )
            AccessFailureLog.objects.filter(pk__lte=row.pk - MAX_UNKNOWN_FAILURES).delete()

    def user_logged_in(self, sender, request, user, **kwargs):
        super().user_logged_in(sender, request, user, **kwargs)
        for model in (AccessLog, AccessFailureLog):
            model.objects.filter(attempt_time__lt=timezone.now() - RETENTION).delete()
