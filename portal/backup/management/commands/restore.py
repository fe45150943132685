import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.management.command_line import restarting, typed
from articles.photos import files
from portal.backup import archive_file, databases, restore
from portal.backup.databases import BackupError
from portal.backup.management.commands.backup import media_folder
from portal.backup.management.errors import clear_errors


class Command(BaseCommand):
    help = "Restores an archive of the command backup into the database and the media folder of this site."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="a file that backup has written")
        parser.add_argument("--replace", action="store_true", help="though the database holds something, which is lost")
        parser.add_argument("--check", action="store_true", help="only read the archive and compare its checksums")

    def handle(self, *, replace, check, **options):
        path = options["archive"]
        # Photos in a bucket are not in the archive: those renamed since the backup are found by their current names.
        elsewhere = replace and media_folder() is None and not databases.is_empty("default")
        names = files.names() if elsewhere else {}
        with clear_errors("The database is as it was."):
            manifest = archive_file.check(path) if check else restore.restore(path, media_folder(), replace=replace)
        # What a process remembers of the database, such as content type ids, no longer describes the database in use.
        restart = f"Restart the site's processes now, on every machine ({restarting()})."
        with clear_errors("Nothing was restored." if check else f"The archive is restored. {restart}"):
            for line in restore.lines(manifest):
                self.stdout.write(line)
            if check:
                self.stdout.write("Every checksum is right; nothing was restored.")
            else:
                self.keep_tag_authority(manifest["tag_authority"])
                files.find_again(names)
                files.doubt_all()  # addresses that were public after the backup are known outside
                self.stdout.write(restart)
                self.stdout.write(
                    f"Then: {typed('tidy_photos --unnamed')}: photos of hidden stories get other addresses."
                )

    def keep_tag_authority(self, authority):
        """Keep the tag authority, under which feeds give their ids, that feed readers already know."""
        if authority == settings.SITE_TAG_AUTHORITY:
            return
        if os.environ.get("SITE_TAG_AUTHORITY"):
            self.stdout.write(f"Set SITE_TAG_AUTHORITY={authority}, or feed readers show every story as new.")
            return
        path = settings.VAR_DIR / "tag_authority"
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            draft.write_text(authority)
            draft.replace(path)
        except OSError as error:
            raise BackupError(
                f"{error}. Set SITE_TAG_AUTHORITY={authority}, or feed readers show every story as new."
            ) from error
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(f"Permanent ids are given in the name of {authority} again.")
