"""Command lines to show in messages, as they are typed on a server, in a container or on a developer's machine.

Imports no Django, because messages about wrong settings need this too.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PORTAL = Path("/usr/local/bin/portal")  # a link to our deploy/portal, created as deploy/README.md describes


def is_installed() -> bool:
    """Return whether this copy is the one that a server's `portal` command runs."""
    try:
        return PORTAL.resolve(strict=True) == ROOT / "deploy" / "portal"
    except OSError:
        return False


def shell_command(command: str) -> str:
    """Return what to type to run the management command (`migrate`, `changepassword NAME`).

    PORTAL_COMMAND gives the beginning of the command where we cannot know it, as in deploy/compose.yaml.
    """
    if prefix := os.environ.get("PORTAL_COMMAND", "").strip():
        return f"{prefix} {command}"
    if is_installed():
        return f"portal {command}"
    return f"{'.venv/bin/python' if (ROOT / '.venv').is_dir() else 'python'} manage.py {command}"


def restart_command() -> str:
    """Return what to type to restart the site's processes."""
    if os.environ.get("PORTAL_COMMAND", "").strip():
        return "docker compose restart web-one web-two"
    return "systemctl restart portal-web" if is_installed() else "Ctrl-C, then make run"
