import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from articles.plaintext import is_readable, one_line
from articles.slugs import readable_slug


def tag_key(name: str) -> str:
    """What two names of one tag have in common: NFC, case-folded (Unicode, not ASCII alone)."""
    return unicodedata.normalize("NFC", one_line(name).casefold())


class TagQuerySet(models.QuerySet):
    def named(self, names) -> list["Tag"]:
        """The tags called `names`, in that order, each once; those that are missing are made."""
        wanted = {tag_key(name): one_line(name) for name in reversed(list(names))}
        known = {tag.key: tag for tag in self.filter(key__in=wanted)}
        return [
            known.get(key) or self.get_or_create(key=key, defaults={"name": name})[0]
            for key, name in reversed(wanted.items())
        ]


class Tag(TagBase):
    """What a story is about. Its name keeps its case and is unique regardless of case."""

    slug = models.SlugField(max_length=100, unique=True, help_text="Left empty: made from the name.", blank=True)
    key = models.CharField(max_length=200, unique=True, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="tag_slug_not_empty"),
            models.CheckConstraint(condition=~Q(key=""), name="tag_key_not_empty"),
        ]

    def get_absolute_url(self):
        return reverse("articles:tag", args=[self.slug])

    def clean(self):
        if not is_readable(self.name):
            raise ValidationError({"name": "A tag needs a letter or a digit."})
        twin = type(self).objects.filter(key=tag_key(self.name)).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError({"name": f"There is a tag “{twin.name}” already. Use that one."})

    def save(self, *args, **kwargs):
        self.name = one_line(self.name)
        self.key = tag_key(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag, i=None):
        return readable_slug(tag, max_length=90) + (f"-{i}" if i is not None else "")


class TaggedArticle(ItemBase):
    """One tag on one article: a table of its own with real keys, so that a list by tag is one join."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings", db_index=False)
    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="taggings")
    published_at = models.DateTimeField(null=True, editable=False)  # the article's, kept by triggers: see moments.py

    class Meta:
        verbose_name = "tag of an article"
        verbose_name_plural = "tags of articles"
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="tag_once_an_article"),
        ]
        indexes = [
            models.Index("tag", F("published_at").desc(), F("content_object").desc(), name="tagged_newest"),
        ]


class ArticleTags(_TaggableManager):
    """`article.tags`: taggit's manager, except that a name finds its tag in any case of any alphabet."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        given = list(tags)
        by_key = {tag.key: tag for tag in Tag.objects.named(tag for tag in given if isinstance(tag, str))}
        resolved = [by_key[tag_key(tag)] if isinstance(tag, str) else tag for tag in given]
        return super()._to_tag_model_instances(resolved, tag_kwargs)
