from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.imports.photos.catalogue import CATALOGUE
from articles.imports.photos.importer import import_photos
from articles.outside.catalogue import CatalogueError


class Command(BaseCommand):
    help = f"Import the photos of a folder and attach them to their stories, as its {CATALOGUE} says."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER", help=f"a folder of pictures with {CATALOGUE}")
        parser.add_argument("--strict", action="store_true", help="exit with 1 if a photo was rejected")

    def handle(self, *, folder, strict, **options):
        try:
            report = import_photos(folder)
        except CatalogueError as error:
            raise CommandError(str(error), returncode=2) from error
        for line in report.lines():
            self.stdout.write(line)
        if strict and report.rejected:
            raise CommandError(f"{len(report.rejected):,} photos were rejected (--strict)", returncode=1)
