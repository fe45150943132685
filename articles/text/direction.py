"""Recognition of right-to-left text (Arabic, Persian, Hebrew, Syriac and their like). Imports no Django."""

import re

# The blocks of the scripts that are written from right to left: Hebrew to Arabic Extended-A, presentation forms,
# and those beyond U+FFFF.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BLOCK = re.compile(r"<(p|h2|h3|li|blockquote)>(?=((?:(?!</?(?:p|h2|h3|li|blockquote|ul|ol)\b).)*))", re.DOTALL)


def needs_auto(text: str) -> bool:
    """Return whether the element that shows `text` needs dir="auto": whether anything in it runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def with_directions(body: str) -> str:
    """Return a sanitised body with dir="auto" on each paragraph, heading and item that needs it."""
    if not needs_auto(body):
        return body
    return _BLOCK.sub(lambda block: f'<{block[1]} dir="auto">' if needs_auto(block[2]) else block[0], body)
