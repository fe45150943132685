"""Pictures: what is kept of an upload, and in which shapes and sizes pages show it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q


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
