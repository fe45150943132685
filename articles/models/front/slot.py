"""The slots at the top of the front page that an editor has filled."""

from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.front.current import CurrentQuerySet
from articles.text.languages.site_languages import DEFAULT


class Place(models.IntegerChoices):
    """The slots. How many seconds there are follows from here alone, also in the composition and the constraint."""

    LEAD = 0, "Lead"
    SECOND_1 = 1, "Second, first place"
    SECOND_2 = 2, "Second, middle place"
    SECOND_3 = 3, "Second, last place"


class FrontSlotQuerySet(CurrentQuerySet):
    shows_briefs = False  # they have no text to open a page with
    at_most = len(Place)


class FrontSlot(models.Model):
    """A story that an editor has put in a slot. A slot that nobody has filled takes the newest story."""

    Place = Place
    language = models.CharField(
        max_length=35,
        default=DEFAULT,
        db_default=DEFAULT,
        editable=False,
        help_text="Of the front page: a site language.",
    )
    place = models.PositiveSmallIntegerField(choices=Place.choices)
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="front_slot")
    until = models.DateTimeField(
        null=True, blank=True, help_text="From this moment on the newest story takes the place again."
    )

    objects = FrontSlotQuerySet.as_manager()

    class Meta:
        ordering = ["language", "place"]
        verbose_name = "front page slot"
        constraints = [
            models.UniqueConstraint(fields=["language", "place"], name="front_slot_once_a_place"),
            models.CheckConstraint(condition=Q(place__lte=max(Place.values)), name="front_slot_place"),
        ]

    def __str__(self):
        return f"{self.get_place_display()}: {self.article}"
