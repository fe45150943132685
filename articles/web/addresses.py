"""Addresses: of stories, of pages with scheme and host, and permanent ids."""

from functools import lru_cache
from urllib.parse import quote, urljoin

from django.conf import settings
from django.urls import get_script_prefix, reverse


def absolute(path: str) -> str:
    """`path` of this site as a whole address; what is one already stays as it is."""
    return urljoin(f"{settings.SITE_URL}/", path)


def story_path(number: int, slug: str) -> str:
    """The address of story `number`'s page: what `reverse` gives, without its work for each of a page's many links."""
    return f"{_above_stories(get_script_prefix())}{number}/{quote(slug)}/"


@lru_cache(maxsize=8)
def _above_stories(prefix: str) -> str:
    """What stands before the number, the site's own `prefix` included."""
    return reverse("articles:article", args=[0, "slug"]).removesuffix("0/slug/")


def permanent_id(name: str) -> str:
    """The `tag:` URI (RFC 4151) of the thing called `name`, such as `news/12`.

    It never changes: names are made of numbers, not of slugs, and the
    authority is a setting of its own, not the site's address.
    """
    return f"tag:{settings.SITE_TAG_AUTHORITY}:{name}"


def article_id(number: int) -> str:
    """The permanent id of article `number`, the same in every feed and format."""
    return permanent_id(f"news/{number}")
