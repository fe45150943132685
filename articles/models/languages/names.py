"""The names of sections, tags and authors in the languages of the site other than the default one.

Where one is missing, readers see the name in the default language.
"""

from django.db import models

from articles.models.author import Author
from articles.models.section import Section
from articles.models.tag import Tag
from articles.text.slugs import readable_slug

LANGUAGE_HELP = "A language of the site other than the default one, such as ru."
SLUG_HELP = "Left empty: made from the name."


class NameInLanguage(models.Model):
    """A base of the names that a subject has in a language."""

    language = models.CharField(max_length=35, help_text=LANGUAGE_HELP)
    name = models.CharField(max_length=100)

    class Meta:
        abstract = True
        default_permissions = ()  # whoever may change the subject may name it

    def __str__(self):
        return self.name


class PageInLanguage(NameInLanguage):
    """A base of the names of subjects whose pages have an address of their own in a language."""

    slug = models.SlugField(max_length=100, blank=True, help_text=SLUG_HELP)

    class Meta:
        abstract = True
        default_permissions = ()

    def save(self, *args, **kwargs):
        self.slug = self.slug or readable_slug(self.name, max_length=90)
        super().save(*args, **kwargs)

    def clean(self):
        self.slug = self.slug or readable_slug(self.name, max_length=90)  # before the constraints are checked


def _once(subject: str, name: str, *more: str) -> list[models.UniqueConstraint]:
    return [
        models.UniqueConstraint(fields=[subject, "language"], name=f"{name}_once_a_language"),
        *(models.UniqueConstraint(fields=["language", field], name=f"{name}_{field}_unique") for field in more),
    ]


class SectionName(PageInLanguage):
    """A section's name, address and description in a language."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="names", db_index=False)
    description = models.CharField(max_length=200, blank=True, help_text="One sentence; stands under the heading.")

    class Meta(PageInLanguage.Meta):
        verbose_name = "name in another language"
        verbose_name_plural = "names in other languages"
        constraints = _once("section", "section_name", "slug", "name")


class TagName(PageInLanguage):
    """A tag's name and address in a language."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="names", db_index=False)

    class Meta(PageInLanguage.Meta):
        verbose_name = "name in another language"
        verbose_name_plural = "names in other languages"
        constraints = _once("tag", "tag_name", "slug", "name")


class AuthorName(NameInLanguage):
    """An author's name, and what their page says of them, in a language."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="names", db_index=False)
    bio = models.TextField(blank=True, help_text="A sentence or two; stands on the author's page.")

    class Meta(NameInLanguage.Meta):
        verbose_name = "name in another language"
        verbose_name_plural = "names in other languages"
        constraints = _once("author", "author_name")
