from articles.selfcheck.command import SelfCheckCommand
from articles.selfcheck.crawler import Visitor, choose_stories
from articles.selfcheck.hidden import HiddenContent
from articles.selfcheck.visibility import find_leaks


class Command(SelfCheckCommand):
    help = "Request every public address, and fail if content of a story that is not public is visible."

    def handle(self, *, stories, **options):
        hidden, (chosen, left_out), seen = HiddenContent(), choose_stories(stories), {}
        found = self.print_all(find_leaks(Visitor(), hidden, chosen, seen))
        summary = (
            f"{len(seen):,} addresses requested, {len(hidden.states):,} hidden stories searched for, {found:,} leaks"
        )
        self.finish(summary, left_out, found, "content that is not public is visible to readers: see the lines above")
