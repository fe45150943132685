"""Store of finished pages, bounded in bytes, and of the pages that are being rendered."""

from collections.abc import Hashable
from threading import Event, Lock

from articles.web.bounded_cache import Bounded
from portal.serving.finished_page import FinishedPage


class Rendering:
    """A page that one thread renders and others may wait for. `page` stays None if there is nothing to cache."""

    __slots__ = ("finished", "page")

    def __init__(self):
        self.page: FinishedPage | None = None
        self.finished = Event()


class PageStore(Bounded):
    """Pages by key, at most `capacity` bytes of them; and the pages that are being rendered."""

    def __init__(self, capacity: int):
        super().__init__(capacity)
        self._renderings: dict[Hashable, Rendering] = {}
        self._renderings_lock = Lock()

    def keep(self, key: Hashable, page: FinishedPage) -> None:
        """Store the page, replacing the previous one."""
        self.put(key, page, page.size + len(str(key)))  # an address may be long

    def has_grown(self, key: Hashable, page: FinishedPage) -> None:
        """Update the size of a page that got another coding, unless it was replaced or evicted meanwhile."""
        with self._lock:
            if self.get(key) is page:
                self.keep(key, page)

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
