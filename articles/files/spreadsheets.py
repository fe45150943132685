"""Spreadsheets: XLSX (ECMA-376) and ODS (OpenDocument). Refused with macros, other programs' objects or a password.

Both are ZIP archives. Nothing of their tables is unpacked: what they would unpack to is read from their directory.
"""

import re
import zipfile
import zlib
from typing import BinaryIO

from articles.files.kinds import Facts, Refused

ENTRIES_MAX = 5_000
UNPACKED_MAX = 300_000_000  # bytes of all entries together
PACKING_MAX = 200  # unpacked by packed bytes; tables reach 30
PART_MAX = 2_000_000  # bytes of a part that we read
CONTENT_TYPES, WORKBOOK = "[Content_Types].xml", b"spreadsheetml.sheet.main+xml"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # as both formats say
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError, ValueError)
ACTIVE = {
    r"(?i)vbaproject|/macrosheets/|/dialogsheets/|^basic/|^scripts/": "macros. Save it as XLSX or ODS without macros",
    r"(?i)/activex/|/ctrlprops/|/embeddings/|^objectreplacements/.*ole": "another program's object inside. Remove it",
    r"(?i)/externallinks/|/connections\.xml$|/querytables/": "links to files. Break them (Excel: Data, Edit Links)",
}


def begins(head: bytes) -> bool:
    """Return whether a file's first bytes are those of a ZIP archive."""
    return head.startswith(b"PK\x03\x04")


def check(file: BinaryIO, size: int) -> Facts:
    """Return the facts of a spreadsheet. Raises Refused."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return _check(archive, size)
    except DAMAGES as error:
        raise Refused("This spreadsheet is damaged or not complete. Save it once more, as XLSX or ODS.") from error


def _check(archive: zipfile.ZipFile, size: int) -> Facts:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES_MAX or unpacked > UNPACKED_MAX or unpacked > size * PACKING_MAX:
        raise Refused(
            f"This file unpacks to {unpacked / 1e6:,.0f} MB in {len(entries):,} parts, more than a spreadsheet has. "
            "Save the tables in a new file."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("This spreadsheet has a password. Save it without.")
    if any(entry.compress_type not in PACKINGS for entry in entries):
        raise Refused("This spreadsheet is packed as no program packs it. Save it once more, as XLSX or ODS.")
    names = [entry.filename for entry in entries]
    type = _type_of(archive, names)
    for pattern, what in ACTIVE.items():
        if any(re.search(pattern, name) for name in names):
            raise Refused(f"This spreadsheet has {what}, and upload it again.")
    return Facts(type)


def _type_of(archive: zipfile.ZipFile, names: list[str]) -> str:
    if CONTENT_TYPES in names:
        types = _part(archive, CONTENT_TYPES)
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise Refused("This spreadsheet has macros. Save it as XLSX without macros, and upload it again.")
        if WORKBOOK in types and "xl/workbook.xml" in names:
            return "xlsx"
    elif names[:1] == ["mimetype"] and _part(archive, "mimetype").strip() == ODS:
        if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
            raise Refused("This spreadsheet has a password. Save it without.")
        return "ods"
    raise Refused("This is an archive or another kind of document. Documents can be PDF, XLSX, ODS or CSV.")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(PART_MAX)
