"""Keys and digests by which an import recognises lines, stories and files. Imports no Django."""

import re
from datetime import datetime
from hashlib import blake2b

_NOT_A_WORD = re.compile(r"[\W_]+")
# The same for ASCII, in one pass over the bytes: an import makes a dozen keys per file.
_LOWER = bytes(range(128)).lower().ljust(256, b"\0")
_NOT_A_LETTER = bytes(code for code in range(128) if not chr(code).isalnum())


def story_key(text: str) -> str:
    """Return what all spellings of a line have in common: its letters and digits, case-folded, without spaces.

    Callers that keep many keys intern them (`sys.intern`), because an import holds each in several indexes.
    """
    if text.isascii():
        return text.encode().translate(_LOWER, _NOT_A_LETTER).decode()
    return _NOT_A_WORD.sub("", text.casefold())


def fingerprint(*parts: str | bytes) -> str:
    """Return a digest of `parts`: 32 hexadecimal digits."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()


def story_identity(headline_key: str, at: datetime) -> str:
    """Return the identity that a story keeps when it is crawled again, made of its headline's story key and stamp."""
    return fingerprint(headline_key, at.isoformat())


def numbered_identity(identity: str, number: int) -> str:
    """Return the identity of another story with the headline and stamp of `identity`, as stories without a time have.

    Number 0 is the first story's, which is `identity` itself.
    """
    return fingerprint(identity, str(number)) if number else identity
