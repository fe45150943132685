"""The words for months and weekdays: English, Russian, Armenian and Ukrainian. Imports nothing.

Add a language with its months in order: the name, then the forms that are no beginning of it. Every beginning of a
name of at least three letters is an abbreviation of it; where two begin alike, it is the earlier month's.
"""

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december",
    "январь января январе|февраль февраля феврале|март марта марте|апрель апреля апреле|май мая мае|июнь июня июне"
    "|июль июля июле|август августа августе|сентябрь сентября сентябре|октябрь октября октябре|ноябрь ноября ноябре"
    "|декабрь декабря декабре",
    "հունվար հնվ|փետրվար փտվ|մարտ մրտ|ապրիլ|մայիս մյս|հունիս հնս|հուլիս հլս|օգոստոս օգս|սեպտեմբեր|հոկտեմբեր|նոյեմբեր"
    "|դեկտեմբեր",
    "січень січня січні|лютий лютого лютому|березень березня березні|квітень квітня квітні|травень травня травні"
    "|червень червня червні|липень липня липні|серпень серпня серпні|вересень вересня вересні|жовтень жовтня жовтні"
    "|листопад листопада листопаді|грудень грудня грудні",
)
_ARMENIAN_CASES = ("ի", "ին", "ից", "ը")
SHORTEST = 3  # letters of an abbreviation

WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun"
    " понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье пн вт ср чт пт сб вс"
    " երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի"
    " понеділок вівторок середа четвер п'ятниця субота неділя".split()
)


def _month_numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for language in _MONTHS:
        for number, forms in enumerate(language.split("|"), start=1):
            name, *others = forms.split()
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
