"""Comparison of names as readers do, in the database: `name__folded="ԵՐԵՎԱՆ"` and `name__folded__contains="карабах"`.

The rule is articles/text/folding.py. SQLite calls it for each row, because its own LIKE and lower() know ASCII alone;
PostgreSQL is given SQL made from it. Both look at every row, so they are for names and captions, of which there are
thousands, not for texts: the search has an index of those (articles/search).
"""

import unicodedata
from collections.abc import Iterable
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
    """Return PostgreSQL's SQL that folds the `text` (SQL), which occurs in it three times.

    Most names have nothing but capitals to fold. To find that out takes a fiftieth of the time that replacing takes.
    """
    replaced = _replaced(f"""lower(normalize({text}) COLLATE "und-x-icu")""")
    pairs = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in pair) for pair in PAIRS)
    special = f"""({text}) COLLATE "C" ~ '[{_class(_special_letters())}]|{pairs}'"""
    return f"""CASE WHEN {special} THEN {replaced} ELSE lower(({text}) COLLATE "und-x-icu") END"""


def _letters() -> list[str]:
    return [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]


def _special_letters() -> list[str]:
    """Return the letters without which folding a text is nothing but lower case, also if they follow others.

    Capital sigma is one, because its lower case depends on its place in the word.
    """
    pairs = (unicodedata.decomposition(one).split() for one in _letters())
    second = {chr(int(codes[1], 16)) for codes in pairs if len(codes) == 2 and not codes[0].startswith("<")}
    jamo = map(chr, range(0x1160, 0x1200))  # NFC joins them by a rule, not by the table of pairs
    alone = (one for one in _letters() if fold(one) != one.lower() or unicodedata.normalize("NFC", one) != one)
    joining = (one for one in _letters() if unicodedata.combining(one))
    return sorted({*second, *jamo, *alone, *joining, "Σ"})


def _class(letters: list[str]) -> str:
    """Return the letters as ranges within the brackets of a regular expression."""
    ranges: list[list[int]] = []
    for code in map(ord, letters):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in ranges)


def _replaced(text: str) -> str:
    """Return PostgreSQL's SQL that replaces the letters of a text in lower case and NFC."""
    folded = {one: fold(one) for one in _letters() if one == unicodedata.normalize("NFC", one).lower()}
    letters = {one: other for one, other in folded.items() if one != other}
    single = {one: other for one, other in letters.items() if len(other) == 1}
    removed = [one for one, other in letters.items() if not other]
    longer = {one: other for one, other in letters.items() if len(other) > 1} | PAIRS
    sql = f"translate({text}, {_quoted([*single, *removed])}, {_quoted(single.values())})"
    for one, other in longer.items():
        sql = f"replace({sql}, '{one}', '{other}')"
    return sql


def _quoted(letters: Iterable[str]) -> str:
    return "'" + "".join(letters).replace("'", "''") + "'"
