"""Photos within a story's text: a paragraph `[photo 41]` is the place of the photo with that number. Imports no Django.

`[photo 41] [photo 42]` is a pair, side by side if their shapes allow it. It is plain text to the editor and to the
sanitiser, so it survives both; readers get the figure, or nothing if the story does not show that photo.
"""

import re
from collections.abc import Callable

_SPACE = r"(?:\s|&nbsp;|<br>)*"
_PHOTO = rf"\[photo{_SPACE}\d{{1,18}}\]{_SPACE}"
_PLACE = re.compile(rf"<p>{_SPACE}((?:{_PHOTO}){{1,2}})</p>\s*", re.IGNORECASE)
_LINE = re.compile(rf"{_SPACE}(?:{_PHOTO}){{1,2}}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def marker(number: int) -> str:
    """Return what stands in the text for the photo of that number."""
    return f"[photo {number}]"


def placed(body: str) -> list[int]:
    """Return the numbers of the photos that a sanitised text places, in order."""
    return [number for place in _PLACE.finditer(body) for number in _numbers(place[1])]


def replaced(body: str, show: Callable[[list[int]], str]) -> str:
    """Return the text with what `show` makes of each place's one or two numbers."""
    return _PLACE.sub(lambda place: show(_numbers(place[1])), body) if "[" in body else body


def without_places(body: str) -> str:
    """Return the text without the places of photos."""
    return replaced(body, lambda numbers: "")


def numbers_of_line(line: str) -> list[int]:
    """Return the numbers if a plain paragraph is the place of photos, else an empty list."""
    return _numbers(line) if _LINE.fullmatch(line) else []


def _numbers(text: str) -> list[int]:
    return list(map(int, _NUMBER.findall(text)))
