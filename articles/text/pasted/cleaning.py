"""Cleaning of HTML from Google Docs, Word, mail and web pages down to what the text of a story may contain.

static/js/newsroom/pasted.js does the same to what is pasted into the newsroom's editor; this room does it for text
that reaches the server another way. Both run against the table of cases in tests/support/pasted.py and give
the same results.
articles/text/richtext.py decides afterwards what is safe.
"""

from articles.text.pasted.elements import CLEANER
from articles.text.pasted.paragraphs import paragraphs
from articles.text.pasted.reader import Reader
from articles.text.pasted.styles import sheets, style_rules
from articles.text.pasted.typed_lists import with_typed_lists
from articles.text.pasted.writer import write


def clean_markup(markup: str) -> str:
    """Return HTML with only paragraphs, headings, lists, tables, quotations, links, bold and italic."""
    reader = Reader(style_rules(sheets(markup)))
    reader.feed(CLEANER.clean(markup))
    reader.close()
    reader.end()
    return write(with_typed_lists(piece for block in reader.blocks for piece in paragraphs(block)))
