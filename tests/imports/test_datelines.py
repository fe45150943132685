"""The dateline: told from the text in its many shapes, and never made of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.format.dateline import read_dateline, split_dateline
from articles.imports.seeds.format.parser import parse
from tests.support.factories import seed_text

TEXT = "The mayor opened a new bridge in the town on Friday."
RUSSIAN = "Мэр открыл в городе новый мост, сообщили в пятницу."
ARMENIAN = "Քաղաքապետը ուրբաթ օրը նոր կամուրջ է բացել քաղաքում։"


@pytest.mark.parametrize(
    ("dateline", "place", "source"),
    [
        ("PanARMENIAN.Net - ", "", "PanARMENIAN.Net"),
        ("PanARMENIAN.Net—", "", "PanARMENIAN.Net"),
        ("PanARMENIAN.Net -", "", "PanARMENIAN.Net"),
        ("News.am – ", "", "News.am"),
        ("ARMENPRESS - ", "", "ARMENPRESS"),
        ("YEREVAN, MARCH 6, ARMENPRESS. ", "YEREVAN", "ARMENPRESS"),
        ("YEREVAN, OCTOBER 2, ARMENPRESS. - ", "YEREVAN", "ARMENPRESS"),
        ("YEREVAN, 6 MARCH, ARMENPRESS. ", "YEREVAN", "ARMENPRESS"),
        ("ЕРЕВАН, 6 марта. /ТАСС/. ", "ЕРЕВАН", "ТАСС"),
        ("ЕРЕВАН, 6 мар - РИА Новости. ", "ЕРЕВАН", "РИА Новости"),
        ("ЕРЕВАН, 6 мар – Sputnik. ", "ЕРЕВАН", "Sputnik"),
        ("ЕРЕВАН, 6 мар. — Новости-Армения. ", "ЕРЕВАН", "Новости-Армения"),
        ("ԵՐԵՎԱՆ, 6 ՄԱՐՏԻ, ԱՐՄԵՆՊՐԵՍ: ", "ԵՐԵՎԱՆ", "ԱՐՄԵՆՊՐԵՍ"),
        ("ԵՐԵՎԱՆ, 6 ՄԱՐՏԻ, ԱՐՄԵՆՊՐԵՍ։ ", "ԵՐԵՎԱՆ", "ԱՐՄԵՆՊՐԵՍ"),
        ("/PanARMENIAN.Net/ ", "", "PanARMENIAN.Net"),
        ("/ARKA/. ", "", "ARKA"),
        ("/RFE/RL/ ", "", "RFE/RL"),
        ("(Reuters) - ", "", "Reuters"),
        ("NEW DELHI: ", "NEW DELHI", ""),
        ("BUFFALO, N.Y. — ", "BUFFALO, N.Y.", ""),
        ("BUFFALO, N.Y. (AP) — ", "BUFFALO, N.Y.", "AP"),
        ("TBILISI (AP) — ", "TBILISI", "AP"),
        ("TBILISI, Georgia (AP) — ", "TBILISI, Georgia", "AP"),
        ("ST. PETERSBURG, Fla. (AP) — ", "ST. PETERSBURG, Fla.", "AP"),
        ("St. Petersburg, Fla. (AP) — ", "St. Petersburg, Fla.", "AP"),
        ("TBILISI, March 6 (Reuters) - ", "TBILISI", "Reuters"),
        ("Beijing, March 6 (Xinhua) -- ", "Beijing", "Xinhua"),
        ("YEREVAN, Armenia, March 6, 2021 (GLOBE NEWSWIRE) -- ", "YEREVAN, Armenia", "GLOBE NEWSWIRE"),
        ("YEREVAN, March 6, 2021 /PRNewswire/ -- ", "YEREVAN", "PRNewswire"),
        ("YEREVAN. March 6 (Interfax) - ", "YEREVAN", "Interfax"),
        ("Москва. 6 марта. ИНТЕРФАКС - ", "Москва", "ИНТЕРФАКС"),
        ("МОСКВА. 6 марта. INTERFAX.RU - ", "МОСКВА", "INTERFAX.RU"),
        ("YEREVAN, March 6. /ARKA/. ", "YEREVAN", "ARKA"),
        ("Yerevan /Mediamax/. ", "Yerevan", "Mediamax"),
        ("БАКУ /Trend/ - ", "БАКУ", "Trend"),
        ("Tbilisi. 6 March. InterPressNews. ", "Tbilisi", "InterPressNews"),
        ("ЕРЕВАН, 6 МАРТА, АРМЕНПРЕСС. ", "ЕРЕВАН", "АРМЕНПРЕСС"),
        ("ЕРЕВАН /Новости-Армения/. ", "ЕРЕВАН", "Новости-Армения"),
        ("АрмИнфо. ", "", "АрмИнфо"),
        ("ArmInfo. ", "", "ArmInfo"),
        ("6 марта, PanARMENIAN.Net. ", "", "PanARMENIAN.Net"),
        ("WASHINGTON, D.C. — ", "WASHINGTON, D.C.", ""),
        ("RIO DE JANEIRO - ", "RIO DE JANEIRO", ""),
        ("LONDON — ", "LONDON", ""),
        ("LONDON—", "LONDON", ""),
        ("GENEVA/PARIS, March 6 (Reuters) - ", "GENEVA/PARIS", "Reuters"),
        ("YEREVAN (Reuters) - ", "YEREVAN", "Reuters"),
        ("YEREVAN, March 6. ", "YEREVAN", ""),
        ("YEREVAN, March 6 — ", "YEREVAN", ""),
        ("МОСКВА, 6 марта. ", "МОСКВА", ""),
        ("AFP, Yerevan, March 6 - ", "Yerevan", "AFP"),
        ("PanARMENIAN.Net, Yerevan. - ", "Yerevan", "PanARMENIAN.Net"),
        ("YEREVAN — ARMENPRESS — ", "YEREVAN", "ARMENPRESS"),
        ("ЕРЕВАН, 6 марта 2021, 12:30 — REGNUM ", "ЕРЕВАН", "REGNUM"),
        ("YEREVAN, Saturday, March 6 (AFP) - ", "YEREVAN", "AFP"),
        ("Ереван, 6 марта, АМИ «Новости-Армения». ", "Ереван", "АМИ «Новости-Армения»"),
        ("VANADZOR, MARCH 6, TIGRANAGENCY. ", "VANADZOR", "TIGRANAGENCY"),
        ("6 մարտի, ԵՐԵՎԱՆ, ԱՐՄԵՆՊՐԵՍ: ", "ԵՐԵՎԱՆ", "ԱՐՄԵՆՊՐԵՍ"),
        ("Yerevan - ", "Yerevan", ""),
        ("TSAGHKAHOVIT — ", "TSAGHKAHOVIT", ""),
        ("YEREVAN | ARMENPRESS | ", "YEREVAN", "ARMENPRESS"),
        ("г. Ереван, 6 марта - ", "г. Ереван", ""),
        ("STEPANAKERT, MARCH 6, ARTSAKHPRESS: ", "STEPANAKERT", "ARTSAKHPRESS"),
        ("ЕРЕВАН, 6 МАРТА. АРМЕНПРЕСС. ", "ЕРЕВАН", "АРМЕНПРЕСС"),
        ("Goris, Armenia - ", "Goris, Armenia", ""),
        ("ARMENPRESS. YEREVAN, MARCH 6. ", "YEREVAN", "ARMENPRESS"),
        ("ԵՐԵՎԱՆ, 6 ՄԱՐՏԻ 2021Թ., ԱՐՄԵՆՊՐԵՍ: ", "ԵՐԵՎԱՆ", "ԱՐՄԵՆՊՐԵՍ"),
        ("Մարտի 6, ԵՐԵՎԱՆ, ԱՐՄԵՆՊՐԵՍ: ", "ԵՐԵՎԱՆ", "ԱՐՄԵՆՊՐԵՍ"),
        ("(PanARMENIAN.Net) - ", "", "PanARMENIAN.Net"),
        ("YEREVAN, 06.03.2021 /ARKA/ - ", "YEREVAN", "ARKA"),
        ("LOS ANGELES (March 6, 2021) — ", "LOS ANGELES", ""),
        ("YEREVAN, March 6 /Armenpress/. ", "YEREVAN", "Armenpress"),
        ("ЕРЕВАН, 6 мар — Sputnik, Анна Петросян. ", "ЕРЕВАН", "Sputnik"),
        ("Kathmandu [Nepal], November 6 (ANI): ", "Kathmandu", "ANI"),
        ("Baku, June 25, AZERTAC ", "Baku", "AZERTAC"),
        ("ТБИЛИСИ, 1 июня. Новости-Грузия. ", "ТБИЛИСИ", "Новости-Грузия"),
        ("АНКАРА, 18 апреля – Анатолийское агентство. ", "АНКАРА", "Анатолийское агентство"),
        ("Tbilisi / Caucasus Wire / ", "Tbilisi", "Caucasus Wire"),
        ("EASTPORT, Me. — ", "EASTPORT, Me.", ""),
        ("YEREVAN. – ", "YEREVAN", ""),
        ("Ереван, 6 марта, 2021, /АРКА/: ", "Ереван", "АРКА"),
        ("LONDON, March 6: ", "LONDON", ""),
        ("6 марта. ПРАЙМ. ", "", "ПРАЙМ"),
        ("Երեւան, մարտի 6. Արմենպրես. ", "Երեւան", "Արմենպրես"),
        ("NEW YORK, New York — ", "NEW YORK, New York", ""),
        ("YEREVAN, MARCH 6. ARMENPRESS ", "YEREVAN", "ARMENPRESS"),
        ("КИЇВ. 6 березня. УНН. ", "КИЇВ", "УНН"),
        ("Київ, 6 березня — РБК-Україна. ", "Київ", "РБК-Україна"),
        ("(CNN)", "", "CNN"),
        ("(CNN) ", "", "CNN"),
        ("Yerevan, Armenia (CNN)", "Yerevan, Armenia", "CNN"),
        ("New Delhi, Mar 6 (PTI) ", "New Delhi", "PTI"),
        ("March 6 (UPI) -- ", "", "UPI"),
        ("Baku. 6 March. REPORT.AZ/ ", "Baku", "REPORT.AZ"),
        ("STEPANAKERT, Artsakh (A.W.)—", "STEPANAKERT, Artsakh", "A.W."),
        ("TEHRAN, Mar. 06 (MNA) – ", "TEHRAN", "MNA"),
        ("ArmInfo.", "", "ArmInfo"),
        ("«Արմենպրես». ", "", "«Արմենպրես»"),
        ("ԱՐՄԵՆՊՐԵՍ: ", "", "ԱՐՄԵՆՊՐԵՍ"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, RUSSIAN, ARMENIAN])
def test_a_dateline_is_told_from_the_text(dateline, place, source, text):
    assert split_dateline([dateline + text, "More."])[:2] == (place, source)
    assert split_dateline([dateline + text, "More."])[2] == [text, "More."]


SENTENCES = [
    "Rain fell - and snow.",
    "Yerevan-based firms met in the hall on Friday.",
    "COVID-19 cases rose.",
    "Armenia - a small land - met.",
    "The mayor said: it rains - A lot.",
    "Karabakh: Timeline of a war",
    "CNN: Bridge of paper holds a horse, and then a second one.",
    "(The mayor) A bridge was opened in the town on Friday.",
    "Home / Armenia / Politics",
    "Question: who pays?",
    "KARABAKH: TIMELINE OF A WAR",
    "Yerevan, the capital of Armenia, marked its birthday on Friday.",
    "Yerevan. The name is old.",
    "Moscow, March 6: what we know",
    "Ararat - Armenia's mountain - is seen from here on clear days.",
    "Booking.com-style sites have opened.",
    "NATO - The alliance will meet in Brussels on Friday.",
    "UNESCO - The list has grown by nine names this year.",
    "UPDATE: The mayor has opened a new bridge in the town.",
    "Photo: Armen Petrosyan",
    "VIDEO - The mayor opened a new bridge in the town on Friday.",
    "March 6 - International day of bridges and of those who build them.",
    "Armenia, Georgia and Iran signed it.",
    "In Yerevan, March 6 was a holiday.",
    "Nikol Pashinyan - The prime minister's first year in office was hard.",
    "Nikol Pashinyan (My Step) - The bloc won again on Sunday in all towns.",
    "Report: The bank has kept its rate at five percent this month.",
    "Good News: The bank has kept its rate at five percent this month.",
    "Gyumri: A city of craftsmen and of poets that was built twice.",
    "Baku, Azerbaijan's capital, hosted the race.",
    "Yerevan, Gyumri, Vanadzor: the three towns will get new buses.",
    "St. Gregory - The saint's bones came home to the cathedral on Friday.",
    "Yerevan (capital) - The town has a million people and many more cats.",
    "Moscow Region - The bank has kept its rate at five percent this month.",
    "Ереван – город фонтанов – ждет гостей.",
    "Россия: кто заплатит?",
    "Сказано – сделано. Мост открыли в пятницу.",
    "Երևան. Քաղաքը մեծ է:",
    "Հարց: ո՞վ է վճարում:",
    "1. Armenia - The first of the list was not a surprise to anyone.",
    "Apple (AAPL) - Shares of the company rose by two percent on Friday.",
    "Armenpress reports that the bridge is open.",
    "Q: What is next? A: Nobody knows.",
    "Monday: Rain. Tuesday: Snow.",
    "Armenia, Azerbaijan - The two played a draw in Tbilisi on Friday night.",
    "Easter, April 4. The shops are closed.",
    "Reuters/Ipsos poll: The president's support fell to forty percent.",
    "A.P. Chekhov - The play opened in Gyumri on Friday to a full house.",
    "Rain, March 6. It fell.",
    "EU: The bloc has opened talks on visas with three countries this month.",
    "Trend - The prices rose again this month as they did in every spring.",
    "Rain fell – “and snow,” he said.",
    "Moscow (the river) is frozen again.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_no_dateline(sentence):
    assert split_dateline([sentence, TEXT]) == ("", "", [sentence, TEXT])


def test_a_dateline_alone_on_its_line_leads_the_next():
    long = TEXT + " " + TEXT
    assert split_dateline(["YEREVAN, MARCH 6, ARMENPRESS.", TEXT]) == ("YEREVAN", "ARMENPRESS", [TEXT])
    assert split_dateline(["Kutaisi, May 29", long]) == ("Kutaisi", "", [long])
    assert split_dateline(["ԵՐԵՎԱՆ", long]) == ("ԵՐԵՎԱՆ", "", [long])
    assert split_dateline(["KARABAKH", "TIMELINE"]) == ("", "", ["KARABAKH", "TIMELINE"])
    assert split_dateline(["PART, MAY 2", "A list"]) == ("", "", ["PART, MAY 2", "A list"])


def test_a_dateline_below_other_lines_is_taken_out_where_it_is_sure_to_be_one():
    lead = "A bridge was opened in Gyumri on Friday, the third of this year, after a delay of two."
    below = f"GYUMRI, MARCH 6, ARMENPRESS. {TEXT}"
    assert split_dateline([lead, below]) == ("GYUMRI", "ARMENPRESS", [lead, TEXT])
    assert split_dateline([lead, f"Gyumri - {TEXT}"]) == ("", "", [lead, f"Gyumri - {TEXT}"])
    assert split_dateline(["By Ani Saroyan", f"GYUMRI — {TEXT}"]) == ("GYUMRI", "", ["By Ani Saroyan", TEXT])


def test_a_reporter_named_after_the_agency_is_left_out_with_a_warning():
    record = parse(seed_text(paragraphs=[f"ЕРЕВАН, 6 мар — Sputnik, Анна Петросян. {RUSSIAN}"]))
    assert (record.dateline_place, record.source, record.paragraphs) == ("ЕРЕВАН", "Sputnik", (RUSSIAN,))
    assert record.warnings == ("the dateline also names Анна Петросян, which is left out",)


@pytest.mark.parametrize(
    "text", ["“We,” he said, “opened a bridge.”", "2,600 came.", "$5 is the toll.", "iPhones fell."]
)
def test_a_text_may_begin_with_a_quotation_a_number_or_a_name_in_small_letters(text):
    assert split_dateline([f"PanARMENIAN.Net - {text}"]) == ("", "PanARMENIAN.Net", [text])


def test_what_begins_with_two_strokes_has_no_dateline():
    assert split_dateline([f"// YEREVAN (AP) — {TEXT}"]) == ("", "", [f"YEREVAN (AP) — {TEXT}"])


PLACES = st.sampled_from(["YEREVAN", "NEW DELHI", "BUFFALO, N.Y.", "Tbilisi, Georgia", "ЕРЕВАН", "ԵՐԵՎԱՆ", "Гюмри"])
DAYS = st.sampled_from(["March 6", "6 March", "MARCH 6, 2021", "6 марта", "6 мар", "6 ՄԱՐՏԻ", "Saturday, March 6"])
AGENCIES = st.sampled_from(
    ["ARMENPRESS", "ТАСС", "РИА Новости", "PanARMENIAN.Net", "ԱՐՄԵՆՊՐԵՍ", "AP", "Новости-Армения"]
)
SHAPES = st.sampled_from(
    [
        *("{place}, {day}, {agency}. ", "{place}, {day}. /{agency}/. ", "{place}, {day} - {agency}. "),
        *(
            "{place} ({agency}) — ",
            "{place}, {day} ({agency}) - ",
            "{place} /{agency}/ ",
            "{agency}, {place}, {day} - ",
        ),
        *("{day}, {place}, {agency}: ", "{place}. {day}. {agency}. "),
    ]
)
OPENINGS = st.sampled_from(["The ", "Мэр ", "Քաղաքը ", "“We ", "24 ", "«Мы "])


@given(PLACES, DAYS, AGENCIES, SHAPES, OPENINGS, st.text(min_size=1, max_size=80))
def test_before_any_text_a_dateline_is_read_and_the_text_stays(place, day, agency, shape, opening, text):
    text = f"{opening}{text}".strip()
    dateline = shape.format(place=place, day=day, agency=agency)
    assert split_dateline([dateline + text, TEXT]) == (place, agency, [text, TEXT])


@given(st.text("YEREVAN ,.:-—/()[]|6марта March ARMENPRESS.Net։ԵՐ«»", max_size=80))
def test_any_text_is_read_without_an_error_and_nothing_behind_the_dateline_is_lost(text):
    found = read_dateline(text)
    assert found is None or ((found.place or found.source) and found.end <= len(text))


@pytest.mark.parametrize("kind", ["Ab, ", "A.B. ", "/A ", "(A ", "YEREVAN, ", "6 мар ", "«A» ", "A-", "A.a", "— "])
def test_a_million_signs_are_no_work(kind):
    text = kind * (1_000_000 // len(kind))
    assert split_dateline([text])[2] in ([text], [text.strip()])
