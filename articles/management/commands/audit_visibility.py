from articles.selfcheck.command import SelfCheckCommand
from articles.selfcheck.hidden import Hidden
from articles.selfcheck.visibility import leaks
from articles.selfcheck.walk import Visitor, choose_stories


class Command(SelfCheckCommand):
    help = "Asks for every public address and fails when anything of a story that is not public shows."

    def handle(self, *, stories, **options):
        hidden, (chosen, left_out), seen = Hidden(), choose_stories(stories), {}
        found = self.tell(leaks(Visitor(), hidden, chosen, seen))
        summary = f"{len(seen):,} addresses asked, {len(hidden.states):,} hidden stories looked for, {found:,} leaks"
        self.close(summary, left_out, found, "something shows that must not")
