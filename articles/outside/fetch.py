"""Fetching one address over HTTP from a server that may be hostile. This module knows nothing but HTTP.

requests-hardened checks the address to which a host's name resolves and connects to exactly that one, so that
the name cannot resolve to another the second time; this module refuses more addresses than it does. Every
redirect is followed by hand and checked like the first address. One clock covers the whole fetch: when it has
run out, the connection is closed, whatever it is doing. Sizes are limited both on the wire and unpacked.
"""

import ipaddress
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import NamedTuple

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from articles.outside.addresses import joined, refusal, web_address

CONNECT_SECONDS, READ_SECONDS = 5, 10
TOTAL_SECONDS = 20  # for all redirects, from the first name lookup to the last byte
REDIRECTS_MAX = 5
BYTES_ON_WIRE_MAX = 4_000_000  # bytes as they come
BYTES_MAX = 8_000_000  # bytes unpacked, unless a client allows fewer
CHUNK_BYTES = 65_536
MOVED, MOVED_FOR_GOOD = (301, 302, 303, 307, 308), (301, 308)
GONE, NOT_MODIFIED = 410, 304


class FetchError(Exception):
    """A fetch that failed; the message says why, in words for an editor."""

    def __init__(self, reason: str, *, gone: bool = False, retry_after: float | None = None):
        super().__init__(reason)
        self.gone = gone  # 410: permanently
        self.retry_after = retry_after  # seconds, if the server said so


class Answer(NamedTuple):
    """A server's answer. `body` is None if nothing has changed since the last fetch."""

    body: bytes | None
    url: str  # the last hop's
    moved_to: str  # where the requested address has moved permanently; "" if it has not
    content_type: str
    etag: str
    last_modified: str


class WebClient(NamedTuple):
    """A client with its limits: `agent` goes into User-Agent; `private` allows addresses of private networks, too."""

    agent: str
    private: bool = False
    total: float = TOTAL_SECONDS
    bytes_max: int = BYTES_MAX  # bytes unpacked
    accept: str = "*/*"  # media types, as in the header Accept

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Answer:
        """Fetch the address and return the answer. Raise FetchError, at the latest when `total` seconds are over."""
        headers = {"Accept": self.accept, "Accept-Encoding": "gzip", "Connection": "close"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": last_modified} if last_modified else {}
        with _Clock(self.total) as clock:
            try:
                return self._follow(url, headers, clock)
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
                raise FetchError(clock.over() or _reason(error)) from error

    def _follow(self, url, headers, clock) -> Answer:
        moved_to, for_good = "", True
        for _ in range(REDIRECTS_MAX + 1):
            with self._ask(url, headers, clock) as response:
                if response.status_code not in MOVED:
                    return _answer(response, url, moved_to, clock, self.bytes_max)
                target = response.headers.get("Location", "")
                following = web_address(joined(url, target))
                if not following:
                    raise FetchError(f"it redirects to {target[:200]!r}, which is no web address")
                for_good = for_good and response.status_code in MOVED_FOR_GOOD and _no_worse(url, following)
                url = following
                moved_to = url if for_good else moved_to
        raise FetchError(f"it redirects more than {REDIRECTS_MAX} times")

    @contextmanager
    def _ask(self, url, headers, clock) -> Iterator[requests.Response]:
        """Yield the response of one hop, requested in its own session so that no cookie reaches the next hop."""
        if why := refusal(url):
            raise FetchError(why)
        limits = Config(
            ip_filter_enable=False,  # done by _Adapter
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(CONNECT_SECONDS, READ_SECONDS),
            user_agent_override=self.agent,
        )
        with HTTPSession(limits) as session:
            session.trust_env = False  # no proxy, which could connect where we must not; no .netrc
            for scheme in ("http", "https"):
                session.mount(f"{scheme}://", _Adapter(scheme == "https", clock, self.private))
            clock.check()
            with session.get(url, headers=headers, stream=True) as response:
                yield response


def is_public(address: str) -> bool:
    """Return whether an IP address is on the public Internet, for one host, and not another address in disguise."""
    found = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_global and not (found.is_multicast or found.is_reserved or getattr(found, "is_site_local", False))


class _Adapter(IPFilterAdapter):
    """An adapter that connects only to public addresses, unless `private`, and registers connections with the clock."""

    def __init__(self, is_https, clock, private):
        super().__init__(is_https)
        self._clock, self._private = clock, private

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        if self._private:
            return HTTPAdapter.build_connection_pool_key_attributes(self, request, verify, cert)
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        if not is_public(host["host"]):
            raise InvalidIPAddress(host["host"])
        return host, pool

    def get_connection_with_tls_context(self, *args, **kwargs):
        pool, clock = super().get_connection_with_tls_context(*args, **kwargs), self._clock

        class Held(pool.ConnectionCls):
            def connect(self):
                clock.check()
                super().connect()
                clock.hold(self.sock)

        pool.ConnectionCls = Held
        return pool


class _Clock:
    """A timer that closes its connections when `seconds` are over, however slowly a server goes on sending bytes."""

    def __init__(self, seconds: float):
        self._seconds, self._end = seconds, monotonic() + seconds
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._held = []

    def __enter__(self):
        self._timer.start()
        return self

    def __exit__(self, *exception):
        self._timer.cancel()

    def hold(self, connection: socket.socket) -> None:
        self._held.append(connection)
        self.check()

    def over(self) -> str:
        return f"it did not answer in full within {self._seconds:g} seconds" if monotonic() >= self._end else ""

    def check(self) -> None:
        if self.over():
            raise FetchError(self.over())

    def _ring(self):
        for connection in self._held:
            with suppress(OSError):  # the plain socket's method, below TLS, which another thread is reading
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _answer(response, url, moved_to, clock, bytes_max) -> Answer:
    status, headers = response.status_code, response.headers
    if status == GONE:
        raise FetchError("it answers 410 Gone", gone=True)
    if status not in (200, NOT_MODIFIED):
        raise FetchError(_status(response), retry_after=retry_after(headers.get("Retry-After", "")))
    body = None if status == NOT_MODIFIED else _body(response, clock, bytes_max)
    return Answer(
        body,
        url,
        moved_to,
        headers.get("Content-Type", "")[:200],
        _header(headers.get("ETag", "")),
        _header(headers.get("Last-Modified", "")),
    )


def _header(value: str) -> str:
    """Return the header's value, to be sent back unchanged, or "" if it is too long or not one printable ASCII line."""
    return value if len(value) <= 200 and value.isascii() and value.isprintable() else ""


def _status(response) -> str:
    reason = requests.status_codes._codes.get(response.status_code, ("",))[0].replace("_", " ")
    return f"it answers {response.status_code} {reason}".strip()


def _body(response, clock, bytes_max) -> bytes:
    """Return the unpacked bytes. Raise FetchError if they are too many or none, cannot be unpacked, or break off."""
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"it answers in the coding {coding[:50]!r}, which was not asked for")
    unpack = _unpacked if coding not in ("", "identity") else iter
    body, end = bytearray(), False
    for piece in unpack(_wire(response, clock)):
        body += piece
        if len(body) > bytes_max:
            raise FetchError(f"it is larger than {bytes_max / 1e6:g} MB")
        end = True
    clock.check()  # a connection that the clock has closed may look like the end of the body
    if not end:
        raise FetchError("its answer is empty")
    return bytes(body)


