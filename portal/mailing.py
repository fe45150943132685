"""Mails that a job sends, one for each thing that waits."""

from collections.abc import Callable
from email.errors import MessageError
from smtplib import SMTPException, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection


class MailFailed(Exception):
    """The mail server did not take a mail. What was not mailed waits for the next run."""


def mail_each(waiting: list, as_mail: Callable[..., EmailMessage], mark_mailed: Callable, name_of: Callable) -> int:
    """Send what `as_mail` makes of each one and of the connection, and mark it as mailed; return how many were sent.

    One that the server refuses, or of which no mail can be made, does not hold up the others. Raises MailFailed, which
    says it of the last such one by the name that `name_of` returns.
    """
    mailed, refused = 0, ""
    if not waiting:
        return 0
    try:
        with get_connection() as connection:
            for one in waiting:
                try:
                    as_mail(one, connection).send()
                except (SMTPResponseException, MessageError, ValueError) as error:  # the last two: it makes no mail
                    refused = f"{name_of(one)}: {error}"
                    continue
                mark_mailed(one)
                mailed += 1
    except (OSError, SMTPException) as error:
        refused = str(error) or type(error).__name__
    if refused:
        raise MailFailed(f"{refused}. Check the mail server {settings.EMAIL_HOST} and EMAIL_URL")
    return mailed
