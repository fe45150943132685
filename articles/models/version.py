"""The saved versions of an article: what each stores besides the article's own columns, and which there are."""

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from articles.database.prepared import Prepared
from articles.models.photo_use import SHOWN_COLUMNS, PhotoUse, ShownPhoto
from articles.models.tag import TaggedArticle

# Reasons for a version: it was imported, so nobody saved it; an import changed it; it was saved to correct a typo.
AS_IMPORTED, IMPORTED_AGAIN, MINOR_EDIT = "as imported", "import_seeds", "minor edit"


class Version(models.Model):
    """The base of simple_history's rows of articles: each version knows the article's tags and photos of then."""

    tag_names = models.TextField(default="", editable=False, help_text="One a line, in alphabetical order.")

    photos = models.JSONField(default=list, editable=False, help_text="In order: number, caption, credit, alt.")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.tag_names = self.tag_names or tag_names(self.id)
        self.photos = self.photos or stored_photos(self.id)
        super().save(*args, **kwargs)

    @property
    def tag_list(self) -> list[str]:
        return self.tag_names.splitlines()

    @property
    def shown_photos(self) -> list[ShownPhoto]:
        return [ShownPhoto(**one) for one in self.photos]


def tag_names(article: int) -> str:
    """Return the names of the article's tags as a version stores them: in alphabetical order, one a line."""
    return "\n".join(name for (name,) in _tag_names(article))


_tag_names = Prepared(
    lambda article: TaggedArticle.objects.filter(content_object=article).order_by("tag__name").values_list("tag__name")
)


def stored_photos(article: int) -> list[dict]:
    """Return the article's photos as a version stores them."""
    return [ShownPhoto(*row)._asdict() for row in _shown_photos(article)]


_shown_photos = Prepared(
    lambda article: PhotoUse.objects.filter(article=article).order_by("position").values_list(*SHOWN_COLUMNS)
)


_newest_versions = Prepared(
    lambda article: (
        apps.get_model("articles", "HistoricalArticle")
        .objects.filter(id=article)
        .order_by("-history_id")
        .values_list("history_id")[:1]
    )
)


class KeepsVersions(models.Model):
    """A base of Article for its versions, which simple_history writes whenever the article is saved."""

    class Meta:
        abstract = True

    @property
    def version(self) -> int:
        """The number of the newest version; 0 if there is none, because rows written in bulk have no versions."""
        return next((number for (number,) in _newest_versions(self.pk)), 0)

    @cached_property
    def version_when_locked(self) -> int:
        """The number of the newest version, read once; call it while the row is locked, so that nobody adds one."""
        return self.version

    def keep_as_imported(self) -> None:
        """Save the row in the database as a version if there is none yet, before the first change to it is saved."""
        if not vars(self).get("version_when_locked") and not self.history.exists():
            stands = type(self).objects.get(pk=self.pk)
            stands._history_user = None  # not the account that changes it now
            self.history.bulk_history_create(
                [stands],
                default_change_reason=AS_IMPORTED,
                default_date=min(stands.published_at or timezone.now(), timezone.now()),
                custom_historical_attrs={"tag_names": tag_names(self.pk), "photos": stored_photos(self.pk)},
            )

    def keep_tags_and_photos(self) -> None:
        """Write both into the newest version, because they are set after the article and its version are saved."""
        newest = self.history.filter(history_id=self.version)
        newest.update(tag_names=tag_names(self.pk), photos=stored_photos(self.pk))
