"""Pictures: what is kept of an upload, and in which shapes and sizes pages show it."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from articles import renditions


class Source(NamedTuple):
    """A photo in one size: pixels, and the addresses of its files; `webp` is empty where there is none."""

    width: int
    height: int
    jpeg: str
    webp: str = ""


class Photo(models.Model):
    """A picture with what a reader must know of it. Stories share it."""

    image = models.ImageField(upload_to="photos/%Y/%m", width_field="width", height_field="height", max_length=200)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        "alternative text",
        max_length=300,
        help_text="What the picture shows, for those who cannot see it. One sentence.",
    )
    caption = models.CharField(max_length=500, blank=True, help_text="Stands under the picture.")
    credit = models.CharField(max_length=200, blank=True, help_text="Who made it, such as Photo: Anahit Sargsyan.")
    focal_x = models.PositiveSmallIntegerField(
        "focal point, from the left",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="Percent. What must stay in sight when the picture is cut to another shape.",
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point, from the top", default=50, validators=[MaxValueValidator(100)], help_text="Percent."
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="photo_alt_not_empty"),
            models.CheckConstraint(condition=Q(focal_x__lte=100, focal_y__lte=100), name="photo_focus_within"),
        ]

    def __str__(self):
        return self.alt

    def clean(self):
        if not any(map(str.isalnum, self.alt)):
            raise ValidationError({"alt": "Say in words what the picture shows."})

    @property
    def focus(self) -> renditions.Focus:
        return (self.focal_x, self.focal_y)

    def sources(self, shape: str = "full") -> list[Source]:
        """The sizes that pages choose from, the smallest first; no query, no file is opened.

        `shape`: "full" is the whole picture, "wide" is 3:2, cut around the focal point.
        """
        made = renditions.of_shape(shape, self.image.name, (self.width, self.height), self.focus)
        return [
            Source(webp.width, webp.height, jpeg=self._url(jpeg), webp=self._url(webp))
            for webp, jpeg in zip(made[::2], made[1::2], strict=True)
        ]

    @property
    def social_card(self) -> Source | None:
        """The picture as a shared link shows it, 1200 by 630; None when it is too small for that."""
        made = renditions.social(self.image.name, (self.width, self.height), self.focus)
        return Source(made[0].width, made[0].height, jpeg=self._url(made[0])) if made else None

    def _url(self, rendition: renditions.Rendition) -> str:
        return self.image.storage.url(rendition.name)
