"""Moments as raw SQL and JSON give them."""

from datetime import UTC, datetime


def aware(value: datetime | str) -> datetime:
    """Return the aware moment of a value from the database; one without a zone, as SQLite gives it, is in UTC."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
