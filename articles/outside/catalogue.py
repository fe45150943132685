"""A folder's catalogue: a TOML file that describes the folder's files. Imports no Django."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from articles.outside.errors import SourceError
from articles.outside.files import read

Record = TypeVar("Record")


class CatalogueError(Exception):
    """Error for a catalogue that cannot be used; the message says where and why."""


def read_catalogue(path: Path, table: str, record: type[Record]) -> list[Record]:
    """Return a `record` (a dataclass) for each `[[table]]` of the file.

    Raises CatalogueError if the file cannot be read, has another form, or contains something that `record` refuses.
    """
    try:
        entries = tomllib.loads(read(path, path.parent).decode("utf-8")).get(table)
    except (SourceError, ValueError, RecursionError) as error:  # ValueError: not UTF-8, not TOML, a number too long
        raise CatalogueError(f"{path}: {error}") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CatalogueError(f"{path}: holds no [[{table}]]")
    known = ", ".join(entry.name for entry in fields(record))
    records = []
    for number, entry in enumerate(entries, start=1):
        try:
            records.append(record(**entry))
        except TypeError as error:
            raise CatalogueError(f"{path}: {table} {number}: known are {known}; {error}") from error
        except CatalogueError as error:
            raise CatalogueError(f"{path}: {table} {number}: {error}") from error
    return records
