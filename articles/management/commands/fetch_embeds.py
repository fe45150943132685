import time

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections

from articles.imports.embeds.fetching import Outcome, fetch_due
from articles.models import Embed

ROUND = 60  # seconds from one round to the next, with --loop


class Command(BaseCommand):
    help = "Fetches title, author and picture of what stories embed from other sites, where a save could not."

    def add_arguments(self, parser):
        parser.add_argument("--failed", action="store_true", help="ask again about all that failed, now")
        parser.add_argument("--loop", action="store_true", help="go on until stopped, a round a minute")

    def handle(self, *, failed, loop, **options):
        if failed:
            for embed in Embed.objects.failed():
                embed.ask_again()
                embed.save(update_fields=["next_fetch", "failures"])
        while loop:
            self.run_or_complain()
            time.sleep(ROUND)
            close_old_connections()
        try:
            self.run()
        except Error as error:
            raise CommandError(f"Not fetched: {error}") from error

    def run_or_complain(self):
        """Run one round; if the database is away, the next one may find it again."""
        try:
            self.run()
        except Error as error:
            self.stderr.write(f"Not fetched: {error}")

    def run(self):
        """Run one round; print a line for each address, and the totals unless nothing was due."""
        outcomes = fetch_due(self.report)
        in_vain = sum(bool(outcome.trouble) for outcome in outcomes)
        if outcomes:
            self.stdout.write(f"{len(outcomes) - in_vain} fetched, {in_vain} failed")
        self.stdout.flush()

    def report(self, outcome: Outcome):
        self.stdout.write(str(outcome))
