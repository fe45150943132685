"""A line that an editor types or pastes and a reader reads."""

import re

from django.core.exceptions import ValidationError

from articles.text.plain import is_readable, one_line

_BULLET = re.compile(r"^[^\S\n]*[•‣◦▪●■·\uf0b7][^\S\n]+", re.MULTILINE)  # the last is Word's, of the font Symbol


def single_line(text: str) -> str:
    """The text on one line, without what nobody sees and without bullets: lists and sidebars have no room for more."""
    return one_line(_BULLET.sub("", text.replace("\r", "\n")))


def readable_line(text: str) -> str:
    """The text on one line without what nobody sees; refused when no letter and no digit is left."""
    line = single_line(text)
    if not is_readable(line):
        raise ValidationError("Write at least one letter or digit.")
    return line
