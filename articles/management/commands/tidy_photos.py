from django.core.management.base import BaseCommand, CommandError

from articles.files import renaming as files
from articles.photos import renaming


class Command(BaseCommand):
    help = "Rename photos and files that readers may no longer see, and remove what is no longer needed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--unnamed",
            action="store_true",
            help="also remove files older than a day that belong to no photo and to no file",
        )

    def handle(self, *, unnamed, **options):
        renaming.check_digest_names()
        failed = []
        for room in (renaming, files):
            done = room.do_chores()
            if unnamed:
                done.removed += room.remove_unnamed_files()
            if room is renaming or done.renamed or done.removed or done.failed:
                self.stdout.write("\n".join(done.lines()))
            failed += [f"{done.what}s"] if done.failed else []
        if failed:
            raise CommandError(
                f"Some {' and '.join(failed)} still have the names that readers know. "
                "Repair the storage, then try again."
            )
