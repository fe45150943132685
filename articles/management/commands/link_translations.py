from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.imports.translations.linker import Linker
from articles.imports.translations.tables import ChangeRow, VersionRow, read_table
from articles.outside.catalogue import CatalogueError


class Command(BaseCommand):
    help = "Link imported stories as language versions of each other, by a table of their seed files."

    def add_arguments(self, parser):
        parser.add_argument("table", type=Path, metavar="TABLE", help="as fixtures/translations.tsv")
        parser.add_argument("--seeds", type=Path, required=True, metavar="FOLDER", help="the folder of the seed files")
        parser.add_argument("--changes", type=Path, metavar="TABLE", help="as fixtures/source_changes.tsv")

    def handle(self, *, table, seeds, changes, **options):
        try:
            versions = read_table(table, VersionRow)
            changed = read_table(changes, ChangeRow) if changes else []
        except CatalogueError as error:
            raise CommandError(str(error), returncode=2) from error
        linker = Linker(seeds)
        linker.link(versions)
        linker.change(changed)
        report = linker.report
        for line in report.skipped:
            self.stdout.write(f"skipped: {line}")
        self.stdout.write(f"{report.linked:,} stories linked, {report.changed:,} sources changed")
