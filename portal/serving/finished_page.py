"""Rendered pages, ready to be sent."""

from collections.abc import Iterator
from hashlib import blake2b

from portal.serving import encodings

OVERHEAD = 3_000  # bytes of a page without its bodies: headers in three codings, Python's objects (measured)

Headers = list[tuple[str, str]]
NOT_MODIFIED = ("Cache-Control", "Last-Modified")  # a 304 repeats them, and also ETag and Vary (RFC 9110, 15.4.5)


class FinishedPage:
    """A page: its status line, its headers, and its body; a coding is compressed when a client first asks for it.

    It belongs to an edition. `right_at` is when it was last known to be right,
    `renew_at` when it is rendered again in any case (both in monotonic seconds).
    """

    __slots__ = (
        "_bodies",
        "edition",
        "etag",
        "headers",
        "last_modified",
        "not_modified",
        "renew_at",
        "right_at",
        "status",
    )

    def __init__(self, status: str, headers: Headers, body: bytes, salt: bytes = b""):
        """Keep an ETag in the application's `headers`; otherwise compute one from `body` and `salt`."""
        given = {name.lower(): value for name, value in headers}
        own = blake2b(body, digest_size=16, key=salt).hexdigest()
        # One tag for all codings, and therefore a weak one (RFC 9110, 8.8.3.3).
        etag = given.get("etag", f'"{own}"').removeprefix("W/") if status.startswith("200") else None
        headers = [one for one in headers if one[0].lower() not in ("content-length", "etag", "vary")]
        headers.append(("Vary", "Accept-Encoding"))
        if etag:
            headers.append(("ETag", f"W/{etag}"))
        self._fill(status, headers, etag, given.get("last-modified"), {encodings.PLAIN: body})

    @classmethod
    def from_parts(
        cls, status: str, headers: Headers, etag: str | None, last_modified: str | None, bodies: dict[str, bytes | None]
    ) -> "FinishedPage":
        """Return a page as it was (portal/serving/page_file.py). A body that is None is the plain one."""
        page = cls.__new__(cls)
        page._fill(status, headers, etag, last_modified, bodies)
        return page

    def _fill(self, status, headers, etag, last_modified, bodies):
        self.status, self.headers, self.etag, self.last_modified = status, headers, etag, last_modified
        self.not_modified = [one for one in headers if one[0] in ("ETag", "Vary", *NOT_MODIFIED)]
        plain = self._variant(bodies[encodings.PLAIN], encodings.PLAIN)
        self._bodies = {
            coding: plain if coding == encodings.PLAIN or body is None else self._variant(body, coding)
            for coding, body in bodies.items()
        }
        self.edition, self.right_at, self.renew_at = None, 0.0, 0.0

    def bodies(self) -> Iterator[tuple[str, bytes]]:
        """Yield (coding, body) of each coding that has been compressed; the plain one first."""
        for coding, (_, body) in self._bodies.items():
            yield coding, body

    @property
    def body(self) -> bytes:
        return self._bodies[encodings.PLAIN][1]

    @property
    def size(self) -> int:
        """Bytes in memory, as an estimate for the cache's limit."""
        return OVERHEAD + sum(len(body) for _, body in self._bodies.values())

    def variant(self, coding: str) -> tuple[Headers, bytes] | None:
        """Return (headers, body) in the coding, or None if it has not been compressed yet."""
        return self._bodies.get(coding)

    def make(self, coding: str) -> tuple[Headers, bytes]:
        """Compress the body, keep the result and return (headers, body); a body that would not shrink stays plain."""
        plain = self._bodies[encodings.PLAIN]
        body = encodings.encode(plain[1], coding) if len(plain[1]) >= encodings.WORTHWHILE else plain[1]
        made = self._variant(body, coding) if len(body) < len(plain[1]) else plain
        self._bodies = {**self._bodies, coding: made}
        return made

    def _variant(self, body, coding):
        headers = [*self.headers, ("Content-Length", str(len(body)))]
        if coding:
            headers.append(("Content-Encoding", coding))
        return headers, body

    def is_known_to(self, none_match: str | None, since: str | None) -> bool:
        """Return whether the client's If-None-Match (`none_match`) or If-Modified-Since (`since`) matches this page.

        A date alone must be exactly the one that was sent (articles/web/conditional.py says why).
        """
        if self.etag is None:
            return False
        if none_match is not None:
            return self.etag in none_match or none_match.strip() == "*"
        return since is not None and since == self.last_modified

    def is_same_as(self, other: "FinishedPage") -> bool:
        """Return whether status, headers and body are the same."""
        return (self.status, self.headers, self.body) == (other.status, other.headers, other.body)
