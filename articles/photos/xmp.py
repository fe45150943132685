"""IPTC's metadata as XMP (ISO 16684-1; iptc.org/standards/photo-metadata): bytes to text. Imports no Django.

expat parses it, with every document type refused: without one there are no entities, so nothing can be made to grow
or to be fetched. Pillow's own `getxmp` would need another package for that, and nests dictionaries as deep as the file.
"""

from collections import defaultdict
from xml.parsers import expat

BYTES_MAX = 1_000_000
DEPTH_MAX = 30  # elements within one another
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "
_XMP_META = "adobe:ns:meta/ "
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_DC = "http://purl.org/dc/elements/1.1/ "
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/ "
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/ "
_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/ "
_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/ "
_LOCATION = f"{_EXT}LocationCreated"
TEXTS = {
    "headline": f"{_PHOTOSHOP}Headline",
    "caption": f"{_DC}description",
    "credit": f"{_PHOTOSHOP}Credit",
    "copyright": f"{_DC}rights",
    "usage_terms": f"{_RIGHTS}UsageTerms",
    "alt": f"{_CORE}AltTextAccessibility",
    "taken": f"{_PHOTOSHOP}DateCreated",
    "source_type": f"{_EXT}DigitalSourceType",
}
CREATORS = f"{_DC}creator"
# From the smallest: sublocation, city, state, country. Where it was taken, or else, as older programs have it, where.
PLACES = (
    [(_LOCATION, f"{_EXT}{name}") for name in ("Sublocation", "City", "ProvinceState", "CountryName")],
    [(f"{_CORE}Location",), (f"{_PHOTOSHOP}City",), (f"{_PHOTOSHOP}State",), (f"{_PHOTOSHOP}Country",)],
)


class NoXmp(ValueError):
    """An error: the bytes are not XMP, or go beyond a limit."""


def read(packet: bytes) -> dict[str, str]:
    """Return what the packet says, by the names of EmbeddedTexts. Raises NoXmp or expat's error."""
    found = _properties(packet)

    def text(*path: str) -> str:
        values = found.get(path, [])
        return next((value for language, value in values if language == "x-default"), values[0][1] if values else "")

    said = {name: text(path) for name, path in TEXTS.items()}
    said["creator"] = ", ".join(dict.fromkeys(value for _, value in found.get((CREATORS,), [])))
    places = ([*filter(None, (text(*path) for path in kind))] for kind in PLACES)
    said["place"] = ", ".join(dict.fromkeys(next(filter(None, places), [])))
    said["source_type"] = said["source_type"].rstrip("/").rpartition("/")[2]
    return said


def _properties(packet: bytes) -> dict[tuple[str, ...], list[tuple[str, str]]]:
    """Return the language and the text of each value, by its property, or by those that lead to it in a structure."""
    if len(packet) > BYTES_MAX:
        raise NoXmp(f"more than {BYTES_MAX:,} bytes")
    found, inside, languages, texts = defaultdict(list), [], [], []

    def path() -> tuple[str, ...]:
        return tuple(name for name in inside if not name.startswith((_RDF, _XMP_META)))

    def start(name, attributes):
        inside.append(name)
        if len(inside) > DEPTH_MAX:
            raise NoXmp(f"deeper than {DEPTH_MAX} elements")
        languages.append(attributes.get(_LANGUAGE, ""))
        texts.clear()
        for attribute, value in attributes.items():
            if " " in attribute and attribute != _LANGUAGE and not attribute.startswith(_RDF):
                found[(*path(), attribute)].append(("", value.strip()))

    def end(name):
        text = "".join(texts).strip()
        texts.clear()
        if text:
            found[path()].append((languages[-1], text))
        inside.pop()
        languages.pop()

    def refuse_doctype(*arguments):
        raise NoXmp("a document type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = texts.append, refuse_doctype
    parser.Parse(packet.strip(b"\0 \t\r\n"), True)
    return found
