from articles.selfcheck.command import SelfCheckCommand
from articles.selfcheck.output import OutputCheck
from articles.selfcheck.walk import Visitor, choose_stories


class Command(SelfCheckCommand):
    help = "Asks for every public address and checks what comes: links, feeds, sitemaps, addresses, dates, markup."

    def handle(self, *, stories, **options):
        chosen, left_out = choose_stories(stories)
        check = OutputCheck(Visitor(), chosen, complete=not left_out)
        found = self.tell(check.faults())
        summary = f"{len(check.seen):,} addresses asked, {found:,} faults"
        self.close(summary, left_out, found, "what the site sends out is not as it should be")
