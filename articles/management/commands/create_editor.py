import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.urls import reverse

from articles.management.command_line import typed


class Command(BaseCommand):
    help = "Makes the first account of the newsroom, with a random password that is printed once."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", default="editor", help="the account's name (editor)")

    def handle(self, *, name, **options):
        accounts = get_user_model().objects
        if accounts.exists():
            known = name if accounts.filter(username=name).exists() else "NAME"
            self.stdout.write("There is an account already; none was made.")
            self.stdout.write(f"  to set a new password: {typed(f'changepassword {known}')}")
            return
        password = secrets.token_urlsafe(15)
        accounts.create_superuser(name, password=password)
        self.stdout.write(f"An account for the newsroom, {reverse('admin:index')}; the password is shown only now:")
        self.stdout.write(f"  name      {name}\n  password  {password}")
