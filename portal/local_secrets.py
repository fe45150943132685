"""Values that a machine makes for itself once and keeps in its `var/`: the secret key, the authority of permanent ids.

The authority is the one of `tag:` URIs (RFC 4151), in whose name feeds and stories get their permanent ids.
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


def kept(path: Path, make: Callable[[], str], mode: int = 0o600) -> str:
    """The text kept in `path`; on first use what `make()` gives, in a file of that `mode`.

    Two processes that start together end with the same text: the file appears
    whole under its name, and whoever comes second reads the first one's.
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
    """The key kept in `path`, made on first use, readable by its owner alone."""
    return kept(path, lambda: secrets.token_urlsafe(50))


def site_tag_authority(given: str, site_url: str, path: Path) -> str:
    """`given`, or when that is empty the authority kept in `path`, such as `news.example.org,2026-11-24`.

    It is made once, of the host in `site_url` and the day of the first start, and
    then stays whatever becomes of the address: a feed reader that meets a new
    id shows an old story as new. Raises ImproperlyConfigured for what is no
    authority, and when it cannot be kept.
    """
    try:
        authority = given or kept(path, lambda: _first_authority(site_url), mode=0o644)
    except OSError as error:
        raise ImproperlyConfigured(f"SITE_TAG_AUTHORITY is not set and cannot be kept in {path}: {error}") from error
    if not _AUTHORITY.fullmatch(authority):
        raise ImproperlyConfigured(
            f"SITE_TAG_AUTHORITY is {authority!r}: give a host in small letters and a day on which it was yours, "
            "such as news.example.org,2026-11-24"
        )
    return authority


def _first_authority(site_url: str) -> str:
    host = re.sub(r"[^a-z0-9.-]+", "-", urlsplit(site_url).hostname or "").strip("-.")
    return f"{host or 'localhost'},{datetime.now(UTC):%Y-%m-%d}"
