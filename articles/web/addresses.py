"""URLs of stories, and absolute URLs."""

from functools import lru_cache
from urllib.parse import quote, urljoin

from django.conf import settings
from django.urls import get_script_prefix, reverse


def absolute(path: str) -> str:
    """Return the absolute URL of a `path` on this site; an absolute URL is returned unchanged."""
    return urljoin(f"{settings.SITE_URL}/", path)


def story_path(number: int, slug: str) -> str:
    """Return the path of story `number`'s page, as `reverse` would, but cheaply enough for a page's many links."""
    return f"{_above_stories(get_script_prefix())}{number}/{quote(slug)}/"


@lru_cache(maxsize=8)
def _above_stories(prefix: str) -> str:
    """Return the part of a story's path before the number, including the site's own `prefix`."""
    return reverse("articles:article", args=[0, "slug"]).removesuffix("0/slug/")
