"""Ids that stay when a story gets another slug: `tag:` addresses (RFC 4151)."""

from urllib.parse import urlsplit

from django.conf import settings

SINCE = "2020"  # the year in which the name of the site was ours, as RFC 4151 wants it said


def permanent_id(kind: str, number: int) -> str:
    """`tag:news.example.org,2020:news/12`: the id of a story ("news") or of a photo ("photo"), by its number."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{kind}/{number}"
