from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.history.audit_log import audit
from portal.accounts import second_factor


class Command(BaseCommand):
    help = "Takes an account's second factor away and ends its sessions: for whoever has lost phone and recovery codes."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the account's name")

    def handle(self, *, name, **options):
        account = User.objects.filter(username=name).first()
        if account is None:
            raise CommandError(f"There is no account {name!r}.")
        second_factor.take_away(account)
        audit(None, account, "Second factor reset at the console.", by=account)
        self.stdout.write(f"The second factor of {name} is reset. The password alone opens the account now.")
