from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from articles.imports.embeds.fetching import Outcome, fetch_due
from articles.models import Embed


class Command(BaseCommand):
    help = "Fetches title, author and picture of what stories embed from other sites, where a save could not."

    def add_arguments(self, parser):
        parser.add_argument("--failed", action="store_true", help="ask again about all that failed, now")

    def handle(self, *, failed, **options):
        if failed:
            for embed in Embed.objects.failed():
                embed.ask_again()
                embed.save(update_fields=["next_fetch", "failures"])
        try:
            outcomes = fetch_due(self.report)
        except Error as error:
            raise CommandError(f"Not fetched: {error}") from error
        in_vain = sum(bool(outcome.trouble) for outcome in outcomes)
        if outcomes:
            self.stdout.write(f"{len(outcomes) - in_vain} fetched, {in_vain} failed")

    def report(self, outcome: Outcome):
        self.stdout.write(str(outcome))
