"""What the commands of the site's own checks have in common."""

from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError


class SelfCheckCommand(BaseCommand):
    """Asks for the newest stories, tells what was found, and fails when anything was."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--stories", type=int, default=2000, metavar="N", help="ask for the newest N public stories (2000)"
        )

    def tell(self, found: Iterable) -> int:
        """Prints each thing as it is found; gives how many there were."""
        number = 0
        for one in found:
            self.stdout.write(str(one))
            number += 1
        return number

    def close(self, summary: str, left_out: int, found: int, failure: str) -> None:
        """Prints the last line. Raises CommandError (exit 1), saying `failure`, when anything was found."""
        if left_out:
            summary += f"; {left_out:,} older stories were not asked for themselves (--stories)"
        self.stdout.write(summary)
        if found:
            raise CommandError(failure, returncode=1)
