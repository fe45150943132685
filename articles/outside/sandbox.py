"""A sandbox: reads bytes from outside in a separate process with limits of memory and time. Imports no Django.

Someone can craft bytes that take any time and any memory to read, or crash the library that reads them; if they are
read in a sandbox, only that process is lost. The process is given nothing of ours, neither the database nor the
secret key, and ends afterwards. `python -m articles.outside.sandbox` is the process's side: it sets the
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
READY = b"+"  # the process has got a place
NO_MEMORY = 70  # the exit code of a process that reached its memory limit
# glibc keeps 64 MB of addresses for each thread unless it is told not to.
ENVIRONMENT = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}


class Stopped(Exception):
    """Error: the process ended without an answer."""


class TooLong(Stopped):
    """Error: the process used up its time."""


class TooMuch(Stopped):
    """Error: the process needed more memory than its limit."""


class Crashed(Stopped):
    """Error: the process ended without an answer, for another reason."""


class Busy(Stopped):
    """Error: no place became free in time."""


Run = Callable[..., bytes]  # run(given, **about) returns the answer to the bytes `given`; raises Stopped


@dataclass(frozen=True)
class Sandbox:
    """A module that reads, its limits, and how many of its processes run at once on this machine.

    `locks`: files of the program, one for each place. The process that reads holds its place by a lock on one of them:
    nothing has to be written, the place is taken for as long as the memory is, and any end of the process frees it.
    """

    module: str  # has `answer(given: bytes, **about) -> bytes`
    memory: int  # bytes of address space; not limited on macOS, which does not support it
    seconds: float  # of processor time; the limit of wall-clock time is three times as long
    wait: float  # seconds to wait for a place; places are given in the order of waiting
    locks: tuple[Path, ...]

    @contextmanager
    def place(self) -> Iterator[Run]:
        """Wait for a place; yield a function that can be called once within the block. Raises Busy."""
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
        """Return the module's answer to the bytes `given`. Raises Stopped."""
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
    """Return the error that says why the process ended without an answer."""
    code = process.wait()
    if code == -signal.SIGALRM:
        return Busy()
    if code == -signal.SIGXCPU:
        return TooLong()
    if code in (NO_MEMORY, -signal.SIGKILL):  # it reached its limit, or the system ran out of memory
        return TooMuch()
    return Crashed(said.decode(errors="replace")[-500:] or f"it ended with {code}")


# --- The process's side -----------------------------------------------------------------------


def _take_place(paths: list[str], wait: float) -> list:
    """Lock one of the files, or end by SIGALRM after `wait` seconds. The kernel serves the longest waiter first."""
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
    """Lower a limit; leave it unchanged if the system has no such limit or already a lower one."""
    _, hard = resource.getrlimit(kind)
    hardest = most if hardest is None else hardest
    if hard != resource.RLIM_INFINITY:
        most, hardest = min(most, hard), min(hardest, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, hardest))


def main() -> None:
    """Read the bytes from standard input and write the module's answer to standard output."""
    module, memory, seconds, wait, *locks = sys.argv[1:]
    place = _take_place(locks, float(wait))
    _limit(resource.RLIMIT_AS, int(memory))
    whole = max(1, round(float(seconds)))
    _limit(resource.RLIMIT_CPU, whole, whole + 1)
    _limit(resource.RLIMIT_CORE, 0)
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # if memory runs out all the same, the kernel kills this process, not one that serves
    given, told = sys.stdin.buffer, sys.stdout.buffer
    try:
        told.write(READY)
        told.flush()
        about = given.readline()
        if about:  # otherwise the caller has gone
            told.write(importlib.import_module(module).answer(given.read(), **json.loads(about)))
            told.flush()
    except MemoryError:
        os._exit(NO_MEMORY)
    for file in place:
        file.close()


if __name__ == "__main__":
    main()
