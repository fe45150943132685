"""A finished page as the bytes of a file, and back.

The bytes are a checksum, the length of the head, the head (JSON: everything but the bodies), and the bodies.
"""

import json
from struct import Struct
from zlib import crc32

from portal.serving.cache_key import PageKey
from portal.serving.finished_page import FinishedPage

PREFIX = Struct("<II")  # the checksum of all that follows it, and the length of the head
TIMES = ("edition", "right_at", "renew_at")


def pack(key: PageKey, page: FinishedPage) -> bytes:
    """Return the page and its key as bytes."""
    plain = page.body
    bodies = [(coding, None if coding and body is plain else body) for coding, body in page.bodies()]
    head = {
        "key": key,
        "page": (page.status, page.headers, page.etag, page.last_modified),
        "times": [getattr(page, name) for name in TIMES],
        "bodies": [(coding, None if body is None else len(body)) for coding, body in bodies],
    }
    head = json.dumps(head).encode()
    rest = b"".join((head, *(body for _, body in bodies if body is not None)))
    return PREFIX.pack(crc32(rest), len(head)) + rest


def unpack(key: PageKey, data: bytes) -> FinishedPage | None:
    """Return the page; None if the bytes are damaged or belong to another key."""
    if len(data) < PREFIX.size:
        return None
    checksum, length = PREFIX.unpack_from(data)
    rest = memoryview(data)[PREFIX.size :]
    if crc32(rest) != checksum:
        return None
    head = json.loads(bytes(rest[:length]))
    if PageKey(*head["key"]) != key:
        return None
    bodies, at = {}, length
    for coding, size in head["bodies"]:
        bodies[coding] = None if size is None else bytes(rest[at : at + size])
        at += size or 0
    status, headers, etag, last_modified = head["page"]
    page = FinishedPage.from_parts(status, [tuple(header) for header in headers], etag, last_modified, bodies)
    for name, value in zip(TIMES, head["times"], strict=True):
        setattr(page, name, value)
    return page
