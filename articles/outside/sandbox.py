"""Reads bytes from outside in a process of its own, under limits of memory and time. Imports no Django.

Bytes can be made to take any time and any memory to read, or to crash the library that reads them; whoever reads
them in a sandbox loses that process and nothing else. The process knows nothing of ours, neither the database nor
the key, and is gone afterwards. `python -m articles.outside.sandbox` is its side: it sets the
limits before it imports the module that reads.
"""

import fcntl
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
READY = b"+"  # the process has its place
NO_MEMORY = 70  # the exit code of a process that met its limit
# glibc keeps 64 MB of addresses for each thread unless it is told not to.
ENVIRONMENT = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}


class Stopped(Exception):
    """The process was stopped before it had an answer."""


class TooLong(Stopped):
    """It used up its seconds."""


class TooMuch(Stopped):
    """It wanted more memory than it may have."""


class Crashed(Stopped):
    """It ended without an answer, for another reason."""


class Busy(Stopped):
    """No place became free in time."""


Run = Callable[..., bytes]  # run(given, **about): the answer to the bytes `given`; raises Stopped


@dataclass(frozen=True)
class Sandbox:
    """What reads, within which limits, and how many at once on this machine.

    `locks`: files of the program, one for each place. The process that reads holds its place by a lock on one of them:
    nothing has to be written, the place is taken as long as the memory is, and free however the process ends.
    """

    module: str  # has `answer(given: bytes, **about) -> bytes`
    memory: int  # bytes of address space; not limited on macOS, which cannot
    seconds: float  # of the processor; three times as many by the clock on the wall
    wait: float  # seconds for a place, which is given to those who wait in their order
    locks: tuple[Path, ...]

    @contextmanager
    def place(self) -> Iterator[Run]:
        """Wait for a place; it can be used for one run within the block. Raises Busy."""
        limits = [str(limit) for limit in (self.memory, self.seconds, self.wait)]
        command = [sys.executable, "-m", "articles.outside.sandbox", self.module, *limits, *map(str, self.locks)]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, **pipes) as process:  # noqa: S603
            try:
                if process.stdout.read(1) != READY:
                    raise _why(process, process.stderr.read())

                def run(given: bytes, **about) -> bytes:
                    return self._run(process, given, about)

                yield run
            finally:
                process.kill()

    def run(self, given: bytes, **about) -> bytes:
        """The module's answer to the bytes `given`; raises Stopped."""
        with self.place() as run:
            return run(given, **about)

    def _run(self, process: subprocess.Popen, given: bytes, about: dict) -> bytes:
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(about).encode() + b"\n")
            process.stdin.flush()
        try:
            answer, said = process.communicate(given, timeout=3 * self.seconds)
        except subprocess.TimeoutExpired:
            raise TooLong from None
        if process.returncode:
            raise _why(process, said)
        return answer


def _why(process: subprocess.Popen, said: bytes) -> Stopped:
    """For what reason the process has ended without an answer."""
    code = process.wait()
    if code == -signal.SIGALRM:
        return Busy()
    if code == -signal.SIGXCPU:
        return TooLong()
    if code in (NO_MEMORY, -signal.SIGKILL):  # by the limit, or by a system that has no more memory
        return TooMuch()
    return Crashed(said.decode(errors="replace")[-500:] or f"it ended with {code}")


# --- The other side ---------------------------------------------------------------------------


def _take_place(paths: list[str], wait: float) -> list:
    """Lock one of the files, else end by SIGALRM. The kernel gives the lock to whoever waits longest."""
    files = [open(path, "rb") for path in paths]  # noqa: SIM115 the lock is held as long as the file is open
    for file in files:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return files
    signal.setitimer(signal.ITIMER_REAL, max(wait, 0.001))
    fcntl.flock(files[os.getpid() % len(files)], fcntl.LOCK_EX)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return files


def _limit(kind: int, most: int, hardest: int | None = None) -> None:
    """Lower a limit, or leave it where the system has none of this kind or a lower one."""
    _, hard = resource.getrlimit(kind)
    hardest = most if hardest is None else hardest
    if hard != resource.RLIM_INFINITY:
        most, hardest = min(most, hard), min(hardest, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, hardest))


def main() -> None:
    """The bytes on standard input, the module's answer on standard output."""
    module, memory, seconds, wait, *locks = sys.argv[1:]
    place = _take_place(locks, float(wait))
    _limit(resource.RLIMIT_AS, int(memory))
    whole = max(1, round(float(seconds)))
    _limit(resource.RLIMIT_CPU, whole, whole + 1)
    _limit(resource.RLIMIT_CORE, 0)
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # where memory ends all the same, this process goes, not one that serves
    given, told = sys.stdin.buffer, sys.stdout.buffer
    try:
        told.write(READY)
        told.flush()
        about = given.readline()
        if about:  # else nobody is there any more
            told.write(importlib.import_module(module).answer(given.read(), **json.loads(about)))
            told.flush()
    except MemoryError:
        os._exit(NO_MEMORY)
    for file in place:
        file.close()


if __name__ == "__main__":
    main()
