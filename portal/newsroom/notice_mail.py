"""The mails that tell an account what is new for it, if it wants them; sent by a job, never while a page is made."""

from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from articles.database.exclusive_lock import exclusive_lock
from articles.history.versions import display_name
from articles.models import Assignment, Notice
from articles.web.addresses import absolute
from portal.mailing import mail_each

MAIL_LOCK = 0xC0DF  # PostgreSQL's advisory lock: of several machines one mails
MAILED_AT_ONCE = 200  # notices; more wait for the next run


def tidy_notices() -> str:
    """Forget old notices and finished assignments, mail what is new, and return what was done.

    Raises MailFailed.
    """
    forgotten = Notice.objects.forget_old() + Assignment.objects.forget_finished()
    mailed = 0
    if settings.NOTICE_MAIL:
        with exclusive_lock("notices", MAIL_LOCK) as acquired:
            mailed = mail_new_notices() if acquired else 0
    return f"{mailed} mailed, {forgotten} forgotten"


def mail_new_notices() -> int:
    """Send each account that wants mail one mail with all that is new for it; return how many. Raises MailFailed."""
    rows = Notice.objects.to_mail().select_related("account", "article", "by").defer("article__body")
    ordered = rows.order_by("account", "id")[:MAILED_AT_ONCE]
    waiting = [list(group) for _, group in groupby(ordered, key=lambda notice: notice.account_id)]
    return mail_each(waiting, as_mail, mark_mailed, name_of=lambda notices: f"to {notices[0].account}")


def mark_mailed(notices: list[Notice]) -> None:
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=timezone.now())


def as_mail(notices: list[Notice], connection) -> EmailMessage:
    """Return what is new for one account as a mail: who did what, with the address of each story's form.

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
        to=[notices[0].account.email],
        connection=connection,
    )
