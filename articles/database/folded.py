"""Comparison of names as readers do, in the database: `name__folded="ԵՐԵՎԱՆ"` and `name__folded__contains="карабах"`.

The rule is articles/text/folding.py. SQLite calls it for each row, because its own LIKE and lower() know ASCII alone;
PostgreSQL is given SQL made from it. Both look at every row, so they are for names and captions, of which there are
thousands, not for texts: the search has an index of those (articles/search).
"""

import unicodedata
from functools import cache

from django.db.models import CharField, TextField, Transform
from django.db.models.lookups import Contains

from articles.text.folding import PAIRS, fold

SQLITE_FUNCTION = "articles_fold"


def prepare(connection) -> None:
    """Let a new connection to SQLite call the rule; PostgreSQL needs nothing."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_FUNCTION, 1, _folded, deterministic=True)


def _folded(text: str | None) -> str | None:
    return text if text is None else fold(text)


class FoldedText(CharField):
    """A folded text in a query; what it is compared with is folded too."""

    def get_prep_value(self, value):
        return _folded(super().get_prep_value(value))


@FoldedText.register_lookup
class FoldedContains(Contains):
    prepare_rhs = True  # Django compares parts of texts as they were typed


@TextField.register_lookup
@CharField.register_lookup
class Folded(Transform):
    """A name or caption without what makes no difference: `folded` in the names of lookups."""

    lookup_name = "folded"
    output_field = FoldedText()

    def as_sqlite(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, function=SQLITE_FUNCTION, **context)

    def as_postgresql(self, compiler, connection, **context):
        text, params = compiler.compile(self.lhs)
        return postgresql(text), (*params, *params, *params)


@cache
def postgresql(text: str) -> str:
    """Return PostgreSQL's SQL that folds the `text` (SQL), which occurs in it three times."""
    lower, letters = f"""lower(normalize({text}) COLLATE "und-x-icu")""", _lower_letters()
    # Most names have nothing to replace; a look is ten times quicker than the replacing.
    special = "".join(f"\\u{ord(letter):04x}" for letter in letters)
    return f"CASE WHEN {lower} ~ '[{special}]|{'|'.join(PAIRS)}' THEN {_replaced(lower, letters)} ELSE {lower} END"


def _lower_letters() -> dict[str, str]:
    """Return what the rule makes of each letter in lower case and NFC, if that is another text."""
    letters = (chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000)
    folded = {one: fold(one) for one in letters if one == unicodedata.normalize("NFC", one).lower()}
    return {one: other for one, other in folded.items() if one != other}


def _replaced(text: str, letters: dict[str, str]) -> str:
    """Return PostgreSQL's SQL that replaces the letters of a text in lower case and NFC."""
    single = {one: other for one, other in letters.items() if len(other) == 1}
    removed = [one for one, other in letters.items() if not other]
    longer = {one: other for one, other in letters.items() if len(other) > 1} | PAIRS
    sql = f"translate({text}, {_quoted([*single, *removed])}, {_quoted(single.values())})"
    for one, other in longer.items():
        sql = f"replace({sql}, '{one}', '{other}')"
    return sql


def _quoted(letters) -> str:
    return "'" + "".join(letters).replace("'", "''") + "'"
