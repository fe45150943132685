"""Slugs: the readable part of an address, made from words in any alphabet."""

from anyascii import anyascii
from django.utils.text import slugify

FALLBACK = "story"
PAGES = ("history",)  # other pages whose address is below a story's number, as the story's own is


def readable_slug(words: str, max_length: int = 80) -> str:
    """Return `words` as lower-case ASCII words joined by hyphens, cut between words; never empty.

    Armenian and Cyrillic letters are romanised (AnyAscii's tables), so an
    address survives copying into a message: "Երևանում" gives "erevanowm".
    """
    words = words[: max_length * 4]
    slug = slugify(words if words.isascii() else anyascii(words))
    if len(slug) > max_length:
        head, _, _ = slug[: max_length + 1].rpartition("-")
        slug = head or slug[:max_length]
    return slug or FALLBACK


def story_slug(words: str) -> str:
    """Return the slug of a headline, or of a slug that an editor wrote; it is never the address of another page."""
    slug = readable_slug(words)
    return f"{slug}-{FALLBACK}" if slug in PAGES else slug
