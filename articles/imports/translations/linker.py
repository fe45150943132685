"""Linking imported stories as language versions by their seed files, and what became of their sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.html import escape

from articles.imports.seeds.keys import fingerprint
from articles.imports.translations.tables import ChangeRow, VersionRow
from articles.models import Article, Correction, SeedFile, Translation
from articles.models.languages import linking


@dataclass
class LinkReport:
    """How many stories were linked and changed, and what was not done, a sentence each."""

    linked: int = 0
    changed: int = 0
    skipped: list[str] = field(default_factory=list)


class Linker:
    """Links the stories of seed files in one folder; what is done already is left as it is."""

    def __init__(self, folder: Path):
        self.folder, self.report = folder, LinkReport()

    def link(self, rows: Iterable[VersionRow]) -> None:
        """Link each row's story with its source, whose present text it follows."""
        for row in rows:
            article, source = self._story(row.file), self._story(row.source)
            if article is None or source is None or Translation.objects.filter(article=article).exists():
                continue
            try:
                linking.link(article, source, kind=row.kind)
            except linking.NotLinked as error:
                self.report.skipped.append(f"{row.file}: {error}")
            else:
                self.report.linked += 1

    def change(self, rows: Iterable[ChangeRow]) -> None:
        """Make each change of a source; versions published later follow the text after it."""
        for row in rows:
            source = self._story(row.source)
            if source is None:
                continue
            with transaction.atomic():
                if self._apply(row, source):
                    self.report.changed += 1
                    self._follow(row, source)

    def _apply(self, row: ChangeRow, source: Article) -> bool:
        """Make the change; return whether there was anything to do."""
        if row.kind != "update" and source.corrections.filter(kind=row.kind, text=row.text).exists():
            return False
        before, after = escape(row.before), escape(row.after)
        if row.before and before not in source.body:
            if row.kind == "update" and after in source.body:
                return False  # it was made before
            self.report.skipped.append(f"{row.source}: the story does not say “{row.before}”")
            return False
        source.keep_as_imported()
        if row.before:
            source.body = source.body.replace(before, after, 1)
            source.updated_at = row.at
            source._change_reason = "update"
            source.save()
        if row.kind != "update":
            Correction.objects.create(article=source, kind=row.kind, text=row.text, made_at=row.at)
        return True

    def _follow(self, row: ChangeRow, source: Article) -> None:
        correction = linking.newest_correction(source)
        for translation in Translation.objects.filter(source=source, article__published_at__gt=row.at):
            linking.mark_checked(translation, version=source.text_version, correction=correction)

    def _story(self, name: str) -> Article | None:
        """Return the story that the file of this name in the folder was imported as; None, and say so, if none."""
        path = self.folder / name
        if not path.is_file():
            self.report.skipped.append(f"{name}: there is no such file in {self.folder}")
            return None
        found = SeedFile.objects.filter(digest=fingerprint(path.read_bytes())).select_related("article").first()
        if found is None:
            self.report.skipped.append(f"{name}: was not imported; run import_seeds first")
            return None
        return found.article
