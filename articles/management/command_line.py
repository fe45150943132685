"""How a command is typed where a message is read: on a server, in a container, on one's own machine.

No Django here: messages about wrong settings need this, too.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PORTAL = Path("/usr/local/bin/portal")  # a link to our deploy/portal, as deploy/README.md makes it


def is_installed() -> bool:
    """Return whether this copy is the one that a server's `portal` command runs."""
    try:
        return PORTAL.resolve(strict=True) == ROOT / "deploy" / "portal"
    except OSError:
        return False


def typed(command: str) -> str:
    """Return what to type to run the management command (`migrate`, `changepassword NAME`).

    PORTAL_COMMAND says how a command begins where that cannot be known from here, as in deploy/compose.yaml.
    """
    if begun := os.environ.get("PORTAL_COMMAND", "").strip():
        return f"{begun} {command}"
    if is_installed():
        return f"portal {command}"
    return f"{'.venv/bin/python' if (ROOT / '.venv').is_dir() else 'python'} manage.py {command}"


def restarting() -> str:
    """Return how the site's processes are restarted."""
    if os.environ.get("PORTAL_COMMAND", "").strip():
        return "docker compose restart web-one web-two"
    return "systemctl restart portal-web" if is_installed() else "Ctrl-C, then make run"
