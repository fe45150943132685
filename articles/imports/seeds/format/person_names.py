"""Persons' names in bylines: English, Russian, Ukrainian and Armenian. Imports no Django."""

import re

AUTHORS_MAX = 5
NAME_MAX = 60  # characters

_SURNAME = re.compile(
    r"[A-Z][\w'’-]*(?:yan|ian|yants|iants|uni|ov|ova|ev|eva|sky|skaya|enko|shvili|dze)"
    r"|[А-ЯЁ][\w-]*(?:ян|янц|уни|ов|ова|ев|ева|ёв|ин|ина|ын|ына|ский|ская|цкий|цкая|енко|швили|дзе|чук)"
    r"|[Ա-Ֆ][\w-]*(?:յան|յանց|ունի|ով|ովա|և|եւ|սկի|ենկո|շվիլի|ձե)"
)
_NAME = re.compile(
    r"(?:[A-ZА-ЯЁІЇЄԱ-Ֆ][\w'’.-]*|de|van|von|der|Տեր)(?:\s(?:[A-ZА-ЯЁІЇЄԱ-Ֆ][\w'’.-]*|de|van|von|der)){0,4}"
)
_BETWEEN_NAMES = re.compile(r",\s*|\s+(?:and|и|և|եւ|та|і|&)\s+")


def is_name(line: str) -> bool:
    """Return whether a line is a person's name and nothing else, as the ending of the surname says."""
    words = line.split()
    return 2 <= len(words) <= 3 and _SURNAME.fullmatch(words[-1]) is not None and _NAME.fullmatch(line) is not None


def names_in(text: str, at_least: int) -> tuple[str, ...]:
    """Return the names in a text that is nothing but persons' names, each of `at_least` words; else none."""
    parts = _BETWEEN_NAMES.split(text.rstrip(" ."))
    if not 0 < len(parts) <= AUTHORS_MAX or not all(
        _NAME.fullmatch(part) and len(part) <= NAME_MAX and part.count(" ") + 1 >= at_least for part in parts
    ):
        return ()
    return tuple(dict.fromkeys(parts))
