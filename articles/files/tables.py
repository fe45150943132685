"""CSV (RFC 4180), in UTF-8: text that spreadsheet programs open. Refused with cells that they would run as formulas."""

import codecs
import csv
import io
import re
from typing import BinaryIO

from articles.files.kinds import Facts, Refused

SEPARATORS = ",;\t|"
# A program that opens the file would take these for formulas; + and - may begin a number.
_FORMULA = re.compile(r"[=@]|[+-](?![\d.,\s]|$)")
# A program for another country may part the columns by another sign than ours, and then see a formula within a cell.
_FORMULA_WITHIN = re.compile(rf'[{SEPARATORS}]"?=')
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|script|svg|\?xml|\?php)", re.IGNORECASE)
_FORMULA_SAID = (
    "Line {}: the cell “{}” would be run as a formula where the file is opened. Put its value, or a space before it."
)
NOT_UTF8 = "This text is not in UTF-8. Save it as “CSV UTF-8”, and upload that."


def check(file: BinaryIO, size: int) -> Facts:
    """Return the facts of a CSV file. Raises Refused, naming the line that is wrong."""
    file.seek(0)
    data = file.read()
    if b"\0" in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused(NOT_UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(NOT_UTF8) from error
    if _MARKUP.match(text):
        raise Refused("This is a web page or another file with markup, not a table. Save the table as CSV.")
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    if separator not in first:
        raise Refused("The first line has no comma, semicolon or tab between columns. Save the table as CSV.")
    _check_cells(text, separator)
    if within := _FORMULA_WITHIN.search(text):
        line = text.count("\n", 0, within.start()) + 1
        raise Refused(_FORMULA_SAID.format(line, text[within.start() : within.start() + 40].partition("\n")[0]))
    return Facts("csv")


def _check_cells(text: str, separator: str) -> None:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in rows:
            for cell in row:
                if _FORMULA.match(cell):
                    raise Refused(_FORMULA_SAID.format(rows.line_num, cell[:40]))
    except csv.Error as error:
        raise Refused(f"Line {rows.line_num}: this is not CSV ({error}).") from error
