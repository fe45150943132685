"""The audit log: who did what in the newsroom, in Django's own table of log entries, by one function."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model


def audit(request, obj: Model, what: str, by=None) -> None:
    """Writes down that the account did `what`, a sentence such as "Withdraw: wrong person.", with or to `obj`.

    `by` is the account, for the moments when `request.user` is not it yet or any
    more. Call it in the transaction of the deed itself: both stand, or neither.
    The log's filters (portal/accounts/log_admin.py) go by the first words of `what`.
    """
    account = by or request.user
    LogEntry.objects.log_actions(account.pk, [obj], CHANGE, what, single_object=True)
