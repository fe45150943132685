"""Programs that run until they are stopped: Ctrl-C and the system's signals become an exception."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(BaseException):
    """A request to end the program: Ctrl-C, or a signal from the system. Its argument is the signal's number."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped on SIGINT and SIGTERM inside the block, wherever the program is; transactions roll back."""

    def stop(number, frame):
        raise Stopped(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
