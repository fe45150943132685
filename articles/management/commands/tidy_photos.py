from django.core.management.base import BaseCommand, CommandError

from articles.photos import renaming


class Command(BaseCommand):
    help = "Rename the files of photos that readers may no longer see, and remove files that are no longer needed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--unnamed", action="store_true", help="also remove files older than a day that belong to no photo"
        )

    def handle(self, *, unnamed, **options):
        renaming.check_digest_names()
        done = renaming.do_chores()
        if unnamed:
            done.removed += renaming.remove_unnamed_files()
        for line in done.lines():
            self.stdout.write(line)
        if done.failed:
            raise CommandError(
                "Some photos still have the names that readers know. Repair the storage, then try again."
            )
