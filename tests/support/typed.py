"""What a page shows, as somebody would type it."""

TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\N{NO-BREAK SPACE}": " "})


def as_typed(text: str) -> str:
    """Return an English text of a page with straight quotes and ordinary spaces, as it is stored."""
    return text.translate(TYPED)
