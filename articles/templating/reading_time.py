"""The time that a story takes to read."""

from articles.formats.metadata import word_count

WORDS_A_MINUTE = 220
LONGER_PIECE = 400  # words; for a shorter one nobody asks how long it takes


def reading_minutes(article) -> int | None:
    """Return the reading time in whole minutes, at least 2; None for a story shorter than LONGER_PIECE."""
    words = word_count(article)
    return max(2, round(words / WORDS_A_MINUTE)) if words >= LONGER_PIECE else None
