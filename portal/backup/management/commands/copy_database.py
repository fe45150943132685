from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.backup.copy_database import copy_database
from portal.backup.databases import temporary_connection
from portal.backup.management.errors import one_line_errors


class Command(BaseCommand):
    help = (
        "Copy this site's database (DATABASE_URL) into an empty SQLite or PostgreSQL database, whose address is in "
        "COPY_DATABASE_TO, and compare every row."
    )

    def handle(self, **options):
        if not settings.COPY_DATABASE_TO:
            raise CommandError(
                "COPY_DATABASE_TO is not set. Set it to the address of an empty database, such as "
                "postgres://user:password@host:5432/name",
                returncode=2,
            )
        state = "Nothing was copied; the site's own database is unchanged."
        with one_line_errors(state), temporary_connection("target", settings.COPY_DATABASE_TO) as target:
            total = copy_database("default", target, report=self.stdout.write)
        self.stdout.write(f"{total:,} rows copied and compared. Set DATABASE_URL to that database and start the site.")
