"""What is new for an account: the bell on every page of the newsroom counts it, and a mail may say it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Count, Exists, Max, Q, Subquery
from django.utils import timezone

from articles.models.article import Article
from articles.models.handover.note import Note

NOTICES_KEPT = timedelta(days=30)
MAILED_WITHIN = timedelta(days=1)  # older ones are in the newsroom only: mail was switched on after they came


class News(models.TextChoices):
    """What an account is told, as a sentence after the name of whoever did it."""

    HANDED = "handed", "handed over"
    RETURNED = "returned", "returned"
    ASSIGNED = "assigned", "assigned you"
    MENTIONED = "mention", "mentioned you in a note on"
    ANSWERED = "answer", "wrote a note on"
    CORRECTED = "correct", "corrected"


class Bell(NamedTuple):
    """What the bell shows: how many notices are new, the newest one's number, and whether there are colleagues."""

    new: int
    newest: int
    colleagues: bool


class NoticeQuerySet(models.QuerySet):
    def unseen(self):
        return self.filter(seen_at=None)

    def tell(self, accounts: Iterable[int], article: Article, news: News, by, note: Note | None = None) -> None:
        """Tell each account (by its id), except `by` itself, what `by` did with the article."""
        told = sorted({account for account in accounts if account is not None and account != by.pk})
        self.bulk_create(self.model(account_id=pk, article=article, news=news, by=by, note=note) for pk in told)

    def mark_seen(self) -> int:
        return self.unseen().update(seen_at=timezone.now())

    def bell(self, account) -> Bell:
        """Return what the account's bell shows. One query."""
        accounts = get_user_model().objects
        others = accounts.filter(is_staff=True, is_active=True).exclude(pk=account.pk)
        unseen = self.filter(account=account).unseen().order_by().values("account")
        new, newest = (Subquery(unseen.annotate(value=of("pk")).values("value")) for of in (Count, Max))
        row = accounts.filter(pk=account.pk).values_list(new, newest, Exists(others)).first()
        return Bell(row[0] or 0, row[1] or 0, bool(row[2])) if row else Bell(0, 0, False)

    def with_stories(self):
        """Load what a list of notices says of each, without the stories' texts."""
        return self.select_related("article", "by", "note").defer("article__body").order_by("-id")

    def open_mentions(self):
        """Return the notices of notes that mention the account and are not done."""
        return self.filter(news=News.MENTIONED, note__done_at=None, note__step="")

    def to_mail(self):
        """Return the unseen notices that are not mailed yet, of active accounts that want mail and have an address."""
        wants = MailChoice.objects.values("account")
        recent = self.unseen().filter(mailed_at=None, made_at__gte=timezone.now() - MAILED_WITHIN)
        return recent.filter(account__in=wants, account__is_active=True).exclude(account__email="")

    def forget_old(self) -> int:
        """Delete the notices that are older than NOTICES_KEPT; return how many."""
        return self.filter(made_at__lt=timezone.now() - NOTICES_KEPT).delete()[0]


class Notice(models.Model):
    """That something happened with a story that concerns an account, which has seen it or not."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notices")
    news = models.CharField(max_length=8, choices=News)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    note = models.ForeignKey(Note, on_delete=models.CASCADE, null=True, related_name="notices")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["account", "id"], name="notices_of_an_account"),
            models.Index(fields=["account", "id"], name="notices_unseen", condition=Q(seen_at=None)),
        ]

    def __str__(self):
        return f"{self.by}: {self.get_news_display()} {self.article}"


class MailChoiceQuerySet(models.QuerySet):
    def choose(self, account, *, wanted: bool) -> None:
        """Record whether the account wants mail."""
        if wanted:
            self.get_or_create(account=account)
        else:
            self.filter(account=account).delete()


class MailChoice(models.Model):
    """That an account wants to be mailed what is new for it."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"mail to {self.account}"
