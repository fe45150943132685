"""SQL that folds a text as articles.text.folding does, made from the same tables, for the triggers of both databases.

What an index does anyway is left to it: both fold case, FTS5 drops the accents of Latin letters, and neither needs to
be helped with signs between words. tests/search/test_folding_sql.py compares them with `fold`, letter by letter.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from articles.text.folding import ACCENTED, ACCENTED_BLOCKS, ACCENTS, DROPPED, LETTERS, PAIRS

_FREQUENT = ("ё", "և")
_ACCENT_CLASS = f"{chr(ACCENTS[0])}-{chr(ACCENTS[-1])}"
# One letter, also if a text has it as two characters.
_COMPOSED = {unicodedata.normalize("NFD", letter): letter for letter in "йЙ"}
_CALLS_MAX = 10
# Letters by their first bytes: in a text without these bytes they are not looked for.
_SIGNS = (b"\xc2", b"\xe2\x80")  # most texts have some of these
_OURS = (
    (b"\xd0", b"\xd1"),  # Cyrillic
    (b"\xd4", b"\xd5", b"\xd6"),  # Armenian
)
_RARE = (
    (b"\xc3", b"\xc4", b"\xc5", b"\xe1\xba"),  # Latin
    (b"\xce", b"\xcf"),  # Greek
    (b"\xd8", b"\xd9"),  # Arabic
    (b"\xca", b"\xe2\x81", b"\xef\xac"),  # other apostrophes, signs, ligatures
)
_PAIRS = {case(one): case(two) for one, two in PAIRS.items() for case in (str, str.title, str.upper)}


def sqlite(column: str, text: str = "") -> str:
    """Return SQL for what FTS5 is to index of `text`, SQL for the words of the column (the column itself).

    To look for a letter takes some two microseconds for a kilobyte, so each script's are looked for if it is there.
    The steps are not nested, because SQLite's parser allows no more than some 25 calls within one another.
    """
    text = text or column
    everyday = [_chain("t", _beginning_with(_SIGNS)), *(step for script in _OURS for step in _steps(column, script))]
    rarely = [step for script in _RARE for step in _steps(column, script)]
    # SQLite unfolds steps into one expression, twice as long at each: quick for three, too long for all.
    return (
        f"CASE WHEN length(CAST({column} AS BLOB)) = length({column}) THEN {text} "
        f"WHEN {_has(column, sum(_RARE, ()))} THEN {_in_steps(text, everyday + rarely, 'MATERIALIZED')} "
        f"ELSE {_in_steps(text, everyday)} END"
    )


def _steps(column: str, script: tuple[bytes, ...]) -> Iterator[str]:
    letters = list(_beginning_with(script).items())
    for at in range(0, len(letters), _CALLS_MAX):
        some = dict(letters[at : at + _CALLS_MAX])
        yield f"CASE WHEN {_has(column, script)} THEN {_chain('t', some)} ELSE t END"


def _in_steps(text: str, steps: list[str], kind: str = "") -> str:
    """Return SQL for the text after all `steps`, expressions of `t`."""
    named = [f"s0(t) AS {kind} (SELECT {text})"]
    named += [f"s{at}(t) AS {kind} (SELECT {step} FROM s{at - 1})" for at, step in enumerate(steps, start=1)]
    return f"(WITH {', '.join(named)} SELECT t FROM s{len(steps)})"


def _has(column: str, starts: tuple[bytes, ...]) -> str:
    return " OR ".join(f"instr(CAST({column} AS BLOB), x'{start.hex()}')" for start in starts)


def postgresql(text: str) -> str:
    """Return SQL for the folded `text`, a name of something in lower case.

    To look for a class of letters takes some fifty microseconds for a text, to normalise it ten times as long.
    """
    rare = {one: LETTERS[one] for one in LETTERS if one not in _FREQUENT and _is_part_of_words(one)}
    bases = "".join(sorted({unicodedata.normalize("NFD", letter)[0] for letter in ACCENTED}))
    plain = f"regexp_replace(normalize({text}, NFD), '([{bases}])[{_ACCENT_CLASS}]+', '\\1', 'g')"
    folded = _chain(f"regexp_replace(normalize({plain}, NFC), '[{_ACCENT_CLASS}]+', '', 'g')", rare)
    letters = "".join([*(f"{chr(block[0])}-{chr(block[-1])}" for block in ACCENTED_BLOCKS), *rare, _ACCENT_CLASS])
    folded = f"""CASE WHEN {text} ~ '[{letters}]' COLLATE "C" THEN {folded} ELSE {text} END"""
    return _chain(
        f"regexp_replace({folded}, '[{DROPPED}]+', '', 'g')", {one: LETTERS[one] for one in _FREQUENT} | PAIRS
    )


def _beginning_with(starts: tuple[bytes, ...]) -> dict[str, str]:
    return {one: other for one, other in (_for_fts5() | _PAIRS).items() if one[0].encode()[:-1] in starts}


def _for_fts5() -> dict[str, str]:
    """Return what FTS5 has to be helped with: each letter or sign, and what replaces it."""
    both = ACCENTED | LETTERS
    letters = {form: both[letter] for letter in both if not _fts5_folds(letter) for form in _cases(letter)}
    return dict.fromkeys(DROPPED, "") | letters | {"ẞ": "ss"} | _COMPOSED


def _fts5_folds(letter: str) -> bool:
    """Return whether FTS5 needs no help: with a Latin letter and its accent, or a sign that is no part of a word."""
    first = unicodedata.normalize("NFD", letter)[0]
    return (first.isascii() and first != letter) or not _is_part_of_words(letter)


def _is_part_of_words(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"


def _cases(letter: str) -> Iterable[str]:
    return [form for form in {letter: None, letter.upper(): None} if form.lower() in (letter, letter.lower())]


def _chain(text: str, replacements: dict[str, str]) -> str:
    for one, other in replacements.items():
        text = f"replace({text}, '{one}', '{other.replace(chr(39), chr(39) * 2)}')"
    return text
