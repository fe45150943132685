from articles.selfcheck.command import SelfCheckCommand
from articles.selfcheck.crawler import Visitor, choose_stories
from articles.selfcheck.output import OutputCheck


class Command(SelfCheckCommand):
    help = "Request every public address, and check links, feeds, sitemaps, canonical addresses, dates and markup."

    def handle(self, *, stories, **options):
        chosen, left_out = choose_stories(stories)
        check = OutputCheck(Visitor(), chosen, complete=not left_out)
        found = self.print_all(check.faults())
        summary = f"{len(check.seen):,} addresses requested, {found:,} faults"
        self.finish(summary, left_out, found, "the site's output has faults: see the lines above")
