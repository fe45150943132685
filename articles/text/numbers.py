"""Numbers as each language of the site writes them. Imports no Django."""

_DECIMAL = {"en": ".", "ru": ",", "hy": ","}
# CLDR's group separators. A space that does not break, so that no number is parted at the end of a line.
_SEPARATORS = {"en": ",", "ru": "\N{NO-BREAK SPACE}", "hy": "\N{NO-BREAK SPACE}"}


def format_number(number: int, language: str = "en") -> str:
    """Return the number with its thousands parted: `1,234`, in Russian and Armenian `1 234`."""
    return f"{number:,}".replace(",", _SEPARATORS.get(language, ","))


def format_tenths(number: float, language: str = "en") -> str:
    """Return the number with one digit behind the point, without it from ten on: `1.5`, in Russian `1,5`, `12`."""
    text = f"{number:.1f}" if number < 9.95 else format_number(round(number), language)
    return text.replace(".", _DECIMAL.get(language, "."))
