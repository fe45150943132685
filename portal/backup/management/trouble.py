"""What can go wrong with a whole database, as a command says it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error

from portal.backup.archive import ArchiveError
from portal.backup.databases import BackupError


@contextmanager
def clear_errors(stands: str) -> Iterator[None]:
    """Every failure becomes a CommandError with its reason and `stands`: what is left as it was. Exit code 1."""
    try:
        yield
    except (BackupError, ArchiveError, Error, OSError) as error:
        raise CommandError(f"{str(error).strip()}\n{stands}", returncode=1) from error
