"""What an address was before a sentence, a chat program or a template damaged it.

All addresses of ours consist of a few ASCII characters. Whatever follows the first other one was glued on: `)`, `»`,
`։`, a space and the next word, `&utm_source=x`, a second link. Slashes are doubled or lost, and full stops, hyphens and
underscores put at the end. Nothing is guessed within the words of an address; but a story's number decides, so what
follows it may go.
"""

import re
from collections.abc import Iterator

from articles.text.languages.site_languages import IN_A_LANGUAGE

_GLUED = re.compile(r"[^A-Za-z0-9/_.-]|https?:")
_GLUED_TO_TOKEN = re.compile(r"[^A-Za-z0-9/_.:-]|https?:")  # tokens of previews have colons
_STORY = re.compile(rf"({IN_A_LANGUAGE}/news/[0-9]+/)([^/]*)")
_AT_THE_END = "._:-"


def repaired(path: str) -> Iterator[str]:
    """Yield what the path of a request may have been, the likeliest first; whether there is such a page is not known.

    Each begins with one slash and has only characters of our addresses, so it cannot lead to another site.
    """
    glued = (_GLUED_TO_TOKEN if path.startswith("/preview/") else _GLUED).search(path)
    whole, junk = (path[: glued.start()], path[glued.start() :]) if glued else (path, "")
    whole = "/" + re.sub("/{2,}", "/", whole).lstrip("/")
    if (junk[:1].isnumeric() and whole[-1].isdigit()) or (whole == "/" and any(map(str.isalnum, junk))):
        return  # a number in two scripts; words that nobody asked us for
    plain = whole.rstrip(_AT_THE_END)
    for found in dict.fromkeys((*_slashes(whole), *_slashes(plain), *_of_story(whole))):
        if found != path:
            yield found


def _slashes(path: str) -> tuple[str, ...]:
    bare = path.rstrip("/")
    return (path, f"{bare}/", bare or "/")


def _of_story(path: str) -> tuple[str, ...]:
    """Return the shorter addresses that the number of a story makes certain."""
    story = _STORY.match(path)
    return (f"{story[1]}{story[2]}/", story[1]) if story else ()
