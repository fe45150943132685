"""Files within a story's text: a paragraph `[file 7]` is the place of the file with that number. Imports no Django.

It is plain text to the editor and to the sanitiser; readers get a player or a link, or nothing if the story does not
show that file (as articles/text/placed_photos.py).
"""

import re
from collections.abc import Callable

_SPACE = r"(?:\s|&nbsp;|<br>)*"
_PLACE = re.compile(rf"<p>{_SPACE}\[file{_SPACE}(\d{{1,18}})\]{_SPACE}</p>\s*", re.IGNORECASE)


def marker(number: int) -> str:
    """Return what stands in the text for the file of that number."""
    return f"[file {number}]"


def placed(body: str) -> list[int]:
    """Return the numbers of the files that a sanitised text places, in order."""
    return [int(place[1]) for place in _PLACE.finditer(body)] if "[" in body else []


def replaced(body: str, show: Callable[[int], str]) -> str:
    """Return the text with what `show` makes of each place's number."""
    return _PLACE.sub(lambda place: show(int(place[1])), body) if "[" in body else body


def without_places(body: str) -> str:
    """Return the text without the places of files."""
    return replaced(body, lambda number: "")
