"""Our own words among those of a text, given by whoever knows the language of the page."""

from typing import NamedTuple


class Words(NamedTuple):
    """The words for tables and notes, as HTML, and the attributes that tell their language from the text's."""

    table: str  # with %(number)s
    notes: str
    note: str  # with %(number)s
    back: str  # with %(number)s: the name of the link from a note to its mark
    own_lang: str = ""  # ` lang="en"` if the page is in another language than the text
    text_lang: str = ""  # ` lang="hy"` likewise
