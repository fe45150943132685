"""Lines that are nothing but data: dates and times, exchange rates, weather. Imports no Django."""

import re

from articles.text.moments.words import MONTH_NUMBERS, WEEKDAYS

_CLOCK = (
    "am pm a m p amt amst gmt utc msk msd cet est edt et"
    " ct cst cdt pt pst pdt mt ist bst z t th st nd rd at on of published updated posted"
    " today yesterday ago hour hours minute minutes min mins h day days last update"
    " мск г год года в опубликовано обновлено сегодня вчера назад час часа часов минут минуты мин дня дней"
    " р року сьогодні вчора годин хвилин о"
    " թ թվական թվականի ժամը ժամ րոպե առաջ այսօր երեկ օր հրապարակվել թարմացվել է"
)
DATE_WORDS = WEEKDAYS.union(MONTH_NUMBERS, _CLOCK.split())
# A line that is one of these words alone, without a digit, is no date.
NOT_ALONE = frozenset(_CLOCK.split()) - {"today", "yesterday", "сегодня", "вчера", "այսօր", "երեկ"}
MONEY = frozenset(
    "usd eur rub rur gbp amd gel uah try cny chf jpy btc eth brent gold oil xau dollar euro ruble dram buy sell rate"
    " доллар доллара евро рубль рубля драм драма драмов курс цб рф покупка продажа нефть золото"
    " դոլար եվրո ռուբլի դրամ առք վաճառք".split()
)
DATA_WORDS_MAX = 10
YEAR = re.compile(r"(?:19|20)\d\d")
WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def is_date(line: str) -> bool:
    """Return whether a line is a date or a time: no word that is not of a calendar or clock."""
    first = WORD.search(line)
    if (first and first[0].casefold() not in DATE_WORDS) or line.count(" ") > DATA_WORDS_MAX:
        return False
    found = _words(line)
    return all(word in DATE_WORDS for word in found) and (
        _DIGIT.search(line) is not None or (len(found) == 1 and found[0] not in NOT_ALONE)
    )


def is_rate_or_weather(line: str) -> bool:
    """Return whether a line is a number with words of money, or with a degree sign and few words."""
    if line.count(" ") > DATA_WORDS_MAX or _DIGIT.search(line) is None:
        return False
    found = _words(line)
    return ("°" in line and len(found) <= 6) or all(word in MONEY for word in found)


def _words(line: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(line)]
