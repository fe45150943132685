"""Permanent ids of stories, feeds, photos and corrections for feeds and data formats."""

from django.conf import settings


def permanent_id(name: str) -> str:
    """Return the `tag:` URI (RFC 4151) of the thing called `name`, such as `news/12`.

    It never changes: names are made of numbers, not of slugs, and the
    authority is a setting of its own, not the site's address.
    """
    return f"tag:{settings.SITE_TAG_AUTHORITY}:{name}"


def article_id(number: int) -> str:
    """Return the permanent id of article `number`, the same in every feed and format."""
    return permanent_id(f"news/{number}")
