"""The key of a copy that runs on somebody's own machine."""

import secrets
from pathlib import Path

from portal.kept import kept


def local_secret_key(path: Path) -> str:
    """The key kept in `path`, made on first use, readable by its owner alone."""
    return kept(path, lambda: secrets.token_urlsafe(50))
