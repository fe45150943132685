from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from articles.database import lock_order
from articles.database.folded_keys import key_of
from articles.database.same_name import SameName, is_unchanged
from articles.models.old_subject_slug import KeepsOldSlugs, OldSlug
from articles.text.languages.site_languages import DEFAULT
from articles.text.plain import is_readable, one_line
from articles.text.slugs import readable_slug
from articles.web.addresses import page_path


def tag_key(name: str) -> str:
    """Return what two names of the same tag have in common, however they are written."""
    return key_of(name)


class TagQuerySet(models.QuerySet):
    def lock_names(self, *, to_use=False) -> None:
        """Keep others from making, renaming, merging or deleting tags until the transaction ends.

        `to_use`: take the lock shared, to put tags on stories; any number of transactions may hold it at once.
        """
        lock_order.hold(lock_order.TAGS, using=self.db, shared=to_use)

    def unused(self):
        """Return the tags that are on no story at all, not even on a draft."""
        return self.filter(~Exists(TaggedArticle.objects.filter(tag=OuterRef("pk"))))

    def known(self, names) -> dict[str, "Tag"]:
        """Return the existing tags for the `names`, which may be aliases, by their keys."""
        keys = {tag_key(name) for name in names}
        found = {tag.key: tag for tag in self.filter(key__in=keys)}
        if missing := keys - found.keys():
            aliases = TagAlias.objects.filter(key__in=missing).select_related("tag")
            found |= {alias.key: alias.tag for alias in aliases}
        return found

    def by_name(self, names) -> dict[str, "Tag"]:
        """Return the tag of each of the `names`: an alias leads to its tag; missing tags are created."""
        names = list(names)
        wanted = {tag_key(name): one_line(name) for name in reversed(names)}
        known = self.known(wanted.values())
        if wanted.keys() - known.keys():
            with transaction.atomic(using=self.db):
                self.lock_names()
                known |= self.known(wanted.values())  # another transaction may have created some
                for key in reversed(wanted):
                    if key not in known:
                        known[key] = self.get_or_create(key=key, defaults={"name": wanted[key]})[0]
        return {name: known[tag_key(name)] for name in names}

    def named(self, names) -> list["Tag"]:
        """Return the tags called `names`, in that order, each once; missing tags are created."""
        return list(dict.fromkeys(self.by_name(names).values()))


class Tag(KeepsOldSlugs, TagBase):
    """A subject of stories. Its name keeps its case and is unique regardless of case."""

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
        return page_path("articles:tag", self.slug)

    def clean(self):
        if not is_readable(self.name):
            raise ValidationError({"name": "A tag needs a letter or a digit."})
        twin = None if is_unchanged(self) else Tag.objects.known([self.name]).get(tag_key(self.name))
        if twin is None or twin.pk == self.pk:
            return
        if twin.key == tag_key(self.name):
            raise ValidationError({"name": SameName(twin, "a tag", "Use that one.")})
        raise ValidationError({"name": f"“{self.name}” is another name of the tag “{twin.name}”. Use that one."})

    def save(self, *args, **kwargs):
        """Save the tag; a new name leaves the old one as an alias, so that imports still find the tag by it."""
        self.name = one_line(self.name)
        with transaction.atomic():
            before = Tag.objects.filter(pk=self.pk).first() if self.pk else None
            renamed = before is not None and tag_key(before.name) != tag_key(self.name)
            # A tag that has had another one's name since before names were folded keeps the key that it has.
            self.key = before.key if before and not renamed else tag_key(self.name)
            super().save(*args, **kwargs)
            if renamed:
                self.aliases.filter(key=self.key).delete()
                self.aliases.create(name=before.name)

    def slugify(self, tag, i=None):
        return readable_slug(tag, max_length=90) + (f"-{i}" if i is not None else "")


class TagAlias(models.Model):
    """Another name of a tag. It is unique regardless of case, and not the name of any tag itself."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = "other name"
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="tag_alias_key_not_empty")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name = one_line(self.name)
        self.key = self.key if self.key and is_unchanged(self) else tag_key(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        if not is_readable(self.name):
            raise ValidationError({"name": "A tag needs a letter or a digit."})
        if is_unchanged(self):
            return
        key = tag_key(self.name)
        if key == tag_key(self.tag.name):
            if self.pk:
                return  # the tag gets a former name back, and Tag.save deletes this row
            raise ValidationError({"name": "This is the tag's own name."})
        twin = Tag.objects.filter(key=key).first()
        if twin:
            raise ValidationError({"name": SameName(twin, "a tag", "Merge the two.")})
        other = TagAlias.objects.filter(key=key).exclude(pk=self.pk).select_related("tag").first()
        if other:
            raise ValidationError({"name": f"“{other.name}” is another name of the tag “{other.tag.name}” already."})


class OldTagAddress(OldSlug):
    """A former address of a tag.

    `merged`: the number of the tag that had it, if that was merged into another one; open forms still name it.
    """

    subject = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="old_addresses")
    merged = models.PositiveBigIntegerField(null=True, unique=True)


class TaggedArticle(ItemBase):
    """One tag on one article: a table of its own with real keys, so that a list by tag is one join."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings", db_index=False)
    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="taggings")
    published_at = models.DateTimeField(
        null=True, editable=False
    )  # the article's, copied by triggers: see listing_dates.py
    site_language = models.CharField(max_length=35, default=DEFAULT, db_default=DEFAULT, editable=False)  # likewise

    class Meta:
        verbose_name = "tag of an article"
        verbose_name_plural = "tags of articles"
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="tag_once_an_article"),
        ]
        indexes = [
            models.Index(
                "tag", "site_language", F("published_at").desc(), F("content_object").desc(), name="tagged_by_language"
            ),
        ]


class ArticleTags(_TaggableManager):
    """The manager `article.tags`: taggit's, except that it finds a tag by its name in any case of any alphabet."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        given = list(tags)
        named = Tag.objects.named(tag for tag in given if isinstance(tag, str))
        return super()._to_tag_model_instances(
            [*named, *(tag for tag in given if not isinstance(tag, str))], tag_kwargs
        )
