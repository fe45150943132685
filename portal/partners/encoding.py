"""Converting a feed to UTF-8, whatever it says of its own encoding. This module imports no Django.

Labels are often wrong, so the bytes are asked first:

1. a byte order mark, or the zero bytes of UTF-16 and UTF-32, override every label (RFC 7303, section 3);
2. what is valid UTF-8, or nearly so, is UTF-8: no other text is by chance;
3. then a label counts: the server's before the document's, but Latin-1 is what servers say of everything;
4. unless the text is certainly Russian in an encoding that the label does not mean, or there is no useful label and
   it is certainly Western (articles/text/encodings.py);
5. otherwise it is UTF-8.

What cannot be decoded becomes U+FFFD, one for each damaged place.
"""

import codecs
import re

from articles.text.encodings import WESTERN, high_bytes, is_russian, is_western

NEARLY = 0.9  # the share of the bytes over 0x7F that belong to whole characters
CYRILLIC = ("cp1251", "koi8-r")
PIECE = 65_536  # bytes
_MARKS = {
    **{codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be"},
    **{codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"},
    **{b"{\0": "utf-16-le", b"\0{": "utf-16-be"},
}  # the longer ones first
_MARK_8 = re.compile(rb"(?:\xef\xbb\xbf|\xc3\xaf\xc2\xbb\xc2\xbf|\s)+")  # the second was read as Latin-1 before
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROLS = bytes({*range(32)} - {9, 10, 13})  # which XML does not allow; no other UTF-8 character contains them
_DAMAGE = re.compile("\ufffd{2,}")
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_WINDOWS = re.compile(r"(?:x-)?(?:windows|win|cp)[-_]?(125\d)", re.IGNORECASE)
_WESTERN_LABELS = ("ascii", "iso8859-1", WESTERN)  # browsers read all of them as Windows-1252
_EMPTY_LABELS = {
    *("", "utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be"),  # refuted by 1 and 2, or unknown
    *("utf-7", "unicode-escape", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape"),  # nobody's
}


def utf_8(data: bytes, content_type: str = "") -> bytes:
    """Return the feed in UTF-8, without a byte order mark, space before it, or control characters."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            data = _decoded(data, encoding)
            break
    data = data[begin.end() :] if (begin := _MARK_8.match(data)) else data
    labels = [_codec(label) for label in (*_CHARSET.findall(content_type), *_declared(data))]
    if b"\x1b" in data and (seven_bit := [label for label in labels if label.startswith("iso2022")]):
        data = _decoded(data, seven_bit[0])
    return (data if _is_valid(data) else _decoded(data, _encoding(data, labels))).translate(None, _CONTROLS)


def _encoding(data: bytes, labels: list[str]) -> str:
    """Return the encoding of data that is not quite UTF-8."""
    if sum(map(len, _SEQUENCE.findall(data))) > NEARLY * high_bytes(data):
        return "utf-8"
    labels = [label for label in labels if label not in _EMPTY_LABELS]
    label = next((label for label in labels if label not in _WESTERN_LABELS), WESTERN if labels else "")
    if label in ("", WESTERN, *CYRILLIC) and not (label in CYRILLIC and is_russian(data, label)):
        for encoding in CYRILLIC:
            if is_russian(data, encoding):
                return encoding
    return label or (WESTERN if is_western(data) else "utf-8")


def _declared(data: bytes) -> list[str]:
    found = _DECLARED.match(data)
    return [found[1].decode("ascii", "replace")] if found else []


def _codec(label: str) -> str:
    """Return the name under which Python knows the label, or "" if it does not."""
    try:
        name = codecs.lookup(_WINDOWS.sub(r"cp\1", label)).name
    except (LookupError, ValueError):
        return ""
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)  # a superset


def _is_valid(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()  # in pieces, because as a whole the text may take 32 MB
    try:
        for start in range(0, len(data), PIECE):
            decoder.decode(data[start : start + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str) -> bytes:
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError):  # no encoding of texts
        text = data.decode("utf-8", "replace")
    if "\ufffd\ufffd" in text:
        text = _DAMAGE.sub("\ufffd", text)
    return text.encode("utf-8", "replace")
