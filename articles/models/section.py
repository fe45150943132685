from django.db import models
from django.db.models import Q

from articles.database.same_name import refuse_same_name
from articles.models.old_subject_slug import KeepsOldSlugs, OldSlug
from articles.models.positioned import Positioned, PositionedQuerySet
from articles.text.slugs import readable_slug
from articles.web.addresses import page_path


class FrontSize(models.TextChoices):
    """How large a section's block on the front page is."""

    WIDE = "wide", "Wide: the whole width, with a large picture"
    HALF = "half", "Two in a row"
    THIRD = "third", "Three in a row"
    LINES = "lines", "Headlines alone, four in a row"


class Section(KeepsOldSlugs, Positioned):
    """A section of the paper, such as Politics or Sport. Every story belongs to exactly one."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(
        max_length=60,
        unique=True,
        blank=True,
        help_text="Left empty: made from the name. When it changes, the old address leads to the new one.",
    )
    description = models.CharField(max_length=200, blank=True, help_text="One sentence; stands under the heading.")

    front_size = models.CharField(
        "on the front page",
        max_length=10,
        choices=FrontSize,
        blank=True,
        default="",
        db_default="",
        help_text="Left empty: the first sections are larger than those after them. A row is always filled: "
        "sections that are left over in theirs become wider.",
    )

    objects = PositionedQuerySet.as_manager()

    class Meta(Positioned.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="section_slug_not_empty"),
            models.CheckConstraint(condition=~Q(name=""), name="section_name_not_empty"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or readable_slug(self.name, max_length=60)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return page_path("articles:section", self.slug)

    def clean(self):
        self.slug = self.slug or readable_slug(self.name, max_length=60)  # before the constraints are checked
        refuse_same_name(self, "a section")


class OldSectionAddress(OldSlug):
    subject = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="old_addresses")
