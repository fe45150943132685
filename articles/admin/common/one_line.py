"""One-line texts that an editor types or pastes and readers see."""

import re

from django.core.exceptions import ValidationError

from articles.text.plain import BULLETS, is_readable, one_line

_BULLET = re.compile(rf"^[^\S\n]*[{BULLETS}][^\S\n]+", re.MULTILINE)


def single_line(text: str) -> str:
    """Return the text on one line, without invisible characters and bullets.

    Lists and sidebars have no room for more.
    """
    return one_line(_BULLET.sub("", text.replace("\r", "\n")))


def readable_line(text: str, most: int | None = None) -> str:
    """Return the text on one line without invisible characters.

    Raise ValidationError if no letter or digit is left, or more than `most` characters: in NFC some letters are two.
    """
    line = single_line(text)
    if not is_readable(line):
        raise ValidationError("Write at least one letter or digit.")
    if most is not None and len(line) > most:
        raise ValidationError(f"It would have {len(line)} characters; {most} are allowed.")
    return line
