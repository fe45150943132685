"""Finding and reading of the seed files that a command line names. Imports no Django.

A folder gives every `.txt` file below it, in the order of names, and says which paths it leaves out. Links are
followed only to files inside the folder; anything that is not a regular file, is too large or is not readable is
refused without being read.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from articles.outside.errors import SourceError

Skip = Callable[[str, str], None]  # called with a path and the reason why it is not read
NO_SEED = "its name does not end with .txt"
LINKED_FOLDER = "this is a link to a folder: name the folder itself"
FOLDER = "this is a folder with a file's name: the .txt files in it are read"

FILE_BYTES_MAX = 4 * 1024 * 1024  # bytes; the sample has 2,457


def find(paths: Iterable[Path], skip: Skip = lambda path, reason: None) -> Iterator[tuple[str, Path | None]]:
    """Yield (file, the folder it was found in or None) for all `paths` (files or folders); each file once.

    A path that does not exist is yielded as it is: `read` says what is wrong with it. `skip` is called for each path
    below a folder that is no file to read.
    """
    seen = set()
    for path in paths:
        folder = path if path.is_dir() else None
        for found, name in _below(path, skip) if folder else [(str(path), os.path.abspath(path))]:
            if name not in seen:
                seen.add(name)
                yield found, folder


def _below(folder: Path, skip: Skip) -> Iterator[tuple[str, str]]:
    """Yield (path, absolute path) of each file. They are text, because there may be hundreds of thousands of files."""
    closed = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders.sort()
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        home = "" if Path(root) == Path() else str(Path(root))  # below the current folder, a name alone
        absolute = os.path.abspath(root)
        if root != os.fspath(folder) and _is_seed(root):
            skip(home, FOLDER)
        for name in sorted(names + links):
            if _is_seed(name):
                yield os.path.join(home, name), os.path.join(absolute, name)
            else:
                skip(os.path.join(home, name), LINKED_FOLDER if name in links else NO_SEED)
        while closed:  # a folder that cannot be opened: `read` says why
            name = str(Path(closed.pop().filename))
            yield name, os.path.abspath(name)


def _is_seed(name: str) -> bool:
    return name.lower().endswith(".txt")


def read(path: Path | str, root: Path | None = None, most: int = FILE_BYTES_MAX) -> bytes:
    """Return the bytes of one file. Raises SourceError with the reason, also if there are more than `most` bytes.

    `root` is the folder in which the file was found: a link that leads out of it is not followed.
    """
    try:
        handle = _open(path, root)
    except (OSError, RuntimeError) as error:
        raise SourceError(f"cannot be opened: {getattr(error, 'strerror', None) or error}") from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise SourceError("this is no regular file")
        if status.st_size > most:
            raise SourceError(f"the file has {status.st_size:,} bytes; {most:,} is the most")
        return os.read(handle, status.st_size)  # and no more, because the file may be growing
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}") from error
    finally:
        os.close(handle)


def _open(path: Path | str, root: Path | None) -> int:
    """Return a handle of the file. A link is followed if its target is in `root`, or if the link itself was named."""
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
    if root is None:
        return os.open(path, flags)
    try:
        return os.open(path, flags | os.O_NOFOLLOW)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
    target = Path(path).resolve(strict=True)
    if not target.is_relative_to(root.resolve()):
        raise SourceError("this link leads out of the folder: name the file itself")
    return os.open(target, flags)


def printable(path: str) -> str:
    """Return the path for a report or a terminal: one line, whatever bytes the name contains."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
