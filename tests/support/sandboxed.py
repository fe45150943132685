"""Work that tests run in a sandbox."""

import os
import signal
import sys
import time
from pathlib import Path


def answer(given: bytes, work: str, **about) -> bytes:
    return globals()[work](given, **about)


def echo(given: bytes) -> bytes:
    return given


def fill(given: bytes) -> bytes:
    return bytes(200_000_000)


def loop(given: bytes) -> bytes:
    while True:
        pass


def wait(given: bytes) -> bytes:
    time.sleep(60)
    return given


def fault(given: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return given


def killed(given: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return given


def error(given: bytes) -> bytes:
    raise ZeroDivisionError


def look(given: bytes) -> bytes:
    return " ".join([*os.environ, *sys.modules]).encode()


def tell_and_wait(given: bytes, where: str) -> bytes:
    (Path(where) / "begun").write_text(str(os.getpid()))
    time.sleep(60)
    return given
