import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from portal import job_records
from portal.jobs import JobsFailed, run_tasks
from portal.stopping import Stopped, stoppable

ROUND = 60  # seconds between two rounds, with --loop


class Command(BaseCommand):
    help = "Does what is due every minute: readers' messages, the most read stories, what stories embed."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on until stopped, a round a minute")

    def handle(self, *, loop, **options):
        try:
            with stoppable():
                while loop:
                    close_old_connections()
                    try:
                        self.run()
                    except JobsFailed as error:
                        self.stderr.write(f"Failed: {error}")
                    threading.Event().wait(ROUND)
                self.run()
        except Stopped as stopped:
            if not loop:
                raise CommandError("Stopped.", returncode=128 + stopped.args[0]) from stopped
            self.stdout.write("Stopped.")
        except JobsFailed as error:
            raise CommandError(f"Failed: {error}", returncode=1) from error

    def run(self):
        with job_records.record_outcome(job_records.EVERY_MINUTE):
            run_tasks(self.stdout.write)
        self.stdout.flush()
