"""Digest of the release: of everything that a page is made from, except the database."""

from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

FOLDERS = ("articles", "portal", "templates", "static")
SUFFIXES = {".py", ".html", ".xml", ".txt", ".css", ".js", ".svg"}
SETTINGS = ("SITE_NAME", "SITE_TAGLINE", "SITE_URL", "SITE_TAG_AUTHORITY", "CONTENT_SECURITY_POLICY", "TIME_ZONE")


def digest(root: Path) -> str:
    """Return a digest of the site's files below `root`, the settings, and the versions of Django and Jinja2.

    It has 16 hexadecimal digits. The files are code, templates and static files.
    """
    found = blake2b(digest_size=8)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                found.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    said = [version("django"), version("jinja2"), *(getattr(settings, name, None) for name in SETTINGS)]
    found.update(repr(said).encode())
    return found.hexdigest()