def _wire(response, clock) -> Iterator[bytes]:
    taken = 0
    for piece in response.raw.stream(CHUNK_BYTES, decode_content=False):
        clock.check()
        taken += len(piece)
        if taken > BYTES_ON_WIRE_MAX:
            raise FetchError(f"it is larger than {BYTES_ON_WIRE_MAX / 1e6:g} MB")
        yield piece


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack gzip (one or several members) or zlib, never more than CHUNK_BYTES at once."""
    try:
        machine = zlib.decompressobj(zlib.MAX_WBITS | 32)
        for piece in pieces:
            while piece:
                if machine.eof:
                    machine = zlib.decompressobj(zlib.MAX_WBITS | 32)
                yield machine.decompress(piece, CHUNK_BYTES)
                piece = machine.unused_data if machine.eof else machine.unconsumed_tail
    except zlib.error as error:
        raise FetchError("it says that it is packed (gzip), and cannot be unpacked") from error
    if not machine.eof:
        raise FetchError("its answer breaks off")


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Return the seconds from now that the header asks to wait (a number or an HTTP date), or None if it is neither."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return max((at - (now or datetime.now(UTC))).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _no_worse(url, following) -> bool:
    """Return whether the redirect stays on https if there was https; otherwise it is followed, but not remembered."""
    return not (url.startswith("https:") and following.startswith("http:"))


def _reason(error: Exception) -> str:
    """Return the error in words for an editor, to whom the libraries' own long messages say little."""
    known = [
        (InvalidIPAddress, "its host is in a private or otherwise closed net, where nothing is fetched"),
        (requests.exceptions.SSLError, "its certificate is not valid for this host"),
        (requests.exceptions.ConnectTimeout, f"its host does not answer within {CONNECT_SECONDS} seconds"),
        (requests.exceptions.ReadTimeout, f"it says nothing for {READ_SECONDS} seconds"),
        (urllib3.exceptions.ReadTimeoutError, f"it says nothing for {READ_SECONDS} seconds"),
        (urllib3.exceptions.ProtocolError, "its answer breaks off"),
    ]
    for kind, words in known:
        if isinstance(error, kind):
            return words
    if "resolve" in str(error):
        return "no host of this name is known"
    if isinstance(error, requests.exceptions.ConnectionError):
        return "its host refuses the connection, or ends it without an answer"
    return f"its answer cannot be understood ({type(error).__name__})"
