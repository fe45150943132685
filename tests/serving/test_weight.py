"""What a page weighs on the wire, compressed as a server does it."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.support.demo import PAGES

KB = 1000


def weight(content: bytes) -> int:
    """Bytes of `content` under gzip at its usual level."""
    return len(gzip.compress(content, compresslevel=6))


def weight_of_files(page: str, ending: str) -> int:
    """Bytes of all static files with that ending that a page loads."""
    names = set(re.findall(rf'(?:href|src)="/static/([^"]+\.{ending})"', page))
    return sum(weight(Path(finders.find(name)).read_bytes()) for name in names)


@pytest.fixture(params=PAGES, ids=str)
def answer(request, site_in_languages, client):
    return client.get(request.param.address)


def test_a_page_of_any_kind_is_light(answer):
    assert weight(answer.content) < 20 * KB
    assert 0 < weight_of_files(answer.text, "css") < 15 * KB
    assert weight_of_files(answer.text, "js") < 5 * KB
