from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.history.audit_log import audit
from portal.accounts import second_factor


class Command(BaseCommand):
    help = "Remove an account's second factor and end its sessions, if someone has lost both phone and recovery codes."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the account's name")

    def handle(self, *, name, **options):
        account = User.objects.filter(username=name).first()
        if account is None:
            raise CommandError(f"There is no account {name!r}. Give the user name of an account.")
        second_factor.remove(account)
        audit(None, account, "Second factor reset at the console.", by=account)
        self.stdout.write(
            f"The second factor of {name} was reset. Until a new one is set up, the password alone is enough to log in."
        )
