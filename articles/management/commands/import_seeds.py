from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.models import Section
from articles.seeds.classify import Vocabulary, VocabularyError
from articles.seeds.importer import import_seeds


class Command(BaseCommand):
    help = "Imports seed files: article pages scraped to plain text."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of .txt files")
        parser.add_argument("--dry-run", action="store_true", help="do everything, keep nothing")
        parser.add_argument("--strict", action="store_true", help="exit with 1 when a file was rejected")
        parser.add_argument("--section", metavar="SLUG", default="", help="put every article into this section")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write what became of each file")

    def handle(self, *, paths, dry_run, strict, section, report, **options):
        vocabulary = self.check_arguments(paths, section, report)
        with tqdm(unit=" files", disable=None, leave=False) as bar:
            result = import_seeds(paths, vocabulary, section=section, dry_run=dry_run, tick=bar.update)
        for line in result.lines():
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("A trial run: nothing was kept.")
        if report:
            result.write(report)
        if strict and result.count("rejected"):
            raise CommandError(f"{result.count('rejected'):,} files were rejected (--strict)", returncode=1)

    def check_arguments(self, paths, section, report):
        """The vocabulary; raises CommandError with exit code 2 when an argument cannot be used."""
        try:
            vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)
        except VocabularyError as error:
            raise CommandError(str(error), returncode=2) from error
        for path in paths:
            if not path.exists() and not path.is_symlink():
                raise CommandError(f"{path}: there is no such file or folder", returncode=2)
        known = {entry.slug for entry in vocabulary.sections} | set(Section.objects.values_list("slug", flat=True))
        if section and section not in known:
            raise CommandError(
                f"--section {section}: there is none; known are {', '.join(sorted(known))}", returncode=2
            )
        if report and not report.parent.is_dir():
            raise CommandError(f"--report {report}: there is no folder {report.parent}", returncode=2)
        return vocabulary
