"""The languages in which the site is published, besides the default one."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from articles.models.positioned import Positioned, PositionedQuerySet
from articles.text.languages.site_languages import DEFAULT, name_of, prefix_of


class LanguageQuerySet(PositionedQuerySet):
    def opened(self):
        """Return the languages that readers see, in their order."""
        return self.filter(opened_at__isnull=False)

    def delete(self):
        """Delete each language as `Language.delete` does; return what Django returns."""
        with transaction.atomic():
            deleted = Counter()
            for language in self.order_by("pk"):
                deleted.update(language.delete()[1])
        return deleted.total(), dict(deleted)

    delete.alters_data = delete.queryset_only = True  # as in Django


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
        """Show the language to readers from now on: its stories move from the default language's lists to its own.

        Those among the Top stories and in slots take their places on its front page.
        """
        from articles.models.languages import placing

        with transaction.atomic():
            placing.lock_languages()
            placing.place_stories(self.tag, opened_languages() | {self.tag})
            placing.place_choices(self.tag)
            self._set_opened_at(timezone.now())

    def close(self) -> None:
        """Show nothing of the language any more: its stories stand in the default language's lists again.

        Its front page stays as it is, for the day on which it is opened again.
        """
        from articles.models.languages import placing

        with transaction.atomic():
            placing.lock_languages()
            placing.place_stories(self.tag, opened_languages() - {self.tag})
            self._set_opened_at(None)

    def _set_opened_at(self, at) -> None:
        self.opened_at = at
        self.save(update_fields=["opened_at"])

    def delete(self, *args, **kwargs):
        from articles.models.languages import placing

        with transaction.atomic():
            placing.lock_languages()
            placing.place_stories(self.tag, opened_languages() - {self.tag})
            placing.drop_choices(self.tag)
            return super().delete(*args, **kwargs)


def site_language_of(language: str) -> str:
    """Return the tag of the site language whose lists show a story in `language`, a tag. One query if not the default.

    It is the language itself or, of a tag that says more (ru-KZ), the language of its beginning, if that has been
    opened; else the default.
    """
    if language == DEFAULT:
        return DEFAULT
    return placed_in(language, opened_languages())


def opened_languages() -> set[str]:
    """Return the tags of the languages that readers see, besides the default one. One query."""
    return set(Language.objects.opened().values_list("tag", flat=True))


def placed_in(language: str, opened: set[str]) -> str:
    """Return the same as `site_language_of`, given the tags of the opened languages (`opened_languages`)."""
    parts = language.split("-")
    beginnings = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((tag for tag in beginnings if tag in opened), DEFAULT)
