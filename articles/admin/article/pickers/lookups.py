"""What the addresses of the pickers have in common."""

from django.core.exceptions import PermissionDenied

SHOWN = 8  # rows that a picker offers at once
READ = 50  # rows of which the best are offered
TYPED_MAX = 200  # characters of what was typed that are read


def typed(request) -> str:
    """Return what was typed, `q`, on one line; empty if there is nothing or a NUL, which no name holds."""
    text = " ".join(request.GET.get("q", "")[:TYPED_MAX].split())
    return "" if "\0" in text else text


def check_may_write(model_admin, request) -> None:
    """Raise PermissionDenied unless the account may write stories."""
    if not (model_admin.has_add_permission(request) or model_admin.has_change_permission(request)):
        raise PermissionDenied
