"""Addresses that hold outside our pages: with scheme and host, and permanent ids."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings


def absolute(path: str) -> str:
    """`path` of this site as a whole address; what is one already stays as it is."""
    return urljoin(f"{settings.SITE_URL}/", path)


def permanent_id(name: str) -> str:
    """The `tag:` URI (RFC 4151) of the thing called `name`, such as `news/12`: of numbers, not of slugs."""
    ours = getattr(settings, "SITE_TAG_AUTHORITY", f"{urlsplit(settings.SITE_URL).hostname},2020")
    return f"tag:{ours}:{name}"


def article_id(number: int) -> str:
    """The permanent id of article `number`, the same in every feed and format."""
    return permanent_id(f"news/{number}")
