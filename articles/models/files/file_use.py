"""The files of a story."""

from django.db import models

from articles.models.files.media_file import MediaFile
from articles.photos import renaming


class FileUse(models.Model):
    """A file in a story. Those that the text does not place stand below it, in the order in which they were added."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="file_uses", db_index=False
    )  # the constraint's index begins with it
    media_file = models.ForeignKey(MediaFile, on_delete=models.CASCADE, related_name="uses", verbose_name="file")

    class Meta:
        default_permissions = ()  # whoever may change a story may choose its files
        ordering = ["article", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "media_file"], name="file_use_once_a_story")]

    def __str__(self):
        return str(self.media_file)

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        renaming.do_chores_after_commit()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        renaming.do_chores_after_commit()
        return deleted
