from django.core.management.base import BaseCommand, CommandError

from articles.selfcheck.output import OutputCheck
from articles.selfcheck.walk import Visitor, choose_stories


class Command(BaseCommand):
    help = "Asks for every public address and checks what comes: links, feeds, sitemaps, addresses, dates, markup."

    def add_arguments(self, parser):
        parser.add_argument(
            "--stories", type=int, default=2000, metavar="N", help="ask for the newest N public stories (2000)"
        )

    def handle(self, *, stories, **options):
        chosen, left_out = choose_stories(stories)
        check, count = OutputCheck(Visitor(), chosen, complete=not left_out), 0
        for count, fault in enumerate(check.faults(), start=1):  # noqa: B007 the count is told below
            self.stdout.write(str(fault))
        self.stdout.write(
            f"{len(check.seen):,} addresses asked, {count:,} faults"
            + (f"; {left_out:,} older stories were not asked for themselves (--stories)" if left_out else "")
        )
        if count:
            raise CommandError("what the site sends out is not as it should be", returncode=1)
