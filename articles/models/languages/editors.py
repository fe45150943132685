"""The languages in which an account works, with which the newsroom's lists begin."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction


class EditorLanguageQuerySet(models.QuerySet):
    def of(self, account) -> set[str]:
        """Return the tags of the account's languages; empty: all of them. One query."""
        return set(self.filter(account=account).values_list("language", flat=True))

    def choose(self, account, tags: Iterable[str]) -> None:
        """Let the account work in the languages of these tags; none: in all."""
        with transaction.atomic():
            wanted, before = set(tags), self.of(account)
            self.filter(account=account, language__in=before - wanted).delete()
            rows = [self.model(account=account, language=tag) for tag in sorted(wanted - before)]
            self.bulk_create(rows, ignore_conflicts=True)  # the person and the chief editor may press at once


class EditorLanguage(models.Model):
    """That an account works in a language of the site, the default one or another. It limits nothing."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=35)

    objects = EditorLanguageQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # chosen in the form of the account, and by the person
        constraints = [models.UniqueConstraint(fields=["account", "language"], name="editor_language_once")]

    def __str__(self):
        return f"{self.account}: {self.language}"
