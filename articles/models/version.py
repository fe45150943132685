"""What the history keeps of an article beside the article's own columns."""

from django.db import models

from articles.models.tag import TaggedArticle


class Version(models.Model):
    """The base of simple_history's rows of articles: each version knows the tags that the article had."""

    tag_names = models.TextField(default="", editable=False, help_text="One a line, in alphabetical order.")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.tag_names = self.tag_names or tag_names(self.id)
        super().save(*args, **kwargs)

    @property
    def tag_list(self) -> list[str]:
        return self.tag_names.splitlines()


def tag_names(article: int) -> str:
    """The names of the article's tags as a version keeps them: in alphabetical order, one a line."""
    tags = TaggedArticle.objects.filter(content_object=article).order_by("tag__name")
    return "\n".join(tags.values_list("tag__name", flat=True))
