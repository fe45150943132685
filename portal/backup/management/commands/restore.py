import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.files import renaming as files
from articles.management.command_line import restart_command, shell_command
from articles.photos import renaming
from portal.backup import archive_file, databases, restore
from portal.backup.databases import BackupError
from portal.backup.management.commands.backup import media_folder
from portal.backup.management.errors import one_line_errors


class Command(BaseCommand):
    help = "Restore an archive written by backup into the database and the media folder of this site."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="a file written by backup")
        parser.add_argument("--replace", action="store_true", help="delete what the database contains")
        parser.add_argument("--check", action="store_true", help="only verify the archive's checksums")

    def handle(self, *, replace, check, **options):
        path = options["archive"]
        # Photos in a bucket are not in the archive: those renamed since the backup are found by their current names.
        elsewhere = replace and media_folder() is None and not databases.is_empty("default")
        names = renaming.names_by_photo() if elsewhere else {}
        file_names = files.names_by_digest() if elsewhere else {}
        with one_line_errors("The database is unchanged."):
            manifest = archive_file.check(path) if check else restore.restore(path, media_folder(), replace=replace)
        # What a process remembers of the database, such as content type ids, no longer describes the database in use.
        restart = f"Restart the site's processes now, on every machine ({restart_command()})."
        with one_line_errors("Nothing was restored." if check else f"The archive is restored. {restart}"):
            for line in restore.report_lines(manifest):
                self.stdout.write(line)
            if check:
                self.stdout.write("Every checksum is correct; nothing was restored.")
            else:
                self.keep_tag_authority(manifest["tag_authority"])
                renaming.restore_names(names)
                files.restore_names(file_names)
                files.check_all_hidden()
                renaming.check_all_hidden()  # addresses that were public after the backup are known outside
                self.stdout.write(restart)
                tidy = shell_command("tidy_photos --unnamed")
                self.stdout.write(f"Then run {tidy}, which gives photos of hidden stories new addresses.")

    def keep_tag_authority(self, authority):
        """Keep the tag authority, under which feeds give their ids, that feed readers already know."""
        if authority == settings.SITE_TAG_AUTHORITY:
            return
        if os.environ.get("SITE_TAG_AUTHORITY"):
            self.stdout.write(f"Set SITE_TAG_AUTHORITY={authority}, or feed readers will show every story as new.")
            return
        path = settings.VAR_DIR / "tag_authority"
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            draft.write_text(authority)
            draft.replace(path)
        except OSError as error:
            raise BackupError(
                f"{error}. Set SITE_TAG_AUTHORITY={authority}, or feed readers will show every story as new."
            ) from error
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(f"Feeds use the tag authority {authority} for their permanent ids again.")
