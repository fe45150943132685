"""What a version changed, word by word."""

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.text.diff import DEL, INS, SAME, Paragraph

_MARKS = {SAME: "{}", INS: "<ins>{}</ins>", DEL: "<del>{}</del>"}


def changed_words(paragraph: Paragraph) -> str:
    """Return the paragraph's pieces as HTML: `<ins>` for words that were added, `<del>` for words that were removed."""
    marked = (format_html(_MARKS[piece.kind], piece.text) for piece in paragraph)
    return mark_safe(" ".join(marked))  # noqa: S308 escaped above
