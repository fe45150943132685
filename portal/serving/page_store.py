"""Store of finished pages, bounded in bytes, and of the pages that are being rendered."""

from collections.abc import Hashable
from threading import Event, Lock

from articles.web.bounded_cache import Bounded
from portal.serving.finished_page import FinishedPage


class Flight:
    """A page that one thread renders and others may wait for. `page` stays None if there is nothing to cache."""

    __slots__ = ("landed", "page")

    def __init__(self):
        self.page: FinishedPage | None = None
        self.landed = Event()


class PageStore(Bounded):
    """Pages by key, at most `capacity` bytes of them; and the pages that are being rendered."""

    def __init__(self, capacity: int):
        super().__init__(capacity)
        self._flights: dict[Hashable, Flight] = {}
        self._boarding = Lock()

    def keep(self, key: Hashable, page: FinishedPage) -> None:
        """Store the page, replacing the previous one."""
        self.put(key, page, page.size + len(str(key)))  # an address may be long

    def has_grown(self, key: Hashable, page: FinishedPage) -> None:
        """Update the size of a page that got another coding, unless it was replaced or evicted meanwhile."""
        with self._lock:
            if self.get(key) is page:
                self.keep(key, page)

    def board(self, key: Hashable) -> tuple[Flight, bool]:
        """Return (flight, first); if `first` is True, the caller must render this page and call `land`."""
        with self._boarding:
            flight = self._flights.get(key)
            if flight is not None:
                return flight, False
            flight = self._flights[key] = Flight()
            return flight, True

    def land(self, key: Hashable, flight: Flight) -> None:
        """End the flight and wake the threads that wait for it."""
        with self._boarding:
            del self._flights[key]
        flight.landed.set()
