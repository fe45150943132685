from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import BaseCommand, CommandError

from portal import job_records
from portal.backup.backup import make_backup
from portal.backup.management.errors import one_line_errors


class Command(BaseCommand):
    help = "Save the database and the media in one verified archive, while the site runs."

    def add_arguments(self, parser):
        default = settings.VAR_DIR / "backups"
        parser.add_argument(
            "folder", nargs="?", type=Path, default=default, help=f"the folder for the archive (default: {default})"
        )
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="remove all but the newest N backups")

    def handle(self, *, folder, keep, **options):
        with job_records.record_outcome(job_records.BACKUP):
            self.make(folder, keep)

    def make(self, folder, keep):
        """Make the backup and print what is in it. Raise CommandError if it cannot be made."""
        folder = folder.resolve()
        if keep < 0:
            raise CommandError("--keep: give the number of backups to keep, 1 or more", returncode=2)
        for public in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
            if folder.is_relative_to(Path(public).resolve()):
                raise CommandError(
                    f"{folder}: everyone could download the backup from there; choose another folder", returncode=2
                )
        with one_line_errors("No backup was made; older ones are unchanged.", folder):
            made = make_backup(folder, media_folder(), keep)
        with one_line_errors(f"The backup was made: {made.path}."):
            for line in made.report_lines():
                self.stdout.write(line)
            if media_folder() is None:
                self.stdout.write("  without the media, which are not stored on this machine")


def media_folder() -> Path | None:
    """Return the folder of the stored files, or None if another machine has them."""
    return Path(default_storage.location).resolve() if isinstance(default_storage, FileSystemStorage) else None
