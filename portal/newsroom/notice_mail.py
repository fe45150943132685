"""The mails that tell an account what is new for it, if it wants them; sent by a job, never while a page is made."""

from itertools import groupby
from smtplib import SMTPException, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone

from articles.database.exclusive_lock import exclusive_lock
from articles.history.versions import display_name
from articles.models import Assignment, Notice
from articles.web.addresses import absolute

MAIL_LOCK = 0xC0DF  # PostgreSQL's advisory lock: of several machines one mails
MAILED_AT_ONCE = 200  # notices; more wait for the next run


class NoticeMailFailed(Exception):
    """The mail server did not take a mail. What it did not say waits for the next run."""


def tidy_notices() -> str:
    """Forget old notices and finished assignments, mail what is new, and return what was done.

    Raises NoticeMailFailed.
    """
    forgotten = Notice.objects.forget_old() + Assignment.objects.forget_finished()
    mailed = 0
    if settings.NOTICE_MAIL:
        with exclusive_lock("notices", MAIL_LOCK) as acquired:
            mailed = mail_new_notices() if acquired else 0
    return f"{mailed} mailed, {forgotten} forgotten"


def mail_new_notices() -> int:
    """Send each account that wants mail one mail with all that is new for it; return how many were sent.

    A mail that the server refuses does not hold up the others. Raises NoticeMailFailed.
    """
    rows = Notice.objects.to_mail().select_related("account", "article", "by").defer("article__body")
    waiting = list(rows.order_by("account", "id")[:MAILED_AT_ONCE])
    mailed, refused = 0, ""
    if not waiting:
        return 0
    try:
        with get_connection() as connection:
            for account, group in groupby(waiting, key=lambda notice: notice.account):
                notices = list(group)
                try:
                    as_mail(account, notices, connection).send()
                except SMTPResponseException as error:
                    refused = f"to {account}: {error}"
                    continue
                Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=timezone.now())
                mailed += 1
    except (OSError, SMTPException) as error:
        refused = str(error) or type(error).__name__
    if refused:
        raise NoticeMailFailed(f"{refused}. Check the mail server {settings.EMAIL_HOST} and EMAIL_URL")
    return mailed


def as_mail(account, notices: list[Notice], connection) -> EmailMessage:
    """Return what is new for the account as a mail: who did what, with the address of each story's form.

    What colleagues wrote stays in the newsroom.
    """
    sentences = [f"{display_name(one.by) or 'Somebody'} {one.get_news_display()} “{one.article}”" for one in notices]
    forms = [absolute(reverse("admin:articles_article_change", args=[one.article_id])) for one in notices]
    lines = [f"{sentence}\n{form}\n" for sentence, form in zip(sentences, forms, strict=True)]
    choice = f"You get this because your account asks for it: {absolute(reverse('admin:account'))}\n"
    said = sentences[0] if len(sentences) == 1 else f"{len(sentences)} stories for you"
    return EmailMessage(
        subject=" ".join(f"{settings.SITE_NAME}: {said}".split()),  # a name with a line end would hold up all mails
        body="\n".join([*lines, choice]),
        to=[account.email],
        connection=connection,
    )
