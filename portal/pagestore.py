"""Finished pages, bounded in bytes, the least recently used forgotten first."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Event, Lock

from portal.finishedpage import FinishedPage

LARGEST = 4  # no page takes more than this part of the whole


class Flight:
    """A page that one thread renders and others may wait for. `page` is None when it came to nothing."""

    __slots__ = ("landed", "page")

    def __init__(self):
        self.page: FinishedPage | None = None
        self.landed = Event()


class PageStore:
    """Pages by key, at most `capacity` bytes of them; and the pages that are being rendered."""

    def __init__(self, capacity: int):
        self.capacity = capacity
        self.size = 0
        self._pages: OrderedDict[Hashable, FinishedPage] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}
        self._flights: dict[Hashable, Flight] = {}
        self._lock = Lock()

    def __len__(self):
        return len(self._pages)

    def get(self, key: Hashable) -> FinishedPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: FinishedPage) -> None:
        """Keeps the page in the place of the one before. One that is too large is not kept."""
        with self._lock:
            self._forget(key)
            self._keep(key, page)

    def has_grown(self, key: Hashable, page: FinishedPage) -> None:
        """Counts anew a page that was given another coding, unless it was replaced or forgotten meanwhile."""
        with self._lock:
            if self._pages.get(key) is page:
                self._forget(key)
                self._keep(key, page)

    def _keep(self, key, page):
        size = page.size + len(str(key))  # an address may be long
        if size * LARGEST > self.capacity:
            return
        self._pages[key], self._sizes[key] = page, size
        self.size += size
        while self.size > self.capacity:
            self._forget(next(iter(self._pages)))

    def _forget(self, key):
        if self._pages.pop(key, None) is not None:
            self.size -= self._sizes.pop(key)

    def board(self, key: Hashable) -> tuple[Flight, bool]:
        """(the flight that renders this page, whether the caller is the one to render it and `land`)."""
        with self._lock:
            flight = self._flights.get(key)
            if flight is not None:
                return flight, False
            flight = self._flights[key] = Flight()
            return flight, True

    def land(self, key: Hashable, flight: Flight) -> None:
        """Ends the flight and lets go who waits for it."""
        with self._lock:
            del self._flights[key]
        flight.landed.set()
