"""A line that an editor types and a reader reads."""

from django.core.exceptions import ValidationError

from articles.plaintext import is_readable, one_line


def readable_line(text: str) -> str:
    """The text on one line without what nobody sees; refused when no letter and no digit is left."""
    line = one_line(text)
    if not is_readable(line):
        raise ValidationError("Write at least one letter or digit.")
    return line
