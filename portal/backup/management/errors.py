"""Errors of commands that handle a whole database, each reported in one line."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import Error

from portal.backup.archive_file import ArchiveError
from portal.backup.databases import BackupError

DISK_FULL_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def one_line_errors(state: str, folder: Path | None = None) -> Iterator[None]:
    """Turn every error in the block into a CommandError of one line, with exit code 1.

    The line gives the reason, then `state`, which says what is in place now. `folder` is the folder that is written to,
    for errors that do not name it.
    """
    try:
        yield
    except CommandError:
        raise
    except (BackupError, ArchiveError) as error:
        raise _one_line(str(error), getattr(error, "state", "") or state) from error
    except OSError as error:
        reason = str(error)
        if error.errno in DISK_FULL_ERRORS:
            place = f" of {error.filename or folder}" if error.filename or folder else ""
            reason = f"The disk{place} is full ({error.strerror}): free some space, then run this again."
        raise _one_line(reason, state) from error
    except Error as error:
        full = (
            " Free some space there, then run this again." if "disk" in str(error) or "No space" in str(error) else ""
        )
        raise _one_line(f"{error}{full}", state) from error
    except Exception as error:  # unforeseen: --traceback shows where it happened
        reason = f"{type(error).__name__}: {error}. Run this again with --traceback, and report what it prints."
        raise _one_line(reason, state) from error


def _one_line(reason: str, state: str) -> CommandError:
    return CommandError(" ".join(f"{reason} {state}".split()), returncode=1)
