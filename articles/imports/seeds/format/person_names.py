"""Persons' names in bylines: English, Russian, Ukrainian and Armenian. Imports no Django."""

import re
from collections.abc import Iterable

from articles.imports.seeds.format.data_lines import DATE_WORDS, YEAR, is_date
from articles.imports.seeds.format.page_words import LINE_MAX, plain

AUTHORS_MAX = 5
NAME_MAX = 60  # characters
AUTHOR_MAX = 100  # characters of a name with a role or a paper
ACRONYM_MAX = 5  # letters
NAME_WORDS = 2  # at least, before a date
PAPER_WORDS = 5  # of a role, or of a paper's name
EDITORIAL = frozenset(
    "editor admin editors staff desk newsroom bureau team correspondent reporter writer "
    "редакция админ администратор խմբագրություն ադմին".split()
)
_ROLES = frozenset(
    "writer reporter correspondent contributor columnist editor journalist photographer"
    " корреспондент обозреватель редактор колумнист журналист журналистка репортёр репортер спецкор собкор"
    " լրագրող թղթակից խմբագիր սյունակագիր".split()
)

_SPECIAL_TO = ("Special to ", "Special for ", "Специально для ", "Հատուկ ")

_SURNAME = re.compile(
    r"[A-Z][\w'’-]*(?:yan|ian|yants|iants|uni|ov|ova|ev|eva|sky|skaya|enko|shvili|dze)"
    r"|[А-ЯЁ][\w-]*(?:ян|янц|уни|ов|ова|ев|ева|ёв|ин|ина|ын|ына|ский|ская|цкий|цкая|енко|швили|дзе|чук)"
    r"|[Ա-Ֆ][\w-]*(?:յան|յանց|ունի|ով|ովա|և|եւ|սկի|ենկո|շվիլի|ձե)"
)
_NAME = re.compile(
    r"(?:[A-ZА-ЯЁІЇЄԱ-Ֆ][\w'’.-]*|de|van|von|der|Տեր)(?:\s(?:[A-ZА-ЯЁІЇЄԱ-Ֆ][\w'’.-]*|de|van|von|der)){0,4}"
)
_DEPARTMENT = re.compile(
    r"(?:Department|Office|Division|Service|Unit) (?:of|for) (?:the )?(?:Public|Press|Media|Information|Communication)"
    r"|(?:Press|Media|Information|Public Relations|Communications?) (?:Service|Office|Department|Center|Centre)\b"
    r"|(?:Управление|Отдел|Департамент|Служба) (?:общественных|по связям|(?:по )?информации|массовых|коммуникаций)"
    r"|^Пресс-(?:служба|центр)\b"
    r"|հետ կապերի|(?:հասարակայնության|մամուլի|տեղեկատվական) (?:\w+ )?(?:վարչություն|ծառայություն|բաժին|կենտրոն)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r",\s*|\s+(?:and|и|և|եւ|та|і|&)\s+")


def is_name(line: str) -> bool:
    """Return whether a line is a person's name and nothing else, as the ending of the surname says."""
    words = line.split()
    if not 2 <= len(words) <= 3:
        return False
    surname = words[-1].title() if words[-1].isupper() and not words[0].isupper() else words[-1]
    return _SURNAME.fullmatch(surname) is not None and _NAME.fullmatch(line) is not None


def names_in(text: str, at_least: int) -> tuple[str, ...]:
    """Return the names in a text that is nothing but persons' names, each of `at_least` words; else none."""
    parts = _BETWEEN_NAMES.split(text.rstrip(" ."))
    if not 0 < len(parts) <= AUTHORS_MAX or not all(
        _NAME.fullmatch(part) and len(part) <= NAME_MAX and part.count(" ") + 1 >= at_least and not _is_agency(part)
        for part in parts
    ):
        return ()
    return tuple(dict.fromkeys(part.removesuffix("ը") if part.endswith("յանը") else part for part in parts))


def author_of(line: str) -> str:
    """Return the name in `NAME, role` or `NAME, paper`, or ""."""
    if len(line) > AUTHOR_MAX:
        return ""
    name, comma, rest = line.partition(", ")
    if not comma:
        first, second, *role = line.split(" ", 2) if line.count(" ") > 1 else ("", "")
        name, rest = f"{first} {second}", role[0] if role else ""
        return name if is_role(rest) and rest[0].isupper() and names_in(name, at_least=2) and not is_role(name) else ""
    if not comma or not rest or rest[-1] in ".!?։:," or rest.count(" ") >= PAPER_WORDS or len(name) > NAME_MAX:
        return ""
    names = names_in(name, at_least=2)
    paper = rest[0] in '«“"„' or rest.startswith("The ") or ("@" in rest and " " not in rest)
    return names[0] if len(names) == 1 and (is_role(rest) or (paper and not any(map(str.isdigit, rest)))) else ""


def authors_in(text: str, at_least: int) -> tuple[str, ...]:
    """Return the names that stand behind a byline's label, without a role or a town after a name of two words."""
    if name := author_of(text):
        return (name,)
    names = names_in(text, at_least)
    return tuple(
        name
        for name in names
        if (" " in name or " " not in names[0]) and plain(name.rpartition(" ")[2]) not in EDITORIAL
    )


def named_with_date(line: str) -> str:
    """Return the name in `Anna Petrosyan Nov 27, 2020`, or ""."""
    if len(line) > LINE_MAX or not line[-1].isdigit():
        return ""
    words = line.split()
    if len(words) < NAME_WORDS + 2:
        return ""
    for end in (NAME_WORDS, NAME_WORDS + 1):
        name, rest = " ".join(words[:end]), " ".join(words[end:])
        of_calendar = any(word.casefold() in DATE_WORDS for word in words[:end])
        dated = YEAR.search(rest) is not None and is_date(rest)
        if dated and not of_calendar and names_in(name, at_least=2):
            return name
    return ""


def dated_by(line: str) -> tuple[str, str] | None:
    """Return (date, names) of a line that may be `Posted on August 12, 2022 by Anna`."""
    if " by " not in line or len(line) > LINE_MAX:
        return None
    before, _, names = line.rpartition(" by ")
    return before, names


def is_role(text: str) -> bool:
    """Return whether a short text says what a journalist does: Staff Writer, собственный корреспондент, լրագրող."""
    words = text.rstrip(",").split()
    if text.startswith(_SPECIAL_TO):
        return len(words) <= PAPER_WORDS + 1 and text[-1] not in ".!?։:"
    return (
        0 < len(words) <= PAPER_WORDS
        and text[-1] not in ".!?։:"
        and any(word.strip(",").casefold() in _ROLES for word in words)
    )


def is_about_author(line: str, authors: Iterable[str]) -> bool:
    """Return whether a line says who one of the authors is: Anna Petrosyan is a reporter in Yerevan."""
    if len(line) > AUTHOR_MAX * 2:
        return False
    folded = line.casefold()
    return any(
        folded.startswith(f"{name.casefold()} {verb} ") and any(word.strip(",.") in _ROLES for word in folded.split())
        for name in authors
        for verb in ("is", "—", "–")
    )


def is_department(line: str) -> bool:
    """Return whether a line is the name of an office for the press, which signs a release."""
    short = len(line) <= 80 and line[0].isupper() and line[-1] not in ".!?։:," and not any(map(str.isdigit, line))
    return short and _DEPARTMENT.search(line) is not None


def _is_agency(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) <= ACRONYM_MAX  # AFP
