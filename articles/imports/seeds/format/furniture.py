"""Kinds of lines that are a page's furniture and no text: dates, counters, menus, bylines. Imports no Django.

A kind is told by a line's structure and the page's words; prose, which ends in a full stop, is none, unless it
calls on the reader or is a label with a short value.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from articles.imports.seeds.format.data_lines import DATA_WORDS_MAX, WORD, YEAR, is_date, is_rate_or_weather
from articles.imports.seeds.format.first_lines import TEXT_BEGINS
from articles.imports.seeds.format.kinds import PIECES_MAX, Kind, is_item
from articles.imports.seeds.format.page_words import LINE_MAX, PageWords, beginning, plain
from articles.imports.seeds.format.person_names import (
    ACRONYM_MAX,
    EDITORIAL,
    author_of,
    authors_in,
    dated_by,
    named_with_date,
    names_in,
)
from articles.text.embeds.providers import recognised
from articles.text.sentences import is_sentence_end

CALL_MAX, RIGHTS_MAX = 250, 180  # characters
CACHE_MAX = 4096  # lines whose kinds are remembered
UNKNOWN = object()
ITEM_WORDS = 4  # of a button in a row
PLACED_WORDS = 4  # after a label such as `Posted in`
SIGN_UP_MAX = 80  # characters
_SIGN_UP = ("sign up for", "sign up to", "subscribe to", "follow ", "get ")
_SIGNED_UP_FOR = ("newsletter", "news alerts", " on twitter", " on facebook", " on instagram", " on telegram")
_OPEN_LABELS = (" by", " in", " в", " under")

_SEPARATOR = re.compile(r"\s*[|•·▪»›→>/\\]+\s*")
_SIGNS, _DASHES = frozenset("|•·▪»›→>/\\"), frozenset("-–—")
_DASH = re.compile(r"\s+[-–—]\s+")
_AFTER_A_WORD = ".,:;!?՝`/("
_COLON = re.compile(r"\s*[:՝`/©]\s*")
_LINK = re.compile(r"(?:https?://|www\.)\S+|@\w+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|t\.me/\S+", re.IGNORECASE)
_WITH_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[KkMКк]\b")  # 1,2K
_AMOUNT = re.compile(r"\d[\d\s.,]*(?:[^\W\d_]{1,12})?")
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_LETTER_SIZES = re.compile(r"(?:[^\W\d_][+-]?\s){1,3}[^\W\d_][+-]|(?:[^\W\d_][+-]\s?){2,3}[^\W\d_]?")
_RULE = re.compile(r"[-–—_=*#~]{3,}|\*(?: \*){1,4}")
_COUNT = re.compile(r"\s*\(?\d+\)?\Z")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_COUNTED = re.compile(
    r"[^\w]*\d[\d\s.,]*(?:k|тыс\.?)?\s*([^\W\d_]{2,16}(?:\s[^\W\d_]{2,12})?)"
    r"|[^\w]*([^\W\d_]{2,16})\s*:?\s*\d[\d\s.,]*"
)


class Furniture:
    """The kinds of lines by a page's words."""

    def __init__(self, words: PageWords):
        self.words = words
        labelled = {
            Kind.BYLINE: words.bylines,
            Kind.PHOTO: words.photos,
            Kind.LABEL: words.labels | {button for button in words.buttons if " " in button},
            Kind.FIELD: words.fields,
        }
        labels = frozenset().union(*labelled.values())
        # The first words of labels and calls, with е for ё.
        self._beginnings = {_first_word(text) for text in (*labels, *words.calls)}
        self._by_letter = {kind: _by_first_letter(labels) for kind, labels in labelled.items()}
        self._bare_calls = frozenset(map(plain, words.calls))
        self._kinds: dict[str, Kind | None] = {}  # of lines seen; pages repeat them

    def kind_of(self, line: str) -> Kind | None:
        """Return the kind of furniture that a line is, or None: it may be text. No line longer than CALL_MAX is any."""
        if len(line) > CALL_MAX or line.startswith(TEXT_BEGINS):
            return None
        kind = self._kinds.get(line, UNKNOWN)
        if kind is UNKNOWN:
            if len(self._kinds) >= CACHE_MAX:
                self._kinds.clear()
            kind = self._kinds[line] = self._find_kind(line)
        return kind

    def _find_kind(self, line: str) -> Kind | None:
        if "/" in line and recognised(line):  # a video or a post that the text embeds
            return None
        if line[0] in "([" and (inside := _BRACKETED.fullmatch(line)):  # (Reporting by …)
            line = inside[1].strip() or line
        first = line.partition(" ")[0].rstrip(_AFTER_A_WORD).casefold().replace("ё", "е")
        begins = first in self._beginnings
        if begins and (self._calls(line, beginning(line)) or self.is_bare_call(line)):
            return Kind.CALL
        if len(line) <= RIGHTS_MAX and (kind := self._rights(line)):
            return kind
        if len(line) > PIECES_MAX:
            return None
        if begins and (kind := self._labelled_kind(line, beginning(line))):
            return kind
        return None if len(line) > LINE_MAX and line[-1] in ".!?։" else self._short_kind(line)

    def _calls(self, line: str, start: str) -> bool:
        if not start.startswith(self.words.calls):
            short = len(line) <= SIGN_UP_MAX and start.startswith(_SIGN_UP)
            return short and any(word in line.casefold() for word in _SIGNED_UP_FOR)
        call = max((call for call in self.words.calls if start.startswith(call)), key=len)
        return not (start[len(call) : len(call) + 1].isalpha() and call[-1].isalpha())

    def is_bare_call(self, line: str) -> bool:
        """Return whether a line is a call alone, such as `Read also:`, which the headline of another story follows."""
        return len(line) <= LINE_MAX and plain(line) in self._bare_calls

    def _rights(self, line: str) -> Kind | None:
        lowered = line.casefold()
        found = ""
        for phrase in self.words.rights:
            if phrase in lowered:
                found = phrase
        if not found and "©" not in line:
            return None
        dated = YEAR.search(line) is not None
        if "©" in line[:LINE_MAX]:
            if dated or found:
                return Kind.RIGHTS
            return Kind.PHOTO if "©" in line[:13] and len(line) <= PIECES_MAX else None
        return Kind.RIGHTS if " " in found or (found and (dated or "(c)" in lowered)) else None

    def _labelled_kind(self, line: str, start: str) -> Kind | None:
        bare = plain(line)
        if bare in self.words.bylines or (bare in self.words.labels and bare not in self.words.buttons):
            return Kind.LABEL
        if " " in bare and bare in self.words.photos:
            return Kind.PHOTO
        for kind in self._by_letter:
            if value := self._value(line, start, kind):
                label, colon, text = value
                if _holds_label(kind, label, colon, text):
                    return kind
        return None

    def _value(self, line: str, start: str, kind: Kind) -> tuple[str, bool, str] | None:
        """Return (label, whether a colon follows, the text after it) if the line begins with a label of the kind."""
        for label in self._by_letter[kind].get(start[:1], ()):
            if start.startswith(label) and not start[(end := len(label)) : end + 1].isalpha():
                colon = _COLON.match(line, end)
                return label, colon is not None, line[colon.end() if colon else end :].strip()
        return None

    def authors(self, line: str) -> tuple[str, ...]:
        """Return the names that a byline gives; none if it gives no person's."""
        for piece in (line, *_SEPARATOR.split(line), *_DASH.split(line)):
            value = self._value(piece, beginning(piece), Kind.BYLINE)
            if value and (names := authors_in(value[2], at_least=1 if value[1] else 2)):
                return names
        if (by := dated_by(line)) and is_date(by[0]):
            return names_in(by[1], at_least=1)
        if name := named_with_date(line) or author_of(line):
            return (name,)
        return ()

    def _short_kind(self, line: str) -> Kind | None:
        if _holds_no_word(line):
            return Kind.RULE if _RULE.fullmatch(line) else Kind.NUMBER
        if kind := self._listed(line):
            return kind
        if " " not in line and _LINK.fullmatch(line):
            return Kind.LINK
        if ("@" in line or "//" in line or "www." in line) and _WITH_ADDRESS.search(line):
            return Kind.BYLINE if author_of(line) else Kind.LINK
        if line[0] == "#" and _HASHTAGS.fullmatch(line):
            return Kind.BUTTON
        if line[1:2] in "+- " and _LETTER_SIZES.fullmatch(line):
            return Kind.BUTTON
        if line.endswith((".", "!", "?", "։")) and not line.endswith((" г.", "թ.", "m.", "M.", " мин.", " min.")):
            return None
        if named_with_date(line):
            return Kind.BYLINE
        if (by := dated_by(line)) and names_in(by[1], at_least=1) and is_date(by[0]):
            return Kind.BYLINE
        return self._data_kind(line) or self._pieces_kind(line)

    def _listed(self, line: str) -> Kind | None:
        if len(line) > LINE_MAX:
            return None
        word = plain(line)
        if word in self.words.ends:
            return Kind.END
        if word in self.words.buttons or (word[-1:] in ")0123456789" and _COUNT.sub("", word) in self.words.buttons):
            return Kind.BUTTON
        return Kind.MENU if word in self.words.menu else None

    def _data_kind(self, line: str) -> Kind | None:
        """Return the kind of a line of numbers: a date, a counter, rates, weather."""
        if is_date(line):
            return Kind.DATE
        if is_rate_or_weather(line):
            return Kind.DATA
        if line.count(" ") > DATA_WORDS_MAX:
            return None
        counted = _COUNTED.fullmatch(line)
        return Kind.NUMBER if counted and plain(counted[1] or counted[2]) in self.words.counters else None

    def _pieces_kind(self, line: str) -> Kind | None:
        """Return the kind of a line of several pieces: breadcrumbs, a row of buttons, `date | time | section`."""
        if line.count(" ") > 24:
            return None
        for separator, signs in ((_SEPARATOR, _SIGNS), (_DASH, _DASHES)):
            if signs.isdisjoint(line):
                continue
            pieces = [piece for piece in separator.split(line) if piece]
            if len(pieces) < 2:
                continue
            kinds = [self._piece_kind(piece) for piece in pieces]
            items = separator is _SEPARATOR  # a dash stands in headlines too
            if any(kinds) and all(
                kind or (items and is_item(piece)) for kind, piece in zip(kinds, pieces, strict=True)
            ):
                if Kind.BYLINE in kinds:
                    return Kind.BYLINE
                return Kind.BUTTON if {Kind.BUTTON} <= set(kinds) <= {Kind.BUTTON, Kind.NUMBER} else Kind.MENU
        return self._row_kind(line.split())

    def _row_kind(self, words: list[str]) -> Kind | None:
        """Return the kind of a row of buttons and items without signs between them: `Like 56 Share 12`."""
        kinds, at = [], 0
        while at < len(words):
            for end in range(min(len(words), at + ITEM_WORDS), at, -1):
                if kind := self._listed(" ".join(words[at:end])):
                    kinds.append(kind)
                    at = end
                    break
            else:
                if not (kinds and words[at].isdigit()):
                    return None
                at += 1
        if len(words) < 2:
            return None
        return Kind.BUTTON if set(kinds) == {Kind.BUTTON} else Kind.MENU

    def _piece_kind(self, piece: str) -> Kind | None:
        if WORD.search(piece) is None:
            return Kind.NUMBER
        if self.words.sidebar(piece):
            return Kind.MENU
        return self._listed(piece) or self._data_kind(piece) or self._labelled_kind(piece, beginning(piece))


