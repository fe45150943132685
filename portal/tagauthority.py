"""In whose name the permanent ids of feeds and stories are given: the authority of `tag:` URIs (RFC 4151)."""

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.kept import kept

# RFC 4151, 2.1: a host name or mail address, a comma, and a day on which it was ours.
_AUTHORITY = re.compile(r"([a-z0-9._-]+@)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d{2}(-\d{2})?)?")


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
