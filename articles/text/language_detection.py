"""Detection of a text's language by its letters. The agency writes English, Russian and Armenian."""

import re

ENGLISH = "en"
_LETTERS = {
    "hy": re.compile("[\N{ARMENIAN CAPITAL LETTER AYB}-\N{ARMENIAN SMALL LIGATURE ECH YIWN}]"),
    "ru": re.compile("[\N{CYRILLIC CAPITAL LETTER IO}-\N{CYRILLIC SMALL LETTER IO}]"),
    ENGLISH: re.compile("[A-Za-z]"),
}


def language_of(text: str) -> str:
    """Return the language tag (BCP 47: "en", "ru" or "hy") whose script most letters of `text` have; "en" for none."""
    return max(_LETTERS, key=lambda language: (len(_LETTERS[language].findall(text)), language == ENGLISH))
