"""Slugs: the readable part of an address, made from words in any alphabet."""

import re

from anyascii import anyascii
from django.utils.text import slugify

FALLBACK = "story"
# Emoji and the characters that change or join them, which AnyAscii would name (":umbrella:"); not № and ①.
_EMOJI = re.compile(
    "[\u200d\u20e3\u2190-\u23ff\u24c2\u2500-\u2bff\u3030\u303d\u3297\u3299\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]+"
)
PAGES = ("history",)  # other pages whose address is below a story's number, as the story's own is


def readable_slug(words: str, max_length: int = 80) -> str:
    """Return `words` as lower-case ASCII words joined by hyphens, cut between words; never empty.

    Armenian and Cyrillic letters are romanised (AnyAscii's tables), so an
    address survives copying into a message: "Երևանում" gives "erevanowm". Emoji are left out.
    """
    words = _EMOJI.sub(" ", words)[: max_length * 4]
    slug = slugify(words if words.isascii() else anyascii(words))
    if len(slug) > max_length:
        head, _, _ = slug[: max_length + 1].rpartition("-")
        slug = head or slug[:max_length]
    return slug or FALLBACK


def story_slug(words: str) -> str:
    """Return the slug of a headline, or of a slug that an editor wrote; it is never the address of another page."""
    slug = readable_slug(words)
    return f"{slug}-{FALLBACK}" if slug in PAGES else slug
