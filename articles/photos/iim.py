"""IPTC's older metadata in a JPEG (IIM 4.2, iptc.org/standards/iim): bytes to text. Imports no Django.

Pillow finds the datasets. Which encoding their texts are in, it does not know: a file may declare UTF-8, and most
declare nothing; then it is UTF-8 if it is valid as that, else Windows-1251 or Windows-1252 by the letters.
"""

import re
from typing import Any

from PIL import Image, IptcImagePlugin

from articles.text.encodings import WESTERN, is_russian, is_western

CYRILLIC = "cp1251"
CHARACTER_SET, UTF_8 = (1, 90), b"\x1b%G"  # ISO 2022's escape sequence
DATE, TIME = (2, 55), (2, 60)
PLACE = ((2, 92), (2, 90), (2, 95), (2, 101))  # from the smallest: sublocation, city, state, country
TEXTS = {"headline": (2, 105), "caption": (2, 120), "creator": (2, 80), "credit": (2, 110), "copyright": (2, 116)}
_LETTERS = re.compile(rb"[\xc0-\xff\xa8\xb8]{3}")  # three accented letters in a row are a Cyrillic word
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?)?")


def read(image: Image.Image) -> dict[str, str]:
    """Return what the datasets say, by the names of EmbeddedTexts; raises whatever Pillow raises for hostile bytes."""
    found: dict[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(image) or {}
    lists = ((key, value if isinstance(value, list) else [value]) for key, value in found.items())
    values = {key: [value for value in each if value] for key, each in lists}  # Pillow gives None for an empty text
    encoding = _encoding(values)

    def text(key: tuple[int, int]) -> str:
        return ", ".join(value.decode(encoding, "replace").strip() for value in values.get(key, []))

    places = dict.fromkeys(filter(None, map(text, PLACE)))
    read_as = {name: text(key) for name, key in TEXTS.items()}
    return read_as | {"place": ", ".join(places), "taken": _moment(text(DATE), text(TIME))}


def _encoding(values: dict[tuple[int, int], list[bytes]]) -> str:
    if UTF_8 in values.get(CHARACTER_SET, []):
        return "utf-8"
    told = b" ".join(value for key in (*TEXTS.values(), *PLACE) for value in values.get(key, []))
    try:
        told.decode()
    except UnicodeDecodeError:
        cyrillic = is_russian(told, CYRILLIC) or (not is_western(told) and _LETTERS.search(told))
        return CYRILLIC if cyrillic else WESTERN
    return "utf-8"


def _moment(date: str, time: str) -> str:
    """Return `20201002` and `191300+0400` as ISO 8601; "" if the date is none."""
    for told in (f"{date}T{time}", date):
        if match := _MOMENT.fullmatch(told):
            year, month, day, hour, minute, second, *zone = match.groups()
            moment = f"T{hour}:{minute}:{second}" if hour else ""
            return f"{year}-{month}-{day}{moment}" + (":".join(zone) if zone[0] else "")
    return ""
