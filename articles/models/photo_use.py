"""The photos of a story: which it shows, in which order, and what it says under each."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Case, Count, FilteredRelation, OuterRef, Q, Subquery, When

from articles.models.photo import ALT_MAX, CAPTION_MAX, CREDIT_MAX, Photo
from articles.models.story_type import StoryType
from articles.photos import renaming

FIRST = 1  # the position of the lead photo
OWN_TEXT = "Left empty: the photo's own serves."


class ShownPhoto(NamedTuple):
    """A photo as a story shows it: the photo's number, and the story's own texts; if one is empty, the photo's serves.

    The form in which a version of a story stores it, too.
    """

    photo: int
    caption: str = ""
    credit: str = ""
    alt: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """The story's own texts, by the name of the field."""
        return {"caption": self.caption, "credit": self.credit, "alt": self.alt}


SHOWN_COLUMNS = ("photo_id", "caption", "credit", "alt")  # the values of a ShownPhoto


class PhotoUseQuerySet(models.QuerySet):
    def shown_in(self, article: int) -> list[ShownPhoto]:
        """Return the photos of the article of that number, in order."""
        rows = self.filter(article=article).order_by("position")
        return list(map(ShownPhoto._make, rows.values_list(*SHOWN_COLUMNS)))

    def show(self, article, photos: Sequence[ShownPhoto]) -> None:
        """Make `photos`, in this order, all that the article shows; after the commit, what this hides gets new names.

        A row that says what it should say already is not written.
        """
        with transaction.atomic(using=self.db):
            rows = {use.position: use for use in self.filter(article=article)}
            for position, one in enumerate(photos, start=FIRST):
                use = rows.pop(position, None) or self.model(article=article, position=position)
                wanted = {"photo_id": one.photo, **one.texts}
                if use.pk is None or any(getattr(use, name) != value for name, value in wanted.items()):
                    for name, value in wanted.items():
                        setattr(use, name, value)
                    use.save(using=self.db)
            self.filter(pk__in=[use.pk for use in rows.values()]).delete()
            renaming.do_chores_after_commit(self.db)


class PhotoUse(models.Model):
    """A photo in a story. Its texts are in the story's language; where one is empty, the photo's own serves."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="photo_uses", db_index=False
    )  # the constraint's index begins with it
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="uses")
    position = models.PositiveSmallIntegerField(default=FIRST, help_text="1 is the story's lead photo.")
    caption = models.CharField(max_length=CAPTION_MAX, blank=True, help_text=OWN_TEXT)
    credit = models.CharField(max_length=CREDIT_MAX, blank=True, help_text=OWN_TEXT)
    alt = models.CharField("alternative text", max_length=ALT_MAX, blank=True, help_text=OWN_TEXT)

    objects = PhotoUseQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # whoever may change a story may choose its photos and their texts
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="photo_use_once_a_position"),
            models.CheckConstraint(condition=Q(position__gte=FIRST), name="photo_use_position_from_1"),
        ]

    def __str__(self):
        return self.shown_alt

    @property
    def shown_caption(self) -> str:
        """The caption that readers see."""
        return self.caption or self.photo.caption

    @property
    def shown_credit(self) -> str:
        """The credit that readers see."""
        return self.credit or self.photo.credit

    @property
    def shown_alt(self) -> str:
        """The alternative text that readers get."""
        return self.alt or self.photo.alt


def lead_photo_of(article: str = "") -> FilteredRelation:
    """Return a relation from an article, which the path `article` (such as "article__") leads to, to its lead photo."""
    return FilteredRelation(f"{article}photo_uses", condition=Q(**{f"{article}photo_uses__position": FIRST}))


def series_photos(article: str = "") -> Case:
    """Return an expression for the number of photos of a photo series, to which the path `article` leads; else NULL."""
    shown = PhotoUse.objects.filter(article=OuterRef(f"{article}pk")).order_by().values("article")
    is_series = {f"{article}story_type": StoryType.SERIES}
    return Case(When(**is_series, then=Subquery(shown.values(count=Count("pk")))))


class ShowsPhotos(models.Model):
    """A base of Article for its photos."""

    series_photos: int | None = None  # how many a photo series has, if a queryset has counted them (with_lead_photo)

    class Meta:
        abstract = True

    @property
    def lead_photo(self) -> PhotoUse | None:
        """The photo that the story and lists show first; a query, unless a queryset or `photo_uses` has loaded it."""
        if "lead_photo" in self._state.fields_cache:
            return self._state.fields_cache["lead_photo"]
        if vars(self).get("lead_photo_id", ...) is None:
            return None
        return next((use for use in self.photo_uses.all() if use.position == FIRST), None)

    @lead_photo.setter
    def lead_photo(self, use: PhotoUse | None) -> None:
        """Take what a queryset has loaded (ArticleQuerySet.with_lead_photo); nothing is saved."""
        self._state.fields_cache["lead_photo"] = use

    def refresh_from_db(self, *args, **kwargs):
        self._state.fields_cache.pop("lead_photo", None)
        vars(self).pop("lead_photo_id", None)
        super().refresh_from_db(*args, **kwargs)
