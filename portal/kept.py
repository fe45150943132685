"""Values that a copy makes for itself once, and keeps in its `var/`."""

import os
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], str], mode: int = 0o600) -> str:
    """The text kept in `path`; on first use what `make()` gives, in a file of that `mode`.

    Two processes that start together end with the same text: the file appears
    whole under its name, and whoever comes second reads the first one's.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=mode)
        draft.write_text(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
