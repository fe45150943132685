"""The job of the contact form: new messages are mailed to the newsroom, old ones erased."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.utils import timezone

from articles.database.exclusive_lock import exclusive_lock
from articles.web.addresses import absolute
from portal.contact.models import Message
from portal.mailing import mail_each

MAIL_LOCK = 0xC0DE  # PostgreSQL's advisory lock: of several machines one mails
MAILED_AT_ONCE = 100  # messages; more wait for the next run
MAILED_WITHIN = timedelta(days=7)  # older ones are in the newsroom only: CONTACT_MAIL_TO was set after they came


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
    waiting = list(recent.unmailed()[:MAILED_AT_ONCE])
    return mail_each(waiting, as_mail, mark_mailed, name_of="message {0.pk}".format)


def mark_mailed(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(mailed_at=timezone.now())


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