def _holds_no_word(line: str) -> bool:
    word = WORD.search(line)
    return word is None or (len(word[0]) == 1 and WORD.search(_THOUSANDS.sub("", line)) is None)


def _by_first_letter(labels: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the labels by their first letters, the longest first: few are to be compared with a line."""
    found = defaultdict(list)
    for label in sorted(labels, key=len, reverse=True):
        found[label[:1]].append(label)
    return {letter: tuple(own) for letter, own in found.items() if letter}


def _first_word(text: str) -> str:
    return text.partition(" ")[0].rstrip(_AFTER_A_WORD)


@lru_cache(maxsize=4)
def furniture_of(words: PageWords) -> Furniture:
    """Return the Furniture of these words, made once."""
    return Furniture(words)


def _holds_label(kind: Kind, label: str, colon: bool, text: str) -> bool:
    """Return whether a label and the text after it are furniture and not the beginning of a sentence."""
    short = (text.count(" ") < 12 or text.count(",") > 2) and not (is_sentence_end(text) and text.count(" ") >= 4)
    if kind is Kind.BYLINE:
        known = authors_in(text, at_least=1 if colon else 2) or plain(text.rpartition(" ")[2]) in EDITORIAL
        agency = text.isupper() and text.isalpha() and len(text) <= ACRONYM_MAX
        return bool(known) or agency or (colon and bool(text) and text.count(" ") < 3)
    if kind is Kind.PHOTO:
        return short and bool(text) and (colon or " " in label)
    if label.endswith(_OPEN_LABELS) and text:
        return short and (label.endswith(" by") or (text[0].isupper() and text.count(" ") < PLACED_WORDS))
    return short and (colon or _AMOUNT.fullmatch(text) is not None or (" " in text and is_date(text)))
