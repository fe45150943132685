"""XML written element by element; no text from outside can break it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.utils.xmlutils import SimplerXMLGenerator

# What is no Char of XML 1.0 (section 2.2): controls, surrogates, U+FFFE and U+FFFF.
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def legal(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold, not even escaped."""
    return _ILLEGAL.sub("", text)


class XmlDocument:
    """A document in the making; `bytes()` of it is the UTF-8 file."""

    def __init__(self):
        self._out = StringIO()
        self._xml = SimplerXMLGenerator(self._out, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    def __bytes__(self):
        return self._out.getvalue().encode()

    @contextmanager
    def inside(self, name: str, attributes: dict[str, str] | None = None) -> Iterator[None]:
        """An element; what is written inside the `with` block is its content."""
        self._start(name, attributes)
        yield
        self._xml.endElement(name)

    def leaf(self, name: str, text: str = "", attributes: dict[str, str] | None = None) -> None:
        """An element that holds nothing but `text`."""
        self._start(name, attributes)
        if text:
            self._xml.characters(legal(text))
        self._xml.endElement(name)

    def _start(self, name, attributes):
        self._xml.startElement(name, {key: legal(value) for key, value in (attributes or {}).items()})
