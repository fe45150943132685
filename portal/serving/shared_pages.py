"""Finished pages that all processes of a machine share: a file for each page, in a folder of the site's own user.

Whatever kills a process, the others are right: a file gets its name when it is complete, so nobody reads half a page,
and locks belong to the kernel, which frees those of a process that ends. Measured for a page of 40 KB: 65 µs to write
it in memory (tmpfs) and 160 to 230 on a disk, 22 µs to read it, 14 for the checksum. Shared memory took 53 and 5 µs,
but would need an allocator, an index and locks that all survive a killed process.

A page's name is a digest of its key and of `identity`: the release, the settings and the start of the machine. So the
pages of another release, and those from before a reboot, whose clock is another one, are never found; they
leave with the oldest pages.

Without room, or without permission, the store rests for PAUSE seconds, and each process keeps its pages to itself.
"""

import fcntl
import logging
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from math import inf
from pathlib import Path
from threading import RLock, get_ident

from django.conf import settings

from articles.web.bounded_cache import LARGEST
from portal.serving import page_file
from portal.serving.cache_key import PageKey
from portal.serving.finished_page import FinishedPage

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
PAUSE = 30.0  # seconds without the folder after it failed
BLOCK = 4096  # bytes; a file takes whole blocks
SHARE = 16  # the oldest pages go each time 1/SHARE of the capacity has been written
TOUCH = 60.0  # seconds; a page that is read counts as new again, but is not marked more often than this
LOCKS, WRITTEN = "locks", "written"  # the files that are no pages
SWEEP = 2**62  # the byte of LOCKS that whoever removes old pages holds; pages have the bytes below it

logger = logging.getLogger("portal.serving.shared_pages")


def shared_pages(release: str) -> "SharedPages | None":
    """Return the pages of this release, with these settings, until a reboot; None if none are kept, or not on Linux.

    Another system does not say when it was started, so a page's times could be those of another clock.
    """
    if not settings.PAGE_CACHE_MB:
        return None
    try:
        started = BOOT_ID.read_text()
    except OSError:
        return None
    identity = f"{release} {settings.ENVIRONMENT_DIGEST} {started}"
    return SharedPages(settings.PAGE_CACHE_FOLDER, settings.PAGE_CACHE_MB * 2**20, identity)


