"""Errors of commands that handle a whole database, each reported in one line."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import Error

from portal.backup.archive_file import ArchiveError
from portal.backup.databases import BackupError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def clear_errors(left: str, where: Path | None = None) -> Iterator[None]:
    """Turn every error in the block into a CommandError of one line, with exit code 1.

    The line gives the reason, then `left`, which says what is unchanged. `where` is the folder that is written to, for
    errors that do not name it.
    """
    try:
        yield
    except CommandError:
        raise
    except (BackupError, ArchiveError) as error:
        raise _one_line(str(error), getattr(error, "left", "") or left) from error
    except OSError as error:
        reason = str(error)
        if error.errno in FULL:
            place = error.filename or where
            reason = (
                f"The disk{f' of {place}' if place else ''} is full ({error.strerror}): make room, then start again."
            )
        raise _one_line(reason, left) from error
    except Error as error:
        full = " Make room there, then start again." if "disk" in str(error) or "No space" in str(error) else ""
        raise _one_line(f"{error}{full}", left) from error
    except Exception as error:  # unforeseen: --traceback shows where it happened
        reason = f"{type(error).__name__}: {error}. Start it again with --traceback, and report what it prints."
        raise _one_line(reason, left) from error


def _one_line(reason: str, left: str) -> CommandError:
    return CommandError(" ".join(f"{reason} {left}".split()), returncode=1)
