"""The names of months and weekdays in the languages of the site, and the order of a date in each. Imports nothing.

Russian and Armenian have two forms of a month: the nominative, for a month alone (`октябрь 2020`), and the genitive,
for a day of it (`2 октября 2020`). Names are written as in the middle of a sentence.
"""

from typing import NamedTuple


class CalendarWords(NamedTuple):
    """The names of one language; months from January on, weekdays from Monday on."""

    months: tuple[str, ...]  # of a month alone
    months_of_days: tuple[str, ...]  # beside the number of a day
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]  # the heads of a calendar's columns
    date: str  # with {day}, {month} (one of `months_of_days`) and {year}


_ENGLISH_MONTHS = tuple("January February March April May June July August September October November December".split())
CALENDAR_WORDS = {
    "en": CalendarWords(
        _ENGLISH_MONTHS,
        _ENGLISH_MONTHS,
        tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
        tuple("Mon Tue Wed Thu Fri Sat Sun".split()),
        "{month} {day}, {year}",
    ),
    "ru": CalendarWords(
        tuple("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()),
        tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
        tuple("понедельник вторник среда четверг пятница суббота воскресенье".split()),
        tuple("пн вт ср чт пт сб вс".split()),
        "{day} {month} {year}",
    ),
    "hy": CalendarWords(
        tuple("հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր".split()),
        tuple(
            "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի "
            "դեկտեմբերի".split()
        ),
        tuple("երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի".split()),
        tuple("երկ երք չրք հնգ ուր շբթ կիր".split()),
        "{day} {month}, {year}",
    ),
}


def calendar_words(language: str) -> CalendarWords:
    """Return the names in the language, a tag; the English ones for a language in which the site is not written."""
    return CALENDAR_WORDS.get(language) or CALENDAR_WORDS["en"]
