"""The languages in which the site is published, besides the default one."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, Value
from django.utils import timezone

from articles.models.positioned import Positioned, PositionedQuerySet
from articles.text.languages.site_languages import DEFAULT, name_of, prefix_of


class LanguageQuerySet(PositionedQuerySet):
    def opened(self):
        """Return the languages that readers see, in their order."""
        return self.filter(opened_at__isnull=False)


class Language(Positioned):
    """A language with pages of its own under its prefix, such as /ru/.

    The default language has no row: its name and its tagline are settings, and its addresses have no prefix. Until a
    language is opened, readers see nothing of it, and its stories stand in the default language's lists, as on a site
    of one language.
    """

    tag = models.CharField(
        "language",
        max_length=35,
        unique=True,
        help_text="Its stories are those in this language; the addresses of its pages begin with it: /ru/.",
    )
    site_name = models.CharField(max_length=100, blank=True, help_text="Left empty: as in the default language.")
    tagline = models.CharField(max_length=200, blank=True, help_text="One sentence; left empty: none.")
    opened_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Empty: readers see nothing of this language yet."
    )

    objects = LanguageQuerySet.as_manager()

    class Meta(Positioned.Meta):
        permissions = [("open_language", "Can open a language for readers, and close it")]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """The language's name in English."""
        return name_of(self.tag)

    @property
    def prefix(self) -> str:
        """The first part of its pages' addresses, such as `ru`."""
        return prefix_of(self.tag)

    def clean(self):
        if self.tag == DEFAULT:
            raise ValidationError({"tag": "This is the site's default language, which needs no entry."})

    def open(self) -> None:
        """Show the language to readers from now on: its stories move from the default language's lists to its own."""
        self._set_opened_at(timezone.now())

    def close(self) -> None:
        """Show nothing of the language any more: its stories stand in the default language's lists again."""
        self._set_opened_at(None)

    def _set_opened_at(self, at) -> None:
        with transaction.atomic():
            self._place_stories(self.tag if at else DEFAULT)
            self.opened_at = at
            self.save(update_fields=["opened_at"])

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            if self.opened_at:
                self._place_stories(DEFAULT)
            return super().delete(*args, **kwargs)

    def _place_stories(self, site_language: str) -> None:
        """Put the stories in this language into the lists of `site_language`."""
        from articles.models.article import Article

        stories = Article.objects.all()
        stories.lock_many()
        own = Q(language=self.tag) | Q(language__startswith=f"{self.tag}-")
        stories.filter(own).exclude(site_language=site_language).update(site_language=Value(site_language))


def site_language_of(language: str) -> str:
    """Return the tag of the site language whose lists show a story in `language`, a tag. One query if not the default.

    It is the language itself or, of a tag that says more (ru-KZ), the language of its beginning, if that has been
    opened; else the default.
    """
    if language == DEFAULT:
        return DEFAULT
    return placed_in(language, set(Language.objects.opened().values_list("tag", flat=True)))


def placed_in(language: str, opened: set[str]) -> str:
    """Return the same as `site_language_of`, given the tags of the opened languages."""
    parts = language.split("-")
    beginnings = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((tag for tag in beginnings if tag in opened), DEFAULT)
