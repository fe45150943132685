"""Store of finished pages, bounded in bytes, and of the pages that are being rendered.

Threads of a process wait for each other's renderings (`join_or_start`), processes for each other's turns.
"""

import time
from collections.abc import Hashable
from threading import Event, Lock

from articles.web.bounded_cache import Bounded
from portal.serving.cache_key import PageKey
from portal.serving.finished_page import FinishedPage
from portal.serving.shared_pages import SharedPages

POLL = 0.005  # seconds; most pages are rendered in less than that
IN_FRONT = 4 * 2**20  # bytes of pages that a process keeps itself, in front of the shared ones: about a hundred


class Rendering:
    """A page that one thread renders and others may wait for. `page` stays None if there is nothing to cache."""

    __slots__ = ("finished", "page")

    def __init__(self):
        self.page: FinishedPage | None = None
        self.finished = Event()


class Turn:
    """A turn to render a page or to change its file; `ours` says whether we have it, or another process does.

    Without shared pages it is always ours.
    """

    def __init__(self, shared: SharedPages | None, key: PageKey):
        self._shared, self._key = shared, key
        self.ours = True

    def __enter__(self):
        self.ours = self._shared is None or self._shared.take_turn(self._key)
        return self

    def wait(self, seconds: float) -> None:
        """Wait until it is ours, but at most this long: a process that hangs must not stop the others."""
        end = time.monotonic() + seconds
        while not self.ours and time.monotonic() < end:
            time.sleep(POLL)
            self.ours = self._shared.take_turn(self._key)

    def __exit__(self, *error):
        if self.ours and self._shared is not None:
            self._shared.end_turn(self._key)


class PageStore(Bounded):
    """Pages by key, at most `capacity` bytes of them; and the pages that are being rendered.

    With `shared`, those bytes are the files that all processes of the machine share, and this process keeps only the
    pages that it was asked for most recently, so that a warm page costs no file. While the files cannot be used, it
    keeps `capacity` bytes itself.
    """

    def __init__(self, capacity: int, shared: SharedPages | None = None):
        self._alone, self._in_front = capacity, min(capacity, IN_FRONT)
        super().__init__(self._in_front if shared else capacity)
        self._shared = shared
        self._renderings: dict[Hashable, Rendering] = {}
        self._renderings_lock = Lock()

    def find(self, key: PageKey) -> FinishedPage | None:
        """Return the newest page that this process or another one has stored."""
        page = self.get(key)
        found = self._shared and self._shared.load(key)
        if found is None or (page is not None and page.right_at >= found.right_at):
            return page
        self._keep_here(key, found)
        return found

    def keep(self, key: PageKey, page: FinishedPage) -> None:
        """Store the page, replacing the previous one."""
        if self._shared:
            self._shared.keep(key, page)
            self.capacity = self._in_front if self._shared.is_working else self._alone
        self._keep_here(key, page)

    def has_grown(self, key: PageKey, page: FinishedPage) -> None:
        """Store a page again that got another coding, unless it was replaced or evicted meanwhile."""
        with self._lock:
            if self.get(key) is not page:
                return
            self._keep_here(key, page)
        if self._shared:
            with self.turn(key) as turn:
                found = self._shared.load(key) if turn.ours else None
                if found is not None and found.edition == page.edition and found.is_same_as(page):
                    self._shared.keep(key, page)

    def _keep_here(self, key, page):
        self.put(key, page, page.size + len(str(key)))  # an address may be long

    def turn(self, key: PageKey) -> "Turn":
        """Return this thread's turn among all processes of the machine; a context manager."""
        return Turn(self._shared, key)

    def join_or_start(self, key: Hashable) -> tuple[Rendering, bool]:
        """Return (rendering, first); if `first` is True, the caller must render this page and call `finish`."""
        with self._renderings_lock:
            rendering = self._renderings.get(key)
            if rendering is not None:
                return rendering, False
            rendering = self._renderings[key] = Rendering()
            return rendering, True

    def finish(self, key: Hashable, rendering: Rendering) -> None:
        """End the rendering and wake the threads that wait for it."""
        with self._renderings_lock:
            del self._renderings[key]
        rendering.finished.set()
