"""oEmbed 1.0 (oembed.com): where each provider is asked, and what its answer says. Imports no Django.

Nothing of an answer's HTML is used but the words of a post, as plain text.
"""

import html
import json
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode

from articles.text.embeds.providers import Shape
from articles.text.plain import cut_title, one_line

ENDPOINTS = {
    "youtube": "https://www.youtube.com/oembed",
    "vimeo": "https://vimeo.com/api/oembed.json",
    "x": "https://publish.twitter.com/oembed",
    "soundcloud": "https://soundcloud.com/oembed",
}
_MORE = {"vimeo": {"width": "960", "dnt": "true"}, "x": {"omit_script": "true", "dnt": "true"}}
HTML_MAX = 20_000  # characters of a post's markup that are read
TITLE_MAX, AUTHOR_MAX = 300, 200  # characters
_SHAPES = {Shape.WIDE: 16 / 9, Shape.STANDARD: 4 / 3, Shape.SQUARE: 1, Shape.TALL: 9 / 16}


class NoFacts(ValueError):
    """An error: the answer is not what oEmbed describes. The message says so, for an editor."""


class Facts(NamedTuple):
    """What a provider says of an address; texts are plain, and empty if it says none."""

    title: str
    author: str
    picture: str  # an address, not checked yet
    shape: str  # of a video's player


def question(provider: str, address: str) -> str:
    """Return the URL at which the provider is asked about the canonical address."""
    asked = address.replace("https://x.com/", "https://twitter.com/", 1)  # X documents that host alone
    return f"{ENDPOINTS[provider]}?{urlencode({'url': asked, 'format': 'json', **_MORE.get(provider, {})})}"


def read(data: bytes) -> Facts:
    """Return what an answer says. Raises NoFacts if it cannot be read as oEmbed, or says nothing."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoFacts("its answer is no oEmbed: it is not JSON") from error
    if not isinstance(said, dict):
        raise NoFacts("its answer is no oEmbed: it is not a JSON object")
    author, title = _line(said.get("author_name")), _line(said.get("title"))
    if not title and isinstance(said.get("html"), str):
        title = _words_of_post(said["html"][:HTML_MAX])
    if author:
        title = title.removesuffix(f" by {author}")  # as SoundCloud writes
    facts = Facts(
        cut_title(title, TITLE_MAX), cut_title(author, AUTHOR_MAX), _text(said.get("thumbnail_url")), _shape(said)
    )
    if not (facts.title or facts.author):
        raise NoFacts("its answer has neither a title nor an author")
    return facts


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _line(value) -> str:
    return one_line(html.unescape(_text(value)[:HTML_MAX]))


def _shape(said: dict) -> str:
    """Return the shape that is nearest to the player's size; "" if the answer gives none."""
    width, height = said.get("width"), said.get("height")
    if said.get("type") != "video" or not all(type(side) is int and 0 < side < 100_000 for side in (width, height)):
        return ""
    return min(_SHAPES, key=lambda shape: abs(_SHAPES[shape] - width / height)).value


class _FirstParagraph(HTMLParser):
    """A parser that collects the words of the first paragraph."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.inside, self.over = [], False, False

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or (tag == "p" and not self.over)
        if tag == "br" and self.inside:
            self.words.append(" ")

    def handle_endtag(self, tag):
        if tag == "p" and self.inside:
            self.inside, self.over = False, True

    def handle_data(self, data):
        if self.inside:
            self.words.append(data)


def _words_of_post(markup: str) -> str:
    """Return the words of a post that X's answer quotes: the first paragraph of its HTML."""
    parser = _FirstParagraph()
    try:
        parser.feed(markup)
        parser.close()
    except AssertionError as error:  # the parser's own for a damaged declaration: <![x
        raise NoFacts("its answer is no oEmbed: its HTML is damaged") from error
    return one_line("".join(parser.words))
