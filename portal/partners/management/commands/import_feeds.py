from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.outside.catalogue import CatalogueError
from portal.partners.catalogue import CATALOGUE
from portal.partners.folder import import_folder
from portal.partners.importer import FetchRunning


class Command(BaseCommand):
    help = f"Takes in partner news from a folder of feeds, as its {CATALOGUE} says; nothing is fetched."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER", help=f"a folder of feeds with {CATALOGUE}")
        parser.add_argument("--strict", action="store_true", help="exit with 1 when a feed could not be read")

    def handle(self, *, folder, strict, **options):
        try:
            outcomes = import_folder(folder, lambda outcome: self.stdout.write(str(outcome)))
        except CatalogueError as error:
            raise CommandError(str(error), returncode=2) from error
        except FetchRunning as error:
            raise CommandError(f"Not imported: {error}", returncode=1) from error
        failed = sum(outcome.kind == "failed" for outcome in outcomes)
        if strict and failed:
            raise CommandError(f"{failed} feeds could not be taken in (--strict)", returncode=1)
