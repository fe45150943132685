"""Cleaning titles and summaries from outside. This module imports no Django."""

import html
import re

from articles.text import plain

TITLE_MAX = 300  # characters that the column holds
MARKUP_MAX = 10_000  # characters of a title's markup that are looked at

_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")  # only the other site's font can show them
_UNREAD = re.compile(r"<(script|style|noscript|template)\b[^>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
# Elements of HTML, and those that word processors leave (<o:p>); what else is in angle brackets belongs to the words.
_ELEMENTS = (
    r"a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|cite|code"
    r"|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header"
    r"|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|marquee|math|meta|nav|nobr|noscript|object|ol|p"
    r"|param|picture|pre|q|ruby|rt|rp|s|samp|script|section|select|small|source|span|strike|strong|style|sub|sup|svg"
    r"|table|tbody|td|template|textarea|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr|\w{1,5}:\w+"
)
_TAG = re.compile(
    rf"<(?:!--.*?(?:-->|$)|[!?][^<>]*(?:>|$)|/?(?:{_ELEMENTS})(?=[\s/>]|$)[^<>]*(?:>|$))", re.IGNORECASE | re.DOTALL
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li)\b[^<>]*>", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return the text as `plain.one_line` does, also without characters for private use."""
    return plain.one_line(_PRIVATE_USE.sub("", text))


def plain_title(markup: str, length: int = TITLE_MAX, layers: int = 2) -> str:
    """Return the words of a title or summary that may be HTML, in one line of at most `length` characters.

    `layers` is how often it may have been escaped: once if it certainly is HTML, otherwise twice.
    """
    text = markup[:MARKUP_MAX]
    for _ in range(layers):
        text = html.unescape(_without_tags(text))
    return plain.cut_title(one_line(text if layers == 1 else _without_tags(text)), length)


def literal_title(text: str, length: int = TITLE_MAX) -> str:
    """Return a title or summary that is text, not HTML, in one line; `<b>` stays, but no reader wants `&#8217;`."""
    return plain.cut_title(one_line(html.unescape(text[:MARKUP_MAX])), length)


def _without_tags(text: str) -> str:
    return _TAG.sub("", _BREAK.sub(" ", _UNREAD.sub(" ", text)))
