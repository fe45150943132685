"""Values that a machine generates once and keeps in its `var/`: the secret key, the authority of permanent ids.

The authority is part of the `tag:` URIs (RFC 4151) that are the permanent ids of feeds and stories.
"""

import os
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# RFC 4151, 2.1: a host name or mail address, a comma, and a day on which it was ours.
_AUTHORITY = re.compile(r"([a-z0-9._-]+@)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d{2}(-\d{2})?)?")


def read_or_create(path: Path, make: Callable[[], str], mode: int = 0o600) -> str:
    """Return the text in the file `path`; if there is none, create it with what `make()` returns and that `mode`.

    Two processes that start together get the same text: the file appears
    complete under its name, and the second process reads the first one's.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=mode)
        draft.write_text(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def local_secret_key(path: Path) -> str:
    """Return the key in `path`; generate it on first use, readable only by its owner."""
    return read_or_create(path, lambda: secrets.token_urlsafe(50))


def site_tag_authority(given: str, site_url: str, path: Path) -> str:
    """Return `given`, or if that is empty the authority in `path`, such as `news.example.org,2026-11-24`.

    It is generated once, from the host in `site_url` and the day of the first start, and
    does not change if the site's address does, because a feed reader that meets a new
    id shows an old story as new. Raises ImproperlyConfigured if the value is not an
    authority or cannot be saved.
    """
    try:
        authority = given or read_or_create(path, lambda: _first_authority(site_url), mode=0o644)
    except OSError as error:
        raise ImproperlyConfigured(f"SITE_TAG_AUTHORITY is not set, and {path} cannot be written: {error}") from error
    if not _AUTHORITY.fullmatch(authority):
        raise ImproperlyConfigured(
            f"SITE_TAG_AUTHORITY is {authority!r}: give a host in lower case and a day on which it was yours, "
            "such as news.example.org,2026-11-24"
        )
    return authority


def _first_authority(site_url: str) -> str:
    host = re.sub(r"[^a-z0-9.-]+", "-", urlsplit(site_url).hostname or "").strip("-.")
    return f"{host or 'localhost'},{datetime.now(UTC):%Y-%m-%d}"
