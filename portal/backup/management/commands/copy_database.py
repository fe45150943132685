from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.backup.copy import copy_database
from portal.backup.databases import connected
from portal.backup.management.errors import clear_errors


class Command(BaseCommand):
    help = (
        "Copies this site's database (DATABASE_URL) into an empty one of either kind, whose address is in "
        "COPY_DATABASE_TO, and compares every row."
    )

    def handle(self, **options):
        if not settings.COPY_DATABASE_TO:
            raise CommandError(
                "COPY_DATABASE_TO is not set: put the empty database's address into it, such as "
                "postgres://user:password@host:5432/name",
                returncode=2,
            )
        stands = "Nothing was copied; the site's own database is as it was."
        with clear_errors(stands), connected("target", settings.COPY_DATABASE_TO) as target:
            total = copy_database("default", target, tell=self.stdout.write)
        self.stdout.write(f"{total:,} rows copied and compared. Set DATABASE_URL to that database and start the site.")
