"""An in-memory LRU cache with a limit in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import RLock
from typing import Any

LARGEST = 4  # no value may take more than 1/LARGEST of the capacity


class Bounded:
    """Values by key, at most `capacity` bytes in all; callers give the size of each value. Thread-safe."""

    def __init__(self, capacity: int):
        self.capacity = capacity
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = RLock()

    def __len__(self):
        return len(self._kept)

    def get(self, key: Hashable) -> Any:
        """Return the value; None if there is none."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Store the value, replacing any earlier one. A value that is too large is not stored."""
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
