"""Parsing a feed in a sandbox (articles/outside/sandbox.py). This module imports no Django."""

import json
from datetime import datetime
from pathlib import Path

from articles.outside.sandbox import Busy, Crashed, Sandbox, TooLong, TooMuch
from portal.partners import parser
from portal.partners.parser import NoFeed, PartnerFeed, PartnerRecord

SANDBOX = Sandbox(
    "portal.partners.sandbox",
    memory=85 * 1024 * 1024,  # Python with feedparser takes 25 MB
    seconds=10,
    wait=60,
    locks=(Path(__file__), Path(parser.__file__)),
)
MESSAGES = {
    TooLong: f"the feed takes more than {SANDBOX.seconds} seconds to read",
    TooMuch: "the feed takes too much memory to read",
    Crashed: "the program that reads feeds ended at this one",
    Busy: "other feeds are being read just now",
}


def read_in_sandbox(data: bytes, **about: str) -> PartnerFeed:
    """Parse a feed as parser.read does, but in a sandbox. Raise NoFeed, also if the sandbox stopped it."""
    try:
        found = json.loads(SANDBOX.run(data, **about))
    except tuple(MESSAGES) as error:
        raise NoFeed(MESSAGES[type(error)]) from None
    if "error" in found:
        raise NoFeed(found["error"])
    return PartnerFeed(found["title"], found["items"], tuple(map(_record, found["records"])))


def _record(fields: list) -> PartnerRecord:
    identity, title, url, at = fields
    return PartnerRecord(identity, title, url, at and datetime.fromisoformat(at))


def answer(data: bytes, **about: str) -> bytes:
    """Parse a feed inside the sandbox; return the feed or the error as JSON."""
    try:
        found = parser.read(data, **about)._asdict()
    except NoFeed as error:
        found = {"error": str(error)}
    return json.dumps(found, default=datetime.isoformat).encode()
