"""The job of the contact form: new messages are mailed to the newsroom, old ones erased."""

from datetime import timedelta
from email.errors import MessageError
from smtplib import SMTPException, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import sanitize_address
from django.utils import timezone

from articles.database.exclusive_lock import exclusive_lock
from articles.web.addresses import absolute
from portal.contact.models import Message

MAIL_LOCK = 0xC0DE  # PostgreSQL's advisory lock: of several machines one mails
MAILED_AT_ONCE = 100  # messages; more wait for the next run
MAILED_WITHIN = timedelta(days=7)  # older ones are in the newsroom only: CONTACT_MAIL_TO was set after they came


class MailFailed(Exception):
    """The mail server did not take a message. Those that were not mailed wait for the next run."""


def tidy_messages() -> str:
    """Erase the messages that are older than CONTACT_KEEP_DAYS, mail the new ones, and return what was done.

    Raises MailFailed.
    """
    erased = Message.objects.erase_old(timezone.now(), settings.CONTACT_KEEP_DAYS)
    with exclusive_lock("contact", MAIL_LOCK) as acquired:
        mailed = mail_new_messages() if acquired and settings.CONTACT_MAIL_TO else 0
    return f"{mailed} messages mailed, {erased} erased"


def mail_new_messages() -> int:
    """Mail the messages that were not mailed yet to CONTACT_MAIL_TO; return how many. Raises MailFailed.

    A message that the server refuses, or of which no mail can be made, does not hold up the others.
    """
    recent = Message.objects.received_since(timezone.now() - MAILED_WITHIN)
    mailed, refused, waiting = 0, "", list(recent.unmailed()[:MAILED_AT_ONCE])
    if not waiting:
        return 0
    try:
        with get_connection() as connection:
            for message in waiting:
                try:
                    as_mail(message, connection).send()
                except (SMTPResponseException, MessageError, ValueError) as error:  # the last two: it makes no mail
                    refused = f"message {message.pk}: {error}"
                    continue
                Message.objects.filter(pk=message.pk).update(mailed_at=timezone.now())
                mailed += 1
    except (OSError, SMTPException) as error:
        refused = str(error) or type(error).__name__
    if refused:
        raise MailFailed(f"{refused}. Check the mail server {settings.EMAIL_HOST} and EMAIL_URL")
    return mailed


def as_mail(message: Message, connection) -> EmailMessage:
    """Return the message as a mail that is answered to the reader."""
    lines = [f"From: {message.signature}"]
    if message.story:
        lines.append(f"About: {absolute(f'/news/{message.story}/')}")
    return EmailMessage(
        subject=f"{settings.SITE_NAME}: {message.opening}",
        body="\n".join([*lines, "", message.text, ""]),
        to=settings.CONTACT_MAIL_TO,
        reply_to=_reply_to(message),
        connection=connection,
    )


def _reply_to(message: Message) -> list[str]:
    """Return the reader's address, unless no mail can carry it: a line end in it, or a host too long in ASCII."""
    if not message.email.isprintable():
        return []
    try:
        sanitize_address(message.email, "utf-8")
    except ValueError:
        return []
    return [message.email] if message.email else []