class SharedPages:
    """Pages in the files of `folder`, at most about `capacity` bytes of them; all processes give the same values.

    The processes' monotonic clocks must be the same one, as those of a machine are.
    """

    def __init__(self, folder: Path, capacity: int, identity: str, monotonic: Callable[[], float] = time.monotonic):
        self.is_working = True
        self._folder, self._capacity, self._identity = folder, capacity, identity
        self._monotonic, self._rests_until = monotonic, -inf
        self._locks = self._written = None  # file descriptors
        self._is_open = False
        self._held: set[int] = set()  # POSIX locks belong to a process; these are our threads' own
        self._lock = RLock()

    # --- Pages ---------------------------------------------------------------------------

    def load(self, key: PageKey) -> FinishedPage | None:
        """Return the page; None if there is none."""
        with self._folder_open() as is_open:
            if not is_open:
                return None
            try:
                descriptor = os.open(self._path(key), os.O_RDONLY)
            except FileNotFoundError:
                return None
            with open(descriptor, "rb", buffering=0) as file:
                data = file.read()
                if time.time() - os.fstat(descriptor).st_mtime > TOUCH:
                    os.utime(descriptor)
            return page_file.unpack(key, data)
        return None

    def keep(self, key: PageKey, page: FinishedPage) -> None:
        """Store the page, replacing the previous one. A page that is too large is not stored."""
        with self._folder_open() as is_open:
            if not is_open:
                return
            path, data = self._path(key), page_file.pack(key, page)
            if len(data) * LARGEST > self._capacity:
                with suppress(FileNotFoundError):
                    os.unlink(path)
                return
            self._make_room(len(data))
            begun = f"{path}.{os.getpid()}-{get_ident()}"
            try:
                with open(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb", buffering=0) as file:
                    if file.write(data) < len(data):
                        raise OSError("the disk is full")
                os.rename(begun, path)
                self._works_again()
            except OSError:
                with suppress(OSError):
                    os.unlink(begun)
                raise

    def _works_again(self):
        if not self.is_working:
            logger.warning("%s can be used again", self._folder)
        self.is_working = True

    # --- Turns ---------------------------------------------------------------------------

    def take_turn(self, key: PageKey) -> bool:
        """Return whether this thread may now render or change the page; no other one of the machine may meanwhile."""
        return self._take(self._byte(key))

    def end_turn(self, key: PageKey) -> None:
        self._release(self._byte(key))

    def _take(self, byte):
        with self._lock:
            if byte in self._held:
                return False
            with self._folder_open() as is_open:
                if is_open:
                    try:
                        fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
                    except (BlockingIOError, PermissionError):
                        return False
            self._held.add(byte)
            return True

    def _release(self, byte):
        with self._lock:
            self._held.remove(byte)
            if self._locks is not None:
                with suppress(OSError):
                    fcntl.lockf(self._locks, fcntl.LOCK_UN, 1, byte)

    # --- The folder ----------------------------------------------------------------------

    def _digest(self, key):
        return blake2b(f"{self._identity}\0{key!r}".encode("utf-8", "surrogatepass"), digest_size=16)

    def _path(self, key):
        return f"{self._folder}/{self._digest(key).hexdigest()}"

    def _byte(self, key):
        return int.from_bytes(self._digest(key).digest()[:8], "big") % SWEEP

    @contextmanager
    def _folder_open(self) -> Iterator[bool]:
        """Yield whether the folder can be used. After an OSError in the block the store rests; it says so once."""
        try:
            yield self._is_ready()
        except OSError as error:
            self._rest(error)

    def _is_ready(self):
        if self._monotonic() < self._rests_until:
            return False
        try:
            self._open()
        except OSError as error:
            self._rest(error)
        return self._is_open

    def _rest(self, error):
        self._rests_until, self._is_open = self._monotonic() + PAUSE, False
        if self.is_working:
            logger.warning("%s cannot be used (%s): each process keeps its finished pages", self._folder, error)
        self.is_working = False

    def _open(self):
        """Create the folder and the two files. What others could write to or read is refused: it holds our pages."""
        if self._is_open:
            return
        with self._lock:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = self._folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
                raise PermissionError("not a folder of this user alone")
            self._locks = self._descriptor(self._locks, LOCKS)
            self._written = self._descriptor(self._written, WRITTEN)
            self._is_open = True
            self._remove_oldest()

    def _descriptor(self, before, name):
        """Return a descriptor of the file; the same number as before, because other threads may be using it."""
        opened = os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        if before is None:
            return opened
        os.dup2(opened, before, inheritable=False)
        os.close(opened)
        return before

    def _make_room(self, size):
        """Remove old pages if `size` more bytes make a share of the capacity, then count them as written.

        The file WRITTEN is the counter of all processes: it has a byte for each block written since then. To append
        is one step, so no process has to lock it, and none can leave it locked.
        """
        if (os.fstat(self._written).st_size + _blocks(size)) * BLOCK > self._capacity / SHARE:
            self._remove_oldest()
        os.write(self._written, bytes(_blocks(size)))

    def _remove_oldest(self):
        """Remove the pages that were not used for the longest, so that a share of the capacity is free."""
        if not self._take(SWEEP):
            return
        try:
            os.ftruncate(self._written, 0)
            found = []
            for name in set(os.listdir(self._folder)) - {LOCKS, WRITTEN}:
                with suppress(FileNotFoundError):  # it got its final name, or was replaced by a page that is too large
                    found.append((os.stat(path := f"{self._folder}/{name}"), path))
            excess = sum(_blocks(one.st_size) * BLOCK for one, _ in found) - self._capacity * (1 - 1 / SHARE)
            for one, path in sorted(found, key=lambda pair: pair[0].st_mtime):
                if excess <= 0:
                    break
                with suppress(FileNotFoundError):
                    os.unlink(path)
                excess -= _blocks(one.st_size) * BLOCK
        finally:
            self._release(SWEEP)


def _blocks(size: int) -> int:
    return -(-size // BLOCK)
