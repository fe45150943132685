"""Kinds of lines that are a page's furniture and no text: dates, counters, menus, bylines. Imports no Django.

A kind is told by a line's structure and the page's words; prose, which ends in a full stop, is none, unless it
calls on the reader or is a label with a short value.
"""

import re
from enum import StrEnum
from functools import lru_cache

from articles.imports.seeds.format.page_words import LINE_MAX, PageWords, beginning, plain
from articles.text.sentences import is_sentence_end


class Kind(StrEnum):
    """What a line of furniture is."""

    DATE = "date"  # or a time: no word that is not of a calendar or clock
    NUMBER = "number"  # no letter at all, or a counter
    RULE = "rule"  # a line of dashes or stars
    DATA = "data"  # exchange rates, weather
    MENU = "menu"
    BUTTON = "button"
    LABEL = "label"
    FIELD = "field"
    BYLINE = "byline"
    PHOTO = "photo"
    CALL = "call"
    RIGHTS = "rights"
    LINK = "link"


IN_TEXT = frozenset({Kind.RULE, Kind.BUTTON, Kind.PHOTO, Kind.CALL, Kind.RIGHTS})  # certain even between two paragraphs
AFTER_TEXT = frozenset(Kind) - {Kind.FIELD}
CALL_MAX, RIGHTS_MAX = 250, 180  # characters
PIECES_MAX = 120
DATA_WORDS_MAX = 10
AUTHORS_MAX = 5
CACHE_MAX = 4096  # lines whose kinds are remembered
UNKNOWN = object()

