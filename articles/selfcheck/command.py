"""The base class of the commands that check the site itself."""

from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError


class SelfCheckCommand(BaseCommand):
    """A command that requests the newest stories, prints what was found, and fails if anything was found."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--stories", type=int, default=2000, metavar="N", help="request the newest N public stories (default: 2000)"
        )

    def print_all(self, found: Iterable) -> int:
        """Print each of `found` as it comes; return how many there were."""
        number = 0
        for item in found:
            self.stdout.write(str(item))
            number += 1
        return number

    def finish(self, summary: str, left_out: int, found: int, failure: str) -> None:
        """Print the last line. Raises CommandError (exit 1) with the message `failure` if anything was found."""
        if left_out:
            summary += f"; {left_out:,} older stories were not requested (--stories)"
        self.stdout.write(summary)
        if found:
            raise CommandError(failure, returncode=1)
