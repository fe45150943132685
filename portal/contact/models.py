"""Messages that readers write to the newsroom. They are never public, and no edition moves because of one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from articles.models import Article
from articles.selfcheck.hidden import HiddenField
from articles.text.languages.site_languages import DEFAULT
from articles.text.plain import shorten

TEXT_MAX, NAME_MAX, EMAIL_MAX = 5000, 100, 254  # characters
OPENING_MAX = 100  # characters of a message in lists


class MessageQuerySet(models.QuerySet):
    def open(self):
        """Return the messages that nobody has marked as done."""
        return self.filter(done_at__isnull=True)

    def with_headlines(self):
        """Return the messages with the headline of the story that each is about as `headline`; None if it is gone."""
        stories = Article.objects.filter(pk=OuterRef("story")).order_by()
        return self.annotate(headline=Subquery(stories.values("headline")[:1]))

    def unmailed(self):
        """Return the messages that were not mailed yet, the oldest first."""
        return self.filter(mailed_at__isnull=True).order_by("pk")

    def received_since(self, at: datetime):
        return self.filter(received_at__gte=at)

    def erase_old(self, at: datetime, days: int) -> int:
        """Delete the messages that are older than `days` and return how many; forget who sent those of before a day."""
        self.filter(received_at__lt=at - timedelta(days=1)).exclude(sender="").update(sender="")
        return self.filter(received_at__lt=at - timedelta(days=days)).delete()[0]


class Message(models.Model):
    """A message from a reader. What it says is the reader's own plain text."""

    text = models.TextField(max_length=TEXT_MAX)
    name = models.CharField(max_length=NAME_MAX, blank=True, default="")
    email = models.EmailField("e-mail", max_length=EMAIL_MAX, blank=True, default="")
    language = models.CharField(max_length=35, default=DEFAULT)  # of the page that it was written on
    story = models.PositiveBigIntegerField(null=True, blank=True)  # the number of the story that it is about
    received_at = models.DateTimeField("received", default=timezone.now, db_index=True)
    sender = models.CharField(max_length=32, blank=True, default="")  # portal/contact/throttle.py; kept for a day
    done_at = models.DateTimeField("done", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    mailed_at = models.DateTimeField("mailed", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-received_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="contact_text_not_empty")]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="contact_open", condition=Q(done_at__isnull=True)),
            models.Index(fields=["id"], name="contact_unmailed", condition=Q(mailed_at__isnull=True)),
        ]

    def __str__(self):
        return self.opening

    @property
    def opening(self) -> str:
        """The beginning of the text, on one line."""
        return shorten(" ".join(self.text.split()), OPENING_MAX)

    @property
    def signature(self) -> str:
        """Who signed it: name, e-mail address, both, or "no name"."""
        if self.name and self.email:
            return f"{self.name} <{self.email}>"
        return self.name or self.email or "no name"


def private_texts() -> Iterator[tuple[HiddenField, str]]:
    """Yield what readers wrote, for `audit_visibility`."""
    for message in Message.objects.iterator(500):
        owner = f"message {message.pk}"
        yield HiddenField(owner, "private", "text"), message.text
        yield HiddenField(owner, "private", "signature"), f"{message.name} {message.email}"
