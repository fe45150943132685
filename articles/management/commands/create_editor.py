import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.urls import reverse

from articles.management.command_line import shell_command


class Command(BaseCommand):
    help = "Create the first account of the newsroom, with a random password that is printed once."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", default="editor", help="the user name (default: editor)")

    def handle(self, *, name, **options):
        accounts = get_user_model().objects
        if accounts.exists():
            known = name if accounts.filter(username=name).exists() else "NAME"
            self.stdout.write("An account already exists; nothing was created.")
            self.stdout.write(f"  To set a new password, run {shell_command(f'changepassword {known}')}")
            return
        password = secrets.token_urlsafe(15)
        accounts.create_superuser(name, password=password)
        self.stdout.write(
            f"Created an administrator's account at {reverse('admin:index')}. Its password is shown only now:"
        )
        self.stdout.write(f"  name      {name}\n  password  {password}")
