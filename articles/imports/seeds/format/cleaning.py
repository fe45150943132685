"""Cleaning of a seed's text before it is parsed; nothing is changed or left out without a warning. No Django."""

from articles.text.plain import (
    ACCENTS_MAX,
    in_nfc,
    invisible_in,
    with_windows_punctuation,
    without_invisible,
    without_piled_accents,
)

NAMED_MAX = 5  # characters that a warning names


def clean(text: str, notes: list[str]) -> str:
    """Return the `visible` text, with Windows-1252 signs for control characters; add the warnings to `notes`."""
    text = _noting(
        text, with_windows_punctuation, "control characters are read as the Windows-1252 signs they mean", notes
    )
    shown = without_invisible(text)
    if len(shown) != len(text):
        names = invisible_in(text)
        more = f" and {len(names) - NAMED_MAX} more" if len(names) > NAMED_MAX else ""
        notes.append(f"invisible characters are left out: {', '.join(names[:NAMED_MAX])}{more}")
    return in_nfc(
        _noting(shown, without_piled_accents, f"more than {ACCENTS_MAX} accents on one letter are left out", notes)
    )


def _noting(text, change, note, notes):
    changed = change(text)
    if changed != text:
        notes.append(note)
    return changed
