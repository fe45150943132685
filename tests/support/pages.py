"""Pages as a scraper saves them, read with the words of fixtures/vocabulary.toml."""

import tomllib
from functools import cache
from pathlib import Path

from articles.imports.seeds.format.page_words import PageWords
from articles.imports.seeds.format.parser import parse

VOCABULARY = Path(__file__).parent.parent.parent / "fixtures" / "vocabulary.toml"
STAMP = "March 8, 2021 - 12:30 AMT"
LEAD = "PanARMENIAN.Net - The ice festival opened on the lake on Monday."


@cache
def page_words():
    return PageWords.from_dict(tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))["page"])


def read_page(*lines, headline="Ice festival opens in Gyumri"):
    """Return the record of a page with these lines below its first."""
    return parse("\n".join([f" date 2021-03-08 {headline}", *lines]), (), page_words())
