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


def month_path(year: int, month: int) -> str:
    """Return the path of a month's page in the archive, likewise."""
    return f"{_above_years(get_script_prefix())}{year:04}/{month:02}/"


def sitemap_path(name: str) -> str:
    """Return the path of the sitemap of a month or a part of it, likewise; the name has no sign that needs quoting."""
    return _around_names(get_script_prefix()).format(name)


@lru_cache(maxsize=8)
def _above_years(prefix: str) -> str:
    return reverse("articles:month", args=[2000, 10]).removesuffix("2000/10/")


@lru_cache(maxsize=8)
def _around_names(prefix: str) -> str:
    return reverse("articles:month_sitemap", args=["name"]).replace("name.xml", "{}.xml")


@lru_cache(maxsize=8)
def _above_stories(prefix: str) -> str:
    """Return the part of a story's path before the number, including the site's own `prefix`."""
    return reverse("articles:article", args=[0, "slug"]).removesuffix("0/slug/")
