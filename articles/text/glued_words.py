"""Words that stay on one line with the number or name beside them, by language; "" are those of all languages."""

import re

from articles.text.calendar_words import calendar_words

CAPITALS = "A-ZА-ЯЁԱ-Ֆ"

_MONTHS, _MONTHS_RU, _MONTHS_HY = (" ".join(calendar_words(tag).months_of_days) for tag in ("en", "ru", "hy"))


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# After a number: units, months, years.
UNITS = {
    "": _words(
        "% ‰ °C °F ° € $ ₽ ֏ £ km m cm mm kg g mg km² m² m³ km/h kW MW GW kWh MHz GHz KB MB GB TB AMD USD EUR RUB"
    ),
    "en": _words(
        _MONTHS,
        "Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec. million billion trillion thousand percent degrees",
        "mph ha l ml lb oz ft yards miles a.m. p.m. am pm AMT GMT UTC BC AD B.C. A.D.",
        "minutes hours drams euros dollars",
    ),
    "ru": _words(
        _MONTHS_RU,
        "г. гг. год года году годов лет в. вв. века км м см мм кг г мг т ц л мл га км/ч кВт МВт ГВт руб.",
        "тыс. млн млрд трлн ч мин мин. сек чел. человек долл. рублей драмов долларов евро процента процентов градусов",
    ),
    "hy": _words(
        _MONTHS_HY,
        "թ. թթ. թվական թվականի թվականին կմ մ սմ մմ կգ գ մգ տ լ մլ հա կմ/ժ կՎտ ՄՎտ հազ. մլն մլրդ",
        "տոկոս տոկոսով տոկոսի դրամ դրամի դոլար եվրո ժամ րոպե տարի տարեկան",
    ),
}

# Before a day, a number of two digits at most.
BEFORE_DAYS = {
    "en": _words(_MONTHS, "Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec."),
    "hy": _words(_MONTHS_HY),
}

# Before any number: signs and abbreviations.
BEFORE_NUMBERS = {
    "": _words("№ § $ € £ ֏ ₽ # USD EUR AMD RUB ≈ ~ ±"),
    "en": _words("No. Nos. p. pp. vol. Vol. art. Art. fig. Fig. ch."),
    "ru": _words("N д. кв. корп. стр. с. рис. гл. ст. п. пп. т. вып."),
    "hy": _words("N թիվ Թիվ էջ հ. գլ. հոդ. կետ շենք բն."),
}

# Before a name, which begins with a capital.
TITLES = {
    "en": _words(
        "Mr. Mrs. Ms. Mr Mrs Ms Dr. Dr Prof. St. Gen. Col. Lt. Maj. Capt. ", "Sgt. Sen. Rep. Gov. Rev. Hon. Fr. Mt."
    ),
    "ru": _words("г. гг. г-н г-жа гр. ул. пр. просп. пл. пер. пос. им. св. проф. акад. доц. ген. полк. респ. обл. о."),
    "hy": _words("ք. գ. պրն. պրն տկն. տիկ. օր. պրոֆ. ակադ. գեն. փող. Ս. Սբ."),
}

NOT_INITIALS = _words("U.S. U.K. U.N. E.U. D.C. N.Y. L.A. P.S. U.A.E. B.C. A.D.")
# A single letter before these ends a sentence: "Plan B. The next day …"
STARTERS = re.compile(
    r"(?:The|A|An|It|He|She|They|We|In|On|At|This|That|But|And|If|As|Is|Its|Their|His|Her|No|For|There|According)\b(?!\.)"
)
