import signal
from argparse import SUPPRESS
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from tqdm import tqdm

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.lock import ImportRunning
from articles.imports.seeds.vocabulary import Vocabulary, VocabularyError
from articles.models import Section
from articles.text.languages.tags import normal_tag

RERUN = "Finished stories are saved and none is half-written. Run the same command again to import the rest."


class Stopped(Exception):
    """Someone pressed Ctrl-C; the message says how far the import has got."""


class Command(BaseCommand):
    help = "Import seed files: article pages scraped to plain text."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of .txt files")
        parser.add_argument("--dry-run", action="store_true", help="do everything, but save nothing")
        parser.add_argument("--strict", action="store_true", help="exit with 1 if a file was rejected")
        parser.add_argument(
            "--reread",
            action="store_true",
            help="read files again that were imported before, as this release reads them",
        )
        parser.add_argument("--section", metavar="SLUG", default="", help="put every article into this section")
        parser.add_argument(
            "--language",
            metavar="TAG",
            help="every file is in this language, such as ru or hy; otherwise its text decides",
        )
        parser.add_argument(
            "--verbose",
            action="store_const",
            const=2,
            dest="verbosity",
            default=SUPPRESS,
            help="name each warning's file, as --verbosity 2 does; otherwise warnings are counted by kind",
        )
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write the outcome of each file")

    def handle(self, *, paths, dry_run, strict, reread, section, language, report, verbosity, **options):
        vocabulary = self.check_arguments(paths, section, report)
        language = self.checked_language(language)
        how = {"section": section, "language": language, "dry_run": dry_run, "reread": reread}
        result = self.run(paths, vocabulary, **how)
        for line in result.lines(verbose=verbosity > 1):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Dry run: nothing was saved.")
        if report:
            self.write_report(result, report)
        if strict and result.count("rejected"):
            number = result.count("rejected")
            files = "file was" if number == 1 else "files were"
            raise CommandError(f"{number:,} {files} rejected (--strict)", returncode=1)

    def check_arguments(self, paths, section, report):
        """Return the vocabulary; raise CommandError with exit code 2 if an argument cannot be used."""
        try:
            vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)
        except VocabularyError as error:
            raise CommandError(str(error), returncode=2) from error
        for path in paths:
            try:
                path.lstat()
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
        known = {entry.slug for entry in vocabulary.sections} | set(Section.objects.values_list("slug", flat=True))
        if section and section not in known:
            names = ", ".join(sorted(known))
            raise CommandError(f"--section {section}: no such section. Choose one of: {names}", returncode=2)
        if report and (report.is_dir() or not report.parent.is_dir()):
            raise CommandError(f"--report {report}: give a file name in a folder that exists", returncode=2)
        return vocabulary

    def checked_language(self, language):
        """Return the language's tag in its usual capitals; raise CommandError with exit code 2 if it is none."""
        try:
            return "" if language is None else normal_tag(language, "--language")
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error

    def write_report(self, result, report):
        try:
            result.write(report)
        except OSError as error:
            raise CommandError(f"The import has finished, but not its report: {error}", returncode=1) from error

    def run(self, paths, vocabulary, **how):
        """Run the import and return its report; raise a CommandError that says what to do if it ends early."""
        try:
            with stoppable_progress() as progress:
                return import_seeds(paths, vocabulary, **how, progress=progress)
        except Stopped as stopped:
            raise CommandError(f"{stopped} {RERUN}", returncode=130) from stopped
        except ImportRunning as error:
            raise CommandError(str(error), returncode=1) from error
        except (Error, OSError) as error:  # the database or the disk is unavailable or full
            raise CommandError(f"The import ended early: {error} {RERUN}", returncode=1) from error


@contextmanager
def stoppable_progress():
    """Provide a progress callback that draws a bar on a terminal and raises Stopped after Ctrl-C."""
    interrupts, steps = [], []

    def record_interrupt(number, frame):
        if interrupts:  # a second Ctrl-C stops at once
            raise KeyboardInterrupt
        interrupts.append(number)

    before = signal.signal(signal.SIGINT, record_interrupt)
    bar = tqdm(unit=" files", disable=None, leave=False, mininterval=0.2)

    def progress(step, done, total):
        if step not in steps:
            steps.append(step)
            bar.reset(total)
            bar.set_description(step)
        bar.update(done - bar.n)
        if interrupts:
            raise Stopped(f"Stopped at {step}: {done:,} of {total:,} files done.")

    try:
        yield progress
    finally:
        bar.close()
        signal.signal(signal.SIGINT, before)
