"""A writer of XML, element by element; no text from outside can break the document."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.utils.xmlutils import SimplerXMLGenerator

# Characters that are not Char in XML 1.0 (section 2.2): controls, surrogates, U+FFFE and U+FFFF.
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def legal(text: str) -> str:
    """Return `text` without the characters that XML 1.0 does not allow, not even escaped."""
    return _ILLEGAL.sub("", text)


class XmlDocument:
    """An XML document that is being written; `bytes()` of it is the UTF-8 file.

    As a `part`, it is some elements that another document inserts: `str()` of it.
    """

    def __init__(self, *, part: bool = False):
        self._out = StringIO()
        self._xml = SimplerXMLGenerator(self._out, "utf-8", short_empty_elements=True)
        if not part:
            self._xml.startDocument()

    def __bytes__(self):
        return str(self).encode()

    def __str__(self):
        return self._out.getvalue()

    @contextmanager
    def inside(self, name: str, attributes: dict[str, str] | None = None) -> Iterator[None]:
        """Write an element; what is written inside the `with` block is its content."""
        self._start(name, attributes)
        yield
        self._xml.endElement(name)

    def leaf(self, name: str, text: str = "", attributes: dict[str, str] | None = None) -> None:
        """Write an element that contains only `text`."""
        self._start(name, attributes)
        if text:
            self._xml.characters(legal(text))
        self._xml.endElement(name)

    def insert(self, xml: str) -> None:
        """Write whole elements that are written already."""
        self._xml.ignorableWhitespace(xml)  # as it is

    def _start(self, name, attributes):
        self._xml.startElement(name, {key: legal(value) for key, value in (attributes or {}).items()})
