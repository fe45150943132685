#!/usr/bin/env python
"""Entry point for the project's commands. `python manage.py help` lists them."""

import os
import sys

from articles.management import command_line
from portal.monitoring import log_format

CONFIGURED_BY = ("DJANGO_SECRET_KEY", "DJANGO_ALLOWED_HOSTS", "DJANGO_DEBUG", "DJANGO_INSECURE_HTTP")


def main():
    """Run the command named on the command line.

    A machine on which nothing has been configured is a developer's own: there the
    commands run as `make run` does. As soon as one of CONFIGURED_BY is set,
    the settings demand all that production needs. On a server no command runs
    without the server's settings, because it would create a database and a key of its own.
    """
    if not any(name in os.environ for name in CONFIGURED_BY):
        if command_line.is_installed():
            command = command_line.shell_command(" ".join(sys.argv[1:]) or "help")
            sys.exit(f"On a server, manage.py does not read the settings. Run instead: {command}")
        os.environ["DJANGO_INSECURE_HTTP"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    log_format.start(f"manage.{sys.argv[1] if sys.argv[1:] else 'help'}")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import InterfaceError, OperationalError
    except ImportError as error:
        raise SystemExit(
            "Django is not installed for this Python. `make run` creates an environment, in which you run: "
            f"{command_line.shell_command('...')}"
        ) from error

    try:
        from django.conf import settings

        settings.INSTALLED_APPS  # noqa: B018 loads the settings now; Django's own help would hide their errors
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except (OperationalError, InterfaceError) as error:
        sys.exit(f"The database in DATABASE_URL: {' '.join(str(error).split())}")
    finally:
        log_format.finish()


if __name__ == "__main__":
    main()
