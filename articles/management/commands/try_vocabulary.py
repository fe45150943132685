from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.imports.seeds.explanation import explain
from articles.imports.seeds.format.parser import parse_bytes
from articles.imports.seeds.importer import with_current_names
from articles.imports.seeds.vocabulary import Vocabulary, VocabularyError
from articles.outside import files
from articles.outside.errors import SourceError


class Command(BaseCommand):
    help = "Show why seed files get their section and tags: the words found, where, and what they count."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="a seed, or a folder of .txt files")

    def handle(self, *, paths, **options):
        try:
            vocabulary = with_current_names(Vocabulary.load(settings.SEED_VOCABULARY))
        except VocabularyError as error:
            raise CommandError(str(error), returncode=2) from error
        rejected, found = 0, list(files.find(paths))
        if not found:
            raise CommandError("There is no .txt file in these folders.", returncode=1)
        for path, folder in found:
            self.stdout.write(files.printable(path))
            try:
                for line in explain(parse_bytes(files.read(path, folder), vocabulary.page), vocabulary):
                    self.stdout.write(f"  {line}")
            except SourceError as error:
                self.stdout.write(f"  rejected: {error}")
                rejected += 1
        if rejected:
            raise CommandError(f"{rejected:,} {'file' if rejected == 1 else 'files'} cannot be read", returncode=1)