STOPS = (".", "!", "?", "…", "։", ":", ";", ",")
_SEPARATOR = re.compile(r"\s*[|•·▪»›→>/\\]+\s*")
_SIGNS, _DASHES = frozenset("|•·▪»›→>/\\"), frozenset("-–—")
_DASH = re.compile(r"\s+[-–—]\s+")
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_A_WORD = ".,:;!?՝/("
_DIGIT = re.compile(r"\d")
_COLON = re.compile(r"\s*[:՝/©]\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINK = re.compile(r"(?:https?://|www\.)\S+|@\w+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|t\.me/\S+", re.IGNORECASE)
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_LETTER_SIZES = re.compile(r"(?:[^\W\d_][+-]?\s){1,3}[^\W\d_][+-]|(?:[^\W\d_][+-]\s?){2,3}[^\W\d_]?")
_RULE = re.compile(r"[-–—_=*#~]{3,}|\*(?: \*){1,4}")
_COUNT = re.compile(r"\s*\(?\d+\)?\Z")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_SURNAME = re.compile(
    r"[A-Z][\w'’-]*(?:yan|ian|yants|iants|uni|ov|ova|ev|eva|sky|skaya|enko|shvili|dze)"
    r"|[А-ЯЁ][\w-]*(?:ян|янц|уни|ов|ова|ев|ева|ёв|ин|ина|ын|ына|ский|ская|цкий|цкая|енко|швили|дзе|чук)"
    r"|[Ա-Ֆ][\w-]*(?:յան|յանց|ունի|ով|ովա|և|եւ|սկի|ենկո|շվիլի|ձե)"
)
_NAME = re.compile(
    r"(?:[A-ZА-ЯЁІЇЄԱ-Ֆ][\w'’.-]*|de|van|von|der|Տեր)(?:\s(?:[A-ZА-ЯЁІЇЄԱ-Ֆ][\w'’.-]*|de|van|von|der)){0,4}"
)
_BETWEEN_NAMES = re.compile(r",\s*|\s+(?:and|и|և|եւ|та|і|&)\s+")

_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь"
    " февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь янв фев февр мар апр июн июл авг сен"
    " сент окт ноя нояб дек січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
    " հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր"
    " հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի"
    " հուն փետ մար ապր մայ հուլ օգս օգոս սեպ սեպտ հոկ հոկտ նոյ դեկ"
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    " понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс"
    " понеділок вівторок середа четвер п'ятниця субота неділя"
    " երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի"
)
_CLOCK = (
    "am pm a m p amt amst gmt utc msk msd cet est edt et"
    " ct cst cdt pt pst pdt mt ist bst z t th st nd rd at on of published updated posted"
    " today yesterday ago hour hours minute minutes min mins h day days last update"
    " мск г год года в опубликовано обновлено сегодня вчера назад час часа часов минут минуты мин дня дней"
    " р року сьогодні вчора годин хвилин о"
    " թ թվական թվականի ժամը ժամ րոպե առաջ այսօր երեկ օր հրապարակվել թարմացվել է"
)
_DATE_WORDS = frozenset(f"{_MONTHS} {_DAYS} {_CLOCK}".split())
_NOT_ALONE = frozenset(_CLOCK.split()) - {"today", "yesterday", "сегодня", "вчера", "այսօր", "երեկ"}
_COUNTED = re.compile(
    r"[^\w]*\d[\d\s.,]*(?:k|тыс\.?)?\s*([^\W\d_]{2,16}(?:\s[^\W\d_]{2,8})?)"
    r"|[^\w]*([^\W\d_]{2,16})\s*:?\s*\d[\d\s.,]*"
)
_MONEY = frozenset(
    "usd eur rub rur gbp amd gel uah try cny chf jpy btc eth brent gold oil xau dollar euro ruble dram buy sell rate"
    " доллар доллара евро рубль рубля драм драма драмов курс цб рф покупка продажа нефть золото"
    " դոլար եվրո ռուբլի դրամ առք վաճառք".split()
)


def is_title(line: str) -> bool:
    """Return whether a line may be a headline or an item: short, and no sentence."""
    return len(line) <= PIECES_MAX * 2 and not is_sentence_end(line)


def is_item(line: str) -> bool:
    """Return whether a line may be an item of a menu: at most four words, and no sentence."""
    return len(line) <= LINE_MAX and line.count(" ") < 4 and not line.endswith(STOPS) and not is_sentence_end(line)


class Furniture:
    """The kinds of lines by a page's words."""

    def __init__(self, words: PageWords):
        self.words = words
        self._labelled = {
            Kind.BYLINE: words.bylines,
            Kind.PHOTO: words.photos,
            Kind.LABEL: words.labels | {button for button in words.buttons if " " in button},
            Kind.FIELD: words.fields,
        }
        labels = frozenset().union(*self._labelled.values())
        # The first words of labels and calls, also in the spelling with ё.
        firsts = {_first_word(text) for text in (*labels, *words.calls)}
        self._beginnings = firsts | {word.replace("е", "ё", 1) for word in firsts}
        self._kinds: dict[str, Kind | None] = {}  # of lines seen; pages repeat them
        self._longest = max(map(len, labels), default=0)

    def kind_of(self, line: str) -> Kind | None:
        """Return the kind of furniture that a line is, or None: it may be text. No line longer than CALL_MAX is any."""
        if len(line) > CALL_MAX:
            return None
        kind = self._kinds.get(line, UNKNOWN)
        if kind is UNKNOWN:
            if len(self._kinds) >= CACHE_MAX:
                self._kinds.clear()
            kind = self._kinds[line] = self._find_kind(line)
        return kind

    def _find_kind(self, line: str) -> Kind | None:
        if line[0] in "([" and (inside := _BRACKETED.fullmatch(line)):  # (Reporting by …)
            line = inside[1].strip() or line
        first = line.partition(" ")[0].rstrip(_AFTER_A_WORD).casefold()
        begins = first in self._beginnings
        if begins and self._calls(line, beginning(line)):
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
            return False
        call = max((call for call in self.words.calls if start.startswith(call)), key=len)
        return not (start[len(call) : len(call) + 1].isalpha() and call[-1].isalpha())

    def is_bare_call(self, line: str) -> bool:
        """Return whether a line is a call alone, such as `Read also:`, which the headline of another story follows."""
        return len(line) <= LINE_MAX and any(plain(line) == plain(call) for call in self.words.calls)

    def _rights(self, line: str) -> Kind | None:
        lowered = line.casefold()
        found = ""
        for phrase in self.words.rights:
            if phrase in lowered:
                found = phrase
        if not found and "©" not in line:
            return None
        dated = _YEAR.search(line) is not None
        if "©" in line[:LINE_MAX]:
            if dated or found:
                return Kind.RIGHTS
            return Kind.PHOTO if "©" in line[:13] and len(line) <= PIECES_MAX else None
        return Kind.RIGHTS if " " in found or (found and (dated or "(c)" in lowered)) else None

    def _labelled_kind(self, line: str, start: str) -> Kind | None:
        for kind, labels in self._labelled.items():
            if value := self._value(line, start, labels):
                label, colon, text = value
                if _holds_label(kind, label, colon, text):
                    return kind
        return None

    def _value(self, line: str, start: str, labels: frozenset[str]) -> tuple[str, bool, str] | None:
        """Return (label, whether a colon follows, the text after it) if the line begins with one of the labels."""
        for end in range(min(self._longest, len(start)), 0, -1):
            if (end == len(start) or not start[end].isalpha()) and start[:end] in labels:
                colon = _COLON.match(line, end)
                return start[:end], colon is not None, line[colon.end() if colon else end :].strip()
        return None

    def authors(self, line: str) -> tuple[str, ...]:
        """Return the names that a byline gives; none if it gives no person's."""
        for piece in (line, *_SEPARATOR.split(line), *_DASH.split(line)):
            value = self._value(piece, beginning(piece), self.words.bylines)
            if value and (names := _names(value[2], at_least=1 if value[1] else 2)):
                return names
        return ()

    def _short_kind(self, line: str) -> Kind | None:
        if _WORD.search(line) is None:
            return Kind.RULE if _RULE.fullmatch(line) else Kind.NUMBER
        if kind := self._listed(line):
            return kind
        if " " not in line and _LINK.fullmatch(line):
            return Kind.LINK
        if line[0] == "#" and _HASHTAGS.fullmatch(line):
            return Kind.BUTTON
        if line[1:2] in "+- " and _LETTER_SIZES.fullmatch(line):
            return Kind.BUTTON
        if line.endswith((".", "!", "?", "։")) and not line.endswith((" г.", "թ.", "m.", "M.")):
            return None
        return self._data_kind(line) or self._pieces_kind(line)

    def _listed(self, line: str) -> Kind | None:
        if len(line) > LINE_MAX:
            return None
        word = plain(line)
        if word in self.words.buttons or (word[-1:] in ")0123456789" and _COUNT.sub("", word) in self.words.buttons):
            return Kind.BUTTON
        return Kind.MENU if word in self.words.menu else None

    def _data_kind(self, line: str) -> Kind | None:
        """Return the kind of a line of numbers: a date, a counter, rates, weather."""
        if line.count(" ") > DATA_WORDS_MAX:
            return None
        digits = _DIGIT.search(line) is not None
        found = [word.casefold() for word in _WORD.findall(line)]
        if all(word in _DATE_WORDS for word in found) and (digits or (len(found) == 1 and found[0] not in _NOT_ALONE)):
            return Kind.DATE
        if not digits:
            return None
        if "°" in line and len(found) <= 6:
            return Kind.DATA
        if all(word in _MONEY for word in found):
            return Kind.DATA
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
                return Kind.BUTTON if set(kinds) == {Kind.BUTTON} else Kind.MENU
        words = line.split()
        if len(words) > 1 and all(self._listed(word) for word in words):
            return Kind.BUTTON if all(self._listed(word) is Kind.BUTTON for word in words) else Kind.MENU
        return None

    def _piece_kind(self, piece: str) -> Kind | None:
        if _WORD.search(piece) is None:
            return Kind.NUMBER
        return self._listed(piece) or self._data_kind(piece) or self._labelled_kind(piece, beginning(piece))


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
        return bool(_names(text, at_least=1 if colon else 2)) or (colon and bool(text) and text.count(" ") < 3)
    if kind is Kind.PHOTO:
        return short and bool(text) and (colon or " " in label)
    return short and (colon or (label.endswith(" by") and bool(text)))


def is_name(line: str) -> bool:
    """Return whether a line is a person's name and nothing else, as the ending of the surname says."""
    words = line.split()
    return 2 <= len(words) <= 3 and _SURNAME.fullmatch(words[-1]) is not None and _NAME.fullmatch(line) is not None


def _names(text: str, at_least: int) -> tuple[str, ...]:
    """Return the names in a text that is nothing but persons' names, each of `at_least` words; else none."""
    parts = _BETWEEN_NAMES.split(text.rstrip(" ."))
    if not 0 < len(parts) <= AUTHORS_MAX or not all(
        _NAME.fullmatch(part) and len(part) <= LINE_MAX and part.count(" ") + 1 >= at_least for part in parts
    ):
        return ()
    return tuple(dict.fromkeys(parts))
