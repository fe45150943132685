"""Feeds that are made to take for ever or all memory cost a process of their own some seconds, and end as an error."""

import subprocess
import sys
from dataclasses import replace

import pytest

from portal.partners import sandbox
from portal.partners.parser import NoFeed
from portal.partners.sandbox import read_in_sandbox
from tests.support.feedserver import feed, item
from tests.support.servers import ROOT

pytestmark = pytest.mark.sandbox
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "deep nesting": b'<rss version="2.0"><channel>' + b"<a>" * 1_000_000,
    "deep nesting in a title": feed(item(title="<b>" * 300_000 + "x" + "</b>" * 300_000)),
    "deep JSON": b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 3_000_000,
    "billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss version="2.0">&l9;</rss>'.encode(),
    "external entity": b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0">&x;</rss>',
    "many attributes": b"<rss " + b" ".join(b'a%d="b"' % number for number in range(300_000)) + b"></rss>",
    "nothing": b"\x00" * 4_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_as_an_error_and_within_its_memory(name):
    code = f"""
import resource
from portal.partners.sandbox import read_in_sandbox
from portal.partners.parser import NoFeed
from tests.partners.test_sandbox import BOMBS
try:
    read_in_sandbox(BOMBS[{name!r}])
except NoFeed:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
    # In a process of its own: the figure counts what the one that begins the reader has.
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert int(done.stdout) * 1024 < 300_000_000


def test_a_feed_of_50000_items_gives_its_first_thousand():
    found = read_in_sandbox(feed(*(item(number) for number in range(50_000))), base="https://ararat.example/")
    assert (found.items, len(found.records)) == (50_000, 1_000)


def test_what_is_read_apart_is_what_is_read():
    from portal.partners.parser import read

    data = feed(item(1, "Ծիրան", pubDate="Fri, 02 Oct 2020 19:13:00 AMT"), item(2, pubDate=None))
    about = {"base": "https://ararat.example/", "content_type": "text/xml", "zone": ""}
    assert read_in_sandbox(data, **about) == read(data, **about)


def test_the_clock_ends_what_takes_too_long(monkeypatch):
    monkeypatch.setattr(sandbox, "SANDBOX", replace(sandbox.SANDBOX, seconds=0.02))
    with pytest.raises(NoFeed, match="seconds to read"):
        read_in_sandbox(b"<" * 3_000_000)
