"""When a story's summary is printed under its headline: if it says more than that and the first sentence."""

import pytest

from articles.text.standfirst import adds_to

ENGLISH = [
    "A bridge of 240 meters opened over the Debed gorge on Friday, October 2, four years late.",
    "It is the longest footbridge in Lori.",
]
RUSSIAN = [
    "В Алаверди в пятницу, 2 октября, открылся пешеходный мост длиной 240 метров через ущелье Дебеда.",
    "Мост строили четыре года.",
]
ARMENIAN = [
    "Ալավերդիում ուրբաթ՝ հոկտեմբերի 2-ին, բացվել է 240 մետրանոց հետիոտնային կամուրջ Դեբեդի կիրճի վրա։",
    "Կամուրջը կառուցել են չորս տարի։",
]
HEADLINES = {
    "en": "Bridge over the Debed gorge opens",
    "ru": "Открылся мост через Дебед",
    "hy": "Բացվել է Դեբեդի կամուրջը",
}
TEXTS = {"en": ENGLISH, "ru": RUSSIAN, "hy": ARMENIAN}

REPEATED = [
    ("en", "the first sentence", ENGLISH[0]),
    ("ru", "the first sentence", RUSSIAN[0]),
    ("hy", "the first sentence", ARMENIAN[0]),
    ("en", "the headline", "Bridge over the Debed gorge opens"),
    ("ru", "the headline with a full stop", "Открылся мост через Дебед."),
    ("hy", "the headline in capitals", "ԲԱՑՎԵԼ Է ԴԵԲԵԴԻ ԿԱՄՈՒՐՋԸ"),
    ("en", "cut off", "A bridge of 240 meters opened over the Debed gorge on Friday, Octo…"),
    ("en", "cut off with three dots", "A bridge of 240 meters opened over the Debed gorge on Friday, Octo..."),
    ("ru", "cut off", "В Алаверди в пятницу, 2 октября, открылся пешеходный мост длиной 240 мет…"),
    ("hy", "cut off", "Ալավերդիում ուրբաթ՝ հոկտեմբերի 2-ին, բացվել է 240 մետրա…"),
    ("en", "cut off at a word", "A bridge of 240 meters opened over the Debed gorge"),
    ("en", "with a dateline", f"ALAVERDI (PanARMENIAN.Net) – {ENGLISH[0]}"),
    ("ru", "with a dateline", f"АЛАВЕРДИ, 2 октября – РИА. {RUSSIAN[0]}"),
    ("hy", "with a dateline", f"ԱԼԱՎԵՐԴԻ – {ARMENIAN[0]}"),
    ("en", "both sentences", " ".join(ENGLISH)),
    ("en", "in other words here and there", ENGLISH[0].replace("four years late", "years late")),
    ("hy", "with the other և", ARMENIAN[0].replace("՝", ",")),
    ("ru", "without ё", "Открылся мост через Дебёд"),
    ("en", "nothing but signs", "* * *"),
    ("en", "nothing", ""),
]
MORE = [
    (
        "en",
        "the second sentence alone",
        "Villagers used to walk 11 kilometers to the nearest school, and now walk one.",
    ),
    ("ru", "a summary of its own", "Раньше жители шли до школы одиннадцать километров, теперь – один."),
    ("hy", "a summary of its own", "Նախկինում գյուղացիները դպրոց հասնելու համար տասնմեկ կիլոմետր էին քայլում։"),
    ("en", "cut off, of its own", "Villagers used to walk 11 kilometers to the nearest sch…"),
    (
        "en",
        "the same subject in other words",
        "The gorge has a bridge, after four years of waiting and two contractors.",
    ),
    ("en", "the headline and more", "Bridge over the Debed gorge opens, but the road that leads to it does not."),
]


@pytest.mark.parametrize(("language", "case", "summary"), REPEATED)
def test_a_summary_that_repeats_is_not_printed(language, case, summary):
    assert adds_to(summary, HEADLINES[language], TEXTS[language]) is False


@pytest.mark.parametrize(("language", "case", "summary"), MORE)
def test_a_summary_that_says_more_is_printed(language, case, summary):
    assert adds_to(summary, HEADLINES[language], TEXTS[language]) is True


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ('He said "no" — twice — and left.', "He said “no” – twice – and left. Nobody followed him home."),
        ("It's 240 m long", "It’s 240 m long, says the mayor."),
        ("Կամուրջը «երկար է»։", 'Կամուրջը "երկար է": Այդպես էլ ասել են։'),
    ],
)
def test_typography_makes_no_difference(summary, text):
    assert adds_to(summary, "Another headline", [text]) is False


def test_a_dateline_in_the_text_alone_makes_no_difference():
    assert adds_to(ENGLISH[0], "Opened", [f"ALAVERDI, October 2 (PanARMENIAN.Net) – {ENGLISH[0]}"]) is False


def test_a_text_that_begins_with_a_title_and_then_repeats_the_summary():
    assert adds_to(ENGLISH[1], "Opened", ["Footbridge", ENGLISH[1]]) is False


def test_a_story_without_a_text_has_nothing_to_repeat():
    assert adds_to("Villagers walk one kilometer.", "Bridge opens", []) is True
