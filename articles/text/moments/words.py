"""The words for months and weekdays: English, Russian, Armenian and Ukrainian.

The names themselves are in articles/text/calendar_words.py for the languages of the site, and here for others. Add a
language with its months in order: the name, then the forms that are no beginning of it. Every beginning of a
name of at least three letters is an abbreviation of it; where two begin alike, it is the earlier month's.
"""

from collections.abc import Iterator

from articles.text.calendar_words import CALENDAR_WORDS

_OTHER_FORMS = {  # of the names in calendar_words.py
    "ru": "январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре",
    "hy": "հնվ|փտվ|մրտ||մյս|հնս|հլս|օգս||||",
}
_UKRAINIAN = (
    "січень січня січні|лютий лютого лютому|березень березня березні|квітень квітня квітні|травень травня травні"
    "|червень червня червні|липень липня липні|серпень серпня серпні|вересень вересня вересні|жовтень жовтня жовтні"
    "|листопад листопада листопаді|грудень грудня грудні"
)
_ARMENIAN_CASES = ("ի", "ին", "ից", "ը")
SHORTEST = 3  # letters of an abbreviation

_OTHER_WEEKDAYS = (
    "mon tue tues wed weds thu thur thurs fri sat sun среду пятницу субботу пн вт ср чт пт сб вс"
    " понеділок вівторок середа четвер п'ятниця субота неділя"
)
WEEKDAYS = frozenset(_OTHER_WEEKDAYS.split()).union(
    name.lower() for words in CALENDAR_WORDS.values() for name in words.weekdays
)


def _forms() -> Iterator[list[list[str]]]:
    """Yield the forms of the months of each language, the names first, in lower case."""
    for language, words in CALENDAR_WORDS.items():
        others = _OTHER_FORMS.get(language, "|" * 11).split("|")
        names = zip(words.months, words.months_of_days, others, strict=True)
        yield [[name.lower(), of_day.lower(), *more.split()] for name, of_day, more in names]
    yield [forms.split() for forms in _UKRAINIAN.split("|")]


def _month_numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for language in _forms():
        for number, (name, *others) in enumerate(language, start=1):
            others += [name[:length] for length in range(SHORTEST, len(name))]
            if name[0] >= "ա":
                others += [name + case for case in _ARMENIAN_CASES]
            for form in (name, *others):
                numbers.setdefault(form, number)
    return numbers


MONTH_NUMBERS = _month_numbers()  # by each form in lower case, also "mar", "sept" and "марта"


def month_number(word: str) -> int | None:
    """Return the number of the month that the word or abbreviation names, in any case; None if it names none."""
    return MONTH_NUMBERS.get(word.lower())


def month_begun_by(word: str) -> int | None:
    """Return the number of the month with whose name or abbreviation the word begins; None if there is none."""
    word = word.lower()
    beginnings = (word[:length] for length in range(len(word), SHORTEST - 1, -1))
    return next((MONTH_NUMBERS[one] for one in beginnings if one in MONTH_NUMBERS), None)
