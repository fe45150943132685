"""Embeds within a story's text: a paragraph that is nothing but an address of a provider. Imports no Django.

The address is plain text or a link whose text is the address. It is text to the editor and to the sanitiser, so it
survives both; readers get a card, or a link with a title where there are no cards.
"""

import html
import re
from collections.abc import Callable

from articles.text.embeds.providers import ADDRESS_MAX, EmbedAddress, recognised

_SPACE = r"(?:\s|&nbsp;|<br>)*+"  # possessive, like the other repetitions: a text of line breaks takes linear time
# Not the first paragraph of a list item or of a quotation: a list of addresses stays one. The pattern begins with plain
# characters, for which a search looks many times as fast as for what may stand before them.
_PLACE = re.compile(
    rf'<p>(?<!<li><p>)(?<!<blockquote><p>){_SPACE}(?:<a\b[^<>]*?\bhref="([^"]*)"[^<>]*>{_SPACE})?'
    rf"([^\s<>\"]{{8,{2 * ADDRESS_MAX}}}+)(?:\s|<br>)*+(</a>)?(?:\s|<br>)*+</p>\s*"
)


def placed(body: str) -> list[EmbedAddress]:
    """Return the addresses that a sanitised text embeds, in order."""
    return [found for place in _PLACE.finditer(body) if (found := _address_of(place))]


def replaced(body: str, show: Callable[[EmbedAddress], str]) -> str:
    """Return the sanitised text with what `show` makes of each paragraph that embeds an address."""

    def shown(place: re.Match) -> str:
        found = _address_of(place)
        return show(found) if found else place[0]

    return _PLACE.sub(shown, body)


def without_places(body: str) -> str:
    """Return the sanitised text without the paragraphs that embed an address."""
    return replaced(body, lambda address: "")


def _address_of(place: re.Match) -> EmbedAddress | None:
    """Return what the paragraph embeds: its text's address; of a link, only if it leads there."""
    href, text, end = place.groups()
    if (href is None) != (end is None):
        return None
    found = recognised(html.unescape(text))
    if found and href is not None and recognised(html.unescape(href)) != found:
        return None
    return found
