import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.commandline import restarting
from portal.backup import archive, restoring
from portal.backup.management.commands.backup import media_folder
from portal.backup.management.trouble import clear_errors


class Command(BaseCommand):
    help = "Restores an archive of the command backup into the database and the media folder of this site."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="a file that backup has written")
        parser.add_argument("--replace", action="store_true", help="though the database holds something, which is lost")
        parser.add_argument("--check", action="store_true", help="only read the archive and compare its checksums")

    def handle(self, *, replace, check, **options):
        path = options["archive"]
        with clear_errors("The database is as it was."):
            manifest = archive.check(path) if check else restoring.restore(path, media_folder(), replace=replace)
        for line in restoring.lines(manifest):
            self.stdout.write(line)
        if check:
            self.stdout.write("Every checksum is right; nothing was restored.")
        else:
            self.keep_tag_authority(manifest["tag_authority"])
            # What a process remembers of a database, such as the numbers of its kinds of rows, is another's now.
            self.stdout.write(f"Restart the site's processes now, on every machine ({restarting()}).")

    def keep_tag_authority(self, authority):
        """The name in which feeds give their ids stays the one that feed readers know."""
        if authority == settings.SITE_TAG_AUTHORITY:
            return
        if os.environ.get("SITE_TAG_AUTHORITY"):
            self.stdout.write(f"Set SITE_TAG_AUTHORITY={authority}, or feed readers show every story as new.")
            return
        path = settings.VAR_DIR / "tag_authority"
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_text(authority)
        draft.replace(path)
        self.stdout.write(f"Permanent ids are given in the name of {authority} again.")
