#!/usr/bin/env python
"""The project's commands. `python manage.py help` lists them."""

import os
import sys

CONFIGURED_BY = ("DJANGO_SECRET_KEY", "DJANGO_ALLOWED_HOSTS", "DJANGO_DEBUG", "DJANGO_INSECURE_HTTP")


def main():
    """Run the command named on the command line.

    A machine on which nothing has been configured is somebody's own: there the
    commands run as `make run` does. As soon as one variable says otherwise,
    the settings demand all that production needs.
    """
    if not any(name in os.environ for name in CONFIGURED_BY):
        os.environ["DJANGO_INSECURE_HTTP"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Django is not installed for this Python. `make run` makes an environment; "
            "its Python is .venv/bin/python: .venv/bin/python manage.py ..."
        ) from error

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
