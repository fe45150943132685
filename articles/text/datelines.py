"""How a story's dateline is printed. Imports nothing."""


def printed(place: str, source: str) -> str:
    """Return a dateline without the dash after it: `YEREVAN (Reuters)`, or the one of both that there is, or ""."""
    return f"{place} ({source})" if place and source else place or source
