"""The old slugs of renamed sections and tags, from which articles/web/old_subject_slugs.py redirects."""

from django.db import models, transaction


class OldSlug(models.Model):
    """A slug that `subject`, a foreign key of the subclasses, used before: its pages and feeds answer 301."""

    slug = models.SlugField(max_length=100, primary_key=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.slug} -> {self.subject_id}"


class KeepsOldSlugs(models.Model):
    """A base for models with a page under their `slug`: a new slug leaves the old one in `old_addresses`.

    Each old address leads to the row itself, so there are no chains; if a row takes a slug, no old address keeps it,
    so there are no loops.
    """

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        rows = type(self)._base_manager
        with transaction.atomic():
            before = rows.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
            super().save(*args, **kwargs)
            if before != self.slug:
                self.old_addresses.model.objects.filter(slug=self.slug).delete()
                if before:
                    self.old_addresses.create(slug=before)
