import threading
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections
from tqdm import tqdm

from portal import job_records
from portal.partners.importer import FetchRunning, fetch_partners
from portal.partners.models import Partner
from portal.stopping import Stopped, stoppable

ROUND = 60  # seconds from one check for due partners to the next, with --loop
COUNTED = ("fetched", "unchanged", "failed", "overtaken")


class Command(BaseCommand):
    help = "Fetches the partners' feeds that are due and takes in what is new."

    def add_arguments(self, parser):
        parser.add_argument(
            "--partner", action="append", default=[], metavar="NAME", help="fetch this one, due or not; may be repeated"
        )
        parser.add_argument("--loop", action="store_true", help="go on until stopped, a round a minute")
        parser.add_argument("--strict", action="store_true", help="exit with 1 when a partner failed")

    def handle(self, *, partner, loop, strict, **options):
        self.names = self.check_arguments(partner, loop)
        try:
            with stoppable():
                if loop:
                    self.go_on()
                failed = self.run()
        except Stopped as stopped:
            if loop:
                self.stdout.write("Stopped.")
                return
            raise CommandError(
                "Stopped. What was fetched is kept; the rest is due at the next run.", returncode=128 + stopped.args[0]
            ) from stopped
        except FetchRunning as error:
            raise CommandError(f"Not fetched: {error}", returncode=1) from error
        except Error as error:
            job_records.failed(job_records.FETCH, error)
            raise CommandError(f"Not fetched: {error}", returncode=1) from error
        if strict and failed:
            raise CommandError(f"{failed} partners failed (--strict)", returncode=1)

    def check_arguments(self, names, loop):
        """Return the names. Raise CommandError with exit code 2 if one cannot be fetched or --loop is given, too."""
        if names and loop:
            raise CommandError("--partner fetches now, --loop when they are due: give one of them", returncode=2)
        known = set(Partner.objects.fetchable().values_list("name", flat=True))
        for name in names:
            if name not in known:
                listed = ", ".join(sorted(known)) or "none"
                raise CommandError(
                    f"--partner {name}: no active partner with a feed has this name; known are: {listed}", returncode=2
                )
        return names

    def go_on(self):
        """Run round after round until Stopped is raised; print what goes wrong in one and begin the next."""
        wait = threading.Event().wait
        while True:
            close_old_connections()
            try:
                self.run()
            except FetchRunning as error:
                self.stderr.write(f"Not fetched: {error}")
            except Error as error:
                job_records.failed(job_records.FETCH, error)
                self.stderr.write(f"Not fetched: {error}")
            wait(ROUND)

    def run(self):
        """Run one round, print a line for each partner and the totals, and return how many partners failed."""
        chosen = list(Partner.objects.fetchable().filter(name__in=self.names)) if self.names else None
        bar = tqdm(unit=" partners", disable=None, leave=False, total=chosen and len(chosen))

        def progress(outcome):
            bar.update()
            bar.clear()
            self.stdout.write(str(outcome))

        try:
            outcomes = fetch_partners(chosen, progress)
        finally:
            bar.close()
        counts = Counter(outcome.kind for outcome in outcomes)
        if outcomes or not self.names:
            self.stdout.write(", ".join(f"{counts[kind]} {kind}" for kind in COUNTED))
        self.stdout.flush()
        if not self.names:
            job_records.succeeded(job_records.FETCH)  # the round; the partners table says which partners failed
        return counts["failed"]
