"""The key of a copy that runs on somebody's own machine."""

import os
import secrets
from pathlib import Path


def local_secret_key(path: Path) -> str:
    """The key kept in `path`, made on first use, readable by its owner alone.

    Two processes that start together end with the same key: the file appears
    whole under its name, and whoever comes second reads the first one's.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
