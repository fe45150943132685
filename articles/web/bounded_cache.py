"""What is kept in memory within a bound of bytes, the least recently used forgotten first."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import RLock
from typing import Any

LARGEST = 4  # nothing takes more than this part of the whole


class Bounded:
    """Values by key, at most `capacity` bytes of them; who puts one says how many it takes. Any thread may ask."""

    def __init__(self, capacity: int):
        self.capacity = capacity
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = RLock()

    def __len__(self):
        return len(self._kept)

    def get(self, key: Hashable) -> Any:
        """The value; None when there is none."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Keeps the value in the place of the one before. One that is too large is not kept."""
        with self._lock:
            self._forget(key)
            if size * LARGEST > self.capacity:
                return
            self._kept[key] = value, size
            self.size += size
            while self.size > self.capacity:
                self._forget(next(iter(self._kept)))

    def _forget(self, key):
        found = self._kept.pop(key, None)
        if found is not None:
            self.size -= found[1]
