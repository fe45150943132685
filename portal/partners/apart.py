"""Reads a feed in a process of its own, under a clock and a memory limit. Imports no Django.

A feed can be made to take any time and any memory to read; whoever reads it here loses that process and
nothing else. The process knows nothing of ours, neither the database nor the key, and is gone afterwards.
"""

import json
import resource
import signal
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

from portal.partners.rss import NoFeed, PartnerFeed, PartnerRecord, read

SECONDS_MAX = 10  # of the processor; twice as many by the clock on the wall
MEMORY_MAX = 85 * 1024 * 1024  # bytes of address space; Python with feedparser takes 25 MB
TOO_LONG = f"the feed takes more than {SECONDS_MAX} seconds to read"
TOO_MUCH = "the feed takes too much memory to read"
COMMAND = [sys.executable, "-m", "portal.partners.apart"]
ROOT = Path(__file__).parent.parent.parent
_places = threading.Semaphore(2)  # what all of them take together is bounded, too


def read_apart(data: bytes, **about: str) -> PartnerFeed:
    """As rss.read, at most SECONDS_MAX of them; raises NoFeed, then too."""
    given = json.dumps(about).encode() + b"\n" + data
    with _places:
        try:
            done = subprocess.run(  # noqa: S603
                COMMAND, input=given, capture_output=True, timeout=2 * SECONDS_MAX, cwd=ROOT, env={"LANG": "C.UTF-8"}
            )
        except subprocess.TimeoutExpired:
            raise NoFeed(TOO_LONG) from None
    if done.returncode:
        raise NoFeed(TOO_LONG if done.returncode == -signal.SIGXCPU else TOO_MUCH)
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise NoFeed(answer["error"])
    return PartnerFeed(answer["title"], answer["items"], tuple(map(_record, answer["records"])))


def _record(fields: list) -> PartnerRecord:
    identity, title, url, at = fields
    return PartnerRecord(identity, title, url, at and datetime.fromisoformat(at))


def main() -> None:
    """The other side: the feed on standard input, what it says on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_MAX, SECONDS_MAX + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    about = json.loads(sys.stdin.buffer.readline())
    try:
        feed = read(sys.stdin.buffer.read(), **about)
        answer = feed._asdict()
    except NoFeed as error:
        answer = {"error": str(error)}
    json.dump(answer, sys.stdout, default=datetime.isoformat)


if __name__ == "__main__":
    main()
