"""The links that show an unpublished story to people without an account; the newsroom can see and end them.

They are meant for a source or a lawyer. A link's address is its row's name, signed with the site's secret key. So
someone who reads the database, or an old backup, gets no working link, and an address that we never made costs no
query.
"""

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles.models.article import Article
from articles.web.addresses import absolute

ENDED_LINKS_KEPT = timedelta(days=30)  # how long a row is kept after the end of its link
OPEN_AT_ONCE = 20  # links to one story
SIGNER = "articles.preview"


def new_name() -> str:
    return token_urlsafe(16)


class PreviewLinkQuerySet(models.QuerySet):
    def forget_old(self) -> None:
        """Delete links that ended long ago; without the row, their address still says that the preview is over."""
        self.filter(until__lt=timezone.now() - ENDED_LINKS_KEPT).delete()

    def end(self, by=None) -> int:
        """Revoke the links that nobody has revoked yet; `by` is the account. Return how many."""
        return self.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)

    def count_opening(self, pk: int) -> None:
        """Record that the link's page was shown once more. Raises the database's errors."""
        self.filter(pk=pk).update(openings=F("openings") + 1, opened_at=timezone.now())


class PreviewLink(models.Model):
    """A link to one story, made by one account. It is not a version of the story, and no public page shows it.

    The row alone opens nothing: the address is its `name`, signed with the site's key.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=32, unique=True, default=new_name)
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(db_index=True)
    openings = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, help_text="The last time.")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        permissions = [("revoke_previewlink", "Can end preview links that others have made")]

    def __str__(self):
        return f"a preview link until {self.until:%Y-%m-%d %H:%M} UTC"

    @property
    def over_because(self) -> str:
        """The reason why the link shows the story no more, now or ever again; empty while it does.

        Changes of the story are read from its own moments: a link has ended if its story was published by the clock,
        withdrawn or put back on the site after the link was made.
        """
        now, story = timezone.now(), self.article
        if self.revoked_at is not None:
            return "ended by hand"
        if self.by is None or not self.by.is_active:
            return "its maker's account is shut"
        if story.withdrawn_at is not None and story.withdrawn_at > self.made_at:
            return "the story was withdrawn"
        if story.withdrawn_at is None and story.published_at is not None and story.published_at <= now:
            return "the story was published"
        return "its time is over" if self.until < now else ""


class TooManyLinks(Exception):
    """The story already has OPEN_AT_ONCE open links."""


def make_link(article: Article, account) -> PreviewLink:
    """Create a link that shows the saved article for PREVIEW_HOURS. Call it inside a transaction.

    Raises TooManyLinks if OPEN_AT_ONCE links to the article are open.
    """
    PreviewLink.objects.forget_old()
    now = timezone.now()
    recent = article.preview_links.filter(until__gte=now).select_related("by", "article")
    if sum(not link.over_because for link in recent) >= OPEN_AT_ONCE:
        raise TooManyLinks
    until = now + timedelta(hours=settings.PREVIEW_HOURS)
    return PreviewLink.objects.create(article=article, by=account, made_at=now, until=until)


def address_of(link: PreviewLink) -> str:
    """Return the absolute URL that shows the link's story to anyone who has it."""
    return absolute(reverse("articles:preview", args=[token_of(link)]))


def token_of(link: PreviewLink) -> str:
    """Return the part of the URL that names the link, signed."""
    return Signer(salt=SIGNER).sign(link.name)


def named_in(token: str) -> PreviewLink | None:
    """Return the link that a token names; None if we made the token but its row no longer exists.

    Raises BadSignature if we never made the token. Links of releases before November 2026 named the story and a
    moment: their signature is ours, but no row has such a name.
    """
    name = Signer(salt=SIGNER).unsign(token)
    return PreviewLink.objects.select_related("by", "article").filter(name=name).first()
