"""Words of lines that are nothing but data: of calendars and clocks, of exchange rates. Imports no Django."""

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
