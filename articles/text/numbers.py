"""Whole numbers as each language of the site writes them. Imports no Django."""

# CLDR's group separators. A space that does not break, so that no number is parted at the end of a line.
_SEPARATORS = {"en": ",", "ru": "\N{NO-BREAK SPACE}", "hy": "\N{NO-BREAK SPACE}"}


def format_number(number: int, language: str = "en") -> str:
    """Return the number with its thousands parted: `1,234`, in Russian and Armenian `1 234`."""
    return f"{number:,}".replace(",", _SEPARATORS.get(language, ","))
