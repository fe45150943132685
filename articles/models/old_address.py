"""Addresses that sections and tags had before: each leads to where the stories are now."""

from django.db import models, transaction


class OldAddress(models.Model):
    """A slug that `subject`, a key that subclasses have, gave up: its pages and feeds answer 301."""

    slug = models.SlugField(max_length=100, primary_key=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.slug} -> {self.subject_id}"


class KeepsAddresses(models.Model):
    """For what has a page under its `slug`: a new slug leaves the old one behind, as one of `old_addresses`.

    Each of those leads to the row itself, so that there are no chains; whoever
    takes a slug, has it, so that there are no loops.
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
