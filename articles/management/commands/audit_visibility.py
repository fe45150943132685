from django.core.management.base import BaseCommand, CommandError

from articles.selfcheck.hidden import Hidden
from articles.selfcheck.visibility import leaks
from articles.selfcheck.walk import Visitor, choose_stories


class Command(BaseCommand):
    help = "Asks for every public address and fails when anything of a story that is not public shows."

    def add_arguments(self, parser):
        parser.add_argument(
            "--stories", type=int, default=2000, metavar="N", help="ask for the newest N public stories (2000)"
        )

    def handle(self, *, stories, **options):
        hidden, (chosen, left_out), seen = Hidden(), choose_stories(stories), {}
        found = leaks(Visitor(), hidden, chosen, seen)
        for leak in found:
            self.stdout.write(str(leak))
        self.stdout.write(
            f"{len(seen):,} addresses asked, {len(hidden.states):,} hidden stories looked for, {len(found):,} leaks"
            + (f"; {left_out:,} older stories were not asked for themselves (--stories)" if left_out else "")
        )
        if found:
            raise CommandError("something shows that must not", returncode=1)
