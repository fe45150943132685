"""First texts for the pages that say who we are: what such a page usually says, with gaps to fill in."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from articles.text import richtext

FILE = Path(__file__).with_suffix(".toml")
_GAP = re.compile(r"\[[^\[\]]+\]")


class FirstText(NamedTuple):
    """A title and a text as HTML."""

    title: str
    body: str


@cache
def first_texts() -> dict[str, dict[str, FirstText]]:
    """Return the first texts by language tag, then by what the page is for."""
    stored = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        language: {
            kind: FirstText(page["title"], richtext.from_paragraphs(page["text"].strip().split("\n")))
            for kind, page in pages.items()
        }
        for language, pages in stored.items()
    }


def gaps(body: str) -> list[str]:
    """Return the gaps of a first text that nobody has filled in yet, such as `[address]`."""
    return [gap for paragraph in richtext.to_paragraphs(body) for gap in _GAP.findall(paragraph)]
