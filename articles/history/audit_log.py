"""The audit log: who did what in the newsroom, written here alone to Django's own table of log entries."""

from collections.abc import Sequence

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model


def audit(request, obj: Model, what: str, by=None) -> None:
    """Record that the account did `what`, a sentence such as "Withdraw: wrong person.", with or to `obj`.

    `by` is the account, for the moments when `request.user` is not yet that account, or no longer is. Call it in the
    transaction of the action itself, so that both are saved or neither is. The log's filters
    (portal/accounts/log_admin.py) use the first words of `what`.
    """
    account = by or request.user
    LogEntry.objects.log_actions(account.pk, [obj], CHANGE, what, single_object=True)


def audit_all(request, objects: Sequence[Model], what: str) -> None:
    """Record that the account did `what` to each of the objects, in one query."""
    if objects:
        LogEntry.objects.log_actions(request.user.pk, objects, CHANGE, what)
