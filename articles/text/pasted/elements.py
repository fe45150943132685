"""The HTML elements that are read from pasted markup; all others are dropped before, with nh3."""

import nh3

# Elements that are dropped with their contents.
_DROPPED = set("script style head title template noscript textarea select option button".split())
FRAMES = set("iframe embed object video audio canvas".split())
STRUCK = {"del", "s", "strike"}
BOLD = {"b", "strong"}
ITALIC = {"i", "em", "cite", "dfn", "var"}
BLOCKS = set(
    "p div section article header footer main nav aside address figure figcaption pre dl dt dd details summary form "
    "fieldset legend center ul ol li blockquote table caption tbody thead tfoot tr td th hr h1 h2 h3 h4 h5 h6".split()
)
_INLINE = set("a br img q span font sup sub".split()) | BOLD | ITALIC | STRUCK
_ATTRIBUTES = set(
    "style class role href start alt width height colspan rowspan hidden aria-level data-aria-level".split()
)
CLEANER = nh3.Cleaner(
    tags=BLOCKS | _INLINE | {"img"} | (FRAMES - {"iframe", "object", "embed"}),
    clean_content_tags=_DROPPED | {"svg", "iframe", "object"},
    attributes={"*": _ATTRIBUTES},
    url_schemes={"http", "https", "mailto", "file", "javascript", "about", "data"},  # articles.text.links chooses
    link_rel=None,
)
