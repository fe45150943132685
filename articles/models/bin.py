"""The bin: stories that were deleted before readers saw them, and can come back for a month.

A deleted story's text is in its versions, which stay; a row here says that it may come back, and holds what no version
has: its authors, in order.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models.article import Article
from articles.models.author import Author, Byline
from articles.models.photo import Photo
from articles.models.photo_use import PhotoUse
from articles.models.section import Section
from articles.models.tag import Tag
from articles.text.plain import HEADLINE_MAX

DELETED_KEPT = timedelta(days=30)  # how long a deleted story can come back
# What comes back of its version; the address, the language and all that follows from the words are set again.
FIELDS = (
    *("headline", "headline_known", "kicker", "slug", "summary", "source", "dateline_place", "body", "story_type"),
    *("language", "time_known"),
)


class DeletedStoryQuerySet(models.QuerySet):
    def keep(self, articles, by) -> None:
        """Note that the articles, which are about to be deleted, can come back. Call it in the same transaction."""
        rows = []
        for article in articles:
            article.keep_as_imported()
            authors = list(article.bylines.order_by("position").values_list("author", flat=True))
            rows.append(
                self.model(
                    number=article.pk,
                    headline=article.headline,
                    section=article.section.name,
                    version=article.version,
                    authors=authors,
                    by=by,
                )
            )
        self.bulk_create(rows)

    def waiting(self):
        """Return the stories that can come back, those deleted last first."""
        there = Article.objects.filter(pk=OuterRef("number"))
        return self.filter(~Exists(there), at__gte=timezone.now() - DELETED_KEPT).order_by("-at", "-pk")

    def written_by(self, account):
        """Return those of the stories that the account began: it saved their first version."""
        earlier = Article.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        first = Article.history.filter(~Exists(earlier), history_user=account)
        return self.filter(number__in=first.values("id"))

    def forget_old(self) -> int:
        """Delete the rows whose time is over; return how many there were."""
        return self.filter(at__lt=timezone.now() - DELETED_KEPT).delete()[0]


class DeletedStory(models.Model):
    """A story that was deleted: its number, what it was called, by whom and when, and its authors' numbers."""

    number = models.BigIntegerField(db_index=True)
    headline = models.CharField(max_length=HEADLINE_MAX)
    section = models.CharField(max_length=60)
    version = models.BigIntegerField(help_text="The newest version before it was deleted.")
    authors = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = DeletedStoryQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # whoever may delete a draft may bring it back
        verbose_name_plural = "deleted stories"

    def __str__(self):
        return self.headline

    @property
    def until(self):
        """The moment until which the story can come back."""
        return self.at + DELETED_KEPT

    def bring_back(self) -> Article:
        """Make the story again, under its number, as a draft with its tags, authors and photos; return it.

        Tags, authors and photos that are gone stay away; if its section is gone, it goes into the first one. Call it
        in a transaction. Raises Article.DoesNotExist if its versions are gone.
        """
        version = Article.history.filter(id=self.number, history_id=self.version).first()
        if version is None:
            raise Article.DoesNotExist
        section = Section.objects.filter(pk=version.section_id).first() or Section.objects.order_by("position").first()
        article = Article(pk=self.number, section=section, **{name: getattr(version, name) for name in FIELDS})
        article.text_version = version.text_version
        article._change_reason = "brought back from the bin"
        article.save(force_insert=True)
        article.tags.set(Tag.objects.known(version.tag_list).values())
        there = set(Author.objects.filter(pk__in=self.authors).values_list("pk", flat=True))
        Byline.objects.bulk_create(
            Byline(article=article, author_id=author, position=position)
            for position, author in enumerate(author for author in self.authors if author in there)
        )
        photos = Photo.objects.in_bulk({one.photo for one in version.shown_photos})
        PhotoUse.objects.show(article, [one for one in version.shown_photos if one.photo in photos])
        article.keep_tags_and_photos()
        self.delete()
        return article
