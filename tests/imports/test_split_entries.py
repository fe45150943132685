"""A glued sidebar line is taken apart: by what is known, else by rule, else left whole."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.imports.seeds.keys import story_key
from articles.imports.seeds.splitting.english import EnglishLine as Line
from articles.imports.seeds.splitting.headline_model import MODELS, Judgement, model_of
from articles.imports.seeds.splitting.line import HEADLINE_MAX, PLACES_MAX
from articles.imports.seeds.splitting.rule import (
    CONFIDENCE,
    SPLIT_LENGTH_MAX,
    Entry,
    KnownKeys,
    pieces_of,
    split_by_rule,
    split_known,
)

SAMPLES = Path(__file__).parent.parent / "samples"
# Of each file on which the weights were fitted: the number of lines, and how many are split as labelled.
LABELLED = [
    ("latest_entries_tuned.tsv", 160, 160),
    ("splits_en_tuned.tsv", 45, 42),
    ("splits_en_more_read.tsv", 63, 58),
    ("splits_en_title_tuned.tsv", 227, 219),
    ("splits_en_title_read.tsv", 157, 152),
    ("splits_ru_tuned.tsv", 278, 277),
    ("splits_ru_read.tsv", 442, 436),
    ("splits_hy_tuned.tsv", 77, 77),
    ("splits_hy_read.tsv", 170, 169),
]

SAMPLE = [
    (
        "Armenia: Azeri ballistic missiles targeting Karabakh civilian infrastructure",
        " ",
        "The diameter of LORA missiles in Azerbaijan's arsenal is 625mm, while the maximum range is reportedly 430 km.",
    ),
    (
        'Erdogan "hopes"Azerbaijan will continue Karabakh offensive',
        " ",
        'The Turkish president noted that Turkey supports "friendly and fraternal Azerbaijan in all possible ways."',
    ),
    (
        "CNN: Rebels from Syria recruited to fight in Karabakh conflict",
        " ",
        "Further evidence is emerging of rebels from Syria being recruited to fight as mercenaries in"
        " Nagorno-Karabakh.",
    ),
    (
        "Azerbaijan twice used Smerch system to strike Karabakh town",
        " ",
        "Armenian Defense Ministry representative Artsrun Hovhannisyan said both strikes left civilians injured.",
    ),
]
GLUED = [
    ("Speaker to visit Gyumri in July", "", "According to the press service, he will open a school there."),
    ("Farmers in Lori sow 40% more wheat", "", "The Agriculture Ministry said prices had doubled."),
    ("Who will repair the bridge in Ijevan?", "", "The province has no money for the works."),
    ("Museum in Goris shows old maps", "", '"We found them in an attic," director Ani Babayan said.'),
    ("Vanadzor plant to buy gas meters", "", "500 families are expected to get one by winter."),
    ("Yerevan to host talks on road safety", "", "EU experts will take part in the conference."),
]
WHOLE = [
    "Armenia to host chess olympiad",
    "Armenian Parliament speaker to travel to Stockholm",
    "Armenia – Latvia 3:1",
    "Ministry",
    "She also said that the school will be reopened as soon as the heating system is repaired.",
    "",
    "   ",
    "?!",
]
BAIT = [
    pytest.param("Word " * 10_000, id="ten thousand capitals"),
    pytest.param("Ab" * 50_000, id="no space, all glued"),
    pytest.param('"A' * 50_000, id="no space, all quotes"),
    pytest.param("a" * 100_000, id="one long word"),
    pytest.param("( " * 50_000, id="open brackets"),
    pytest.param("Կ։" * 50_000, id="Armenian stops"),
    pytest.param("Глава " * 10_000, id="ten thousand Russian capitals"),
    pytest.param("«Да» " * 20_000, id="quotes in quotes"),
    pytest.param("«Да" * 30_000, id="all glued, all quotes"),
]


@pytest.mark.parametrize(("headline", "glue", "blurb"), SAMPLE)
def test_the_samples_lines_are_split(headline, glue, blurb):
    assert split_by_rule(headline + glue + blurb)[:2] == (headline, blurb)


@pytest.mark.parametrize(("headline", "glue", "blurb"), GLUED)
def test_a_line_glued_without_a_space_is_split(headline, glue, blurb):
    assert split_by_rule(headline + glue + blurb)[:2] == (headline, blurb)


@pytest.mark.parametrize("line", WHOLE)
def test_a_headline_or_a_blurb_alone_stays_whole(line):
    assert split_by_rule(line) == Entry(line, "", certain=False)


def test_an_unlikely_place_leaves_the_line_whole(monkeypatch):
    headline, glue, blurb = SAMPLE[0]
    monkeypatch.setattr(
        "articles.imports.seeds.splitting.rule.judge", lambda line, pieces: Judgement(9, CONFIDENCE - 0.01, 0)
    )
    assert split_by_rule(headline + glue + blurb) == Entry(headline + glue + blurb, "", certain=False)


@pytest.mark.parametrize(("name", "count", "right"), LABELLED)
def test_the_labelled_lines_are_split_as_labelled(name, count, right):
    rows = (SAMPLES / name).read_text("utf-8").splitlines()
    entries = [row.split("\t") for row in rows if not row.startswith("# ")]
    assert len(entries) == count
    misses = []
    for glue, headline, blurb in entries:
        got = split_by_rule(f"{headline}{' ' if glue == 'space' else ''}{blurb}")
        if (got.headline, got.blurb) != (headline or blurb, blurb if headline else ""):
            misses.append(f"{headline} | {blurb}\n    is split as {got.headline} | {got.blurb}")
    assert count - len(misses) >= right, "\n".join(misses)


@pytest.mark.parametrize(
    ("headline", "blurb"),
    [
        ("Seoul impeaches Park", "Baku denies losses."),  # verbs no list knows
        ("Twitter chief steps down", "Howard Stevens will stay on as adviser."),
        ("Tennis star wins 12th French Open", "The Spaniard beat Thiem in three sets."),
        ("Lawmakers back deal, but...", "Government asks for more time."),
        ("Yerevan to get new library", "World Health Organization praised the decision."),
    ],
)
def test_the_shape_of_a_headline_decides(headline, blurb):
    assert split_by_rule(f"{headline} {blurb}")[:2] == (headline, blurb)


@pytest.mark.parametrize(
    ("headline", "blurb"),
    [
        ("Суд продлил арест экс-директора СНБ", "Защита обжалует решение."),  # an acronym closes the headline
        ("Завод посетил министр обороны РФ", "Предприятие выпускает двигатели."),
        ("Хор выступит в театре «Амарас»", "«Золотая осень» продлится до пятницы."),  # a quoted name closes it
        ("В Праге наградили президента Геворкова", "Премию вручают с 1990 года."),  # the name follows its noun
        ("Певец Аршак Бабаев даст концерт", "Билеты поступят в продажу в пятницу."),
        ("Ванадзор принимает турнир по самбо", "Мэр Ванадзора Арам Галстов открыл соревнования."),
        ("Суд отказал музею", "Туринский клуб подал жалобу."),  # the adjective of a place is no surname
        ("Цены растут", "Рискуя прибылью, завод снизил тарифы."),
    ],
)
def test_russian_has_a_rule_of_its_own(headline, blurb):
    entry = split_by_rule(f"{headline} {blurb}")
    assert (entry.headline, entry.blurb) == (headline, blurb)


@pytest.mark.parametrize(
    ("headline", "blurb"),
    [
        ("Գորիսում բացվել է նոր գրադարան", "Այն ունի 12 հազար գիրք։"),
        ("Մարզպետն ընդունել է Արամ Գալստովին", "Հանդիպմանը քննարկվել են ճանապարհները։"),
    ],
)
def test_armenian_has_a_rule_of_its_own(headline, blurb):
    entry = split_by_rule(f"{headline} {blurb}")
    assert (entry.headline, entry.blurb) == (headline, blurb)


@pytest.mark.parametrize(
    ("headline", "blurb"),
    [
        ("Court Orders Mine to Pay Village", "The company has until June to do so."),
        ("Customs Officers Seize Fake AirPods in Meghri", "Two men were detained."),
        ("Theater Troupe Tours Villages of Lori", "Actors perform in barns and schools."),
        ("Armenian Judoka Signs With CSKA", "He will compete in Moscow until 2028."),
    ],
)
def test_title_case_ends_where_small_words_begin(headline, blurb):
    entry = split_by_rule(f"{headline} {blurb}")
    assert (entry.headline, entry.blurb) == (headline, blurb)


@pytest.mark.parametrize("word", ["AirPods", "GitHub", "DeepSky", "LinkedIn", "eBay", "MacBook"])
def test_a_word_with_a_capital_inside_is_one(word):
    for line in (f"Shop sells {word} at half price", f"Магазин продаёт {word} за полцены"):
        places = [line[begin:] for begin, _ in pieces_of(line)]
        prepared = model_of(line).line(line, pieces_of(line))
        assert not [places[i] for i in prepared.places if not places[i].startswith(word)]


@pytest.mark.parametrize("word", ["ParisThe", "YerevanPolice", "forumMinister", "marketInvestigators"])
def test_two_words_without_a_space_are_two(word):
    line = f"Talks begin in {word} said nothing."
    prepared = Line(line, pieces_of(line))
    second = re.search("(?<=[a-z])[A-Z]", word).start()
    assert word[second:] in [prepared.words[i] for i in prepared.places]


def test_the_script_of_most_words_decides_the_language():
    assert model_of("Apple показала новый iPhone Это большой телефон") is MODELS["ru"]
    assert model_of("«Արարատ» wins again") is MODELS["en"]
    assert model_of("Երևանը ողջունում է Apple-ին") is MODELS["hy"]
    assert model_of("— 12 —") is MODELS["en"]


@pytest.mark.parametrize(("sure", "doubtful"), [(0.91, True), (0.9, False)])
def test_a_cut_that_is_not_likely_enough_is_doubtful(monkeypatch, sure, doubtful):
    headline, glue, blurb = SAMPLE[0]
    judgement = Judgement(8, 0.9, sure)
    monkeypatch.setattr("articles.imports.seeds.splitting.rule.judge", lambda line, pieces: judgement)
    assert split_by_rule(headline + glue + blurb) == Entry(headline, blurb, certain=False, doubtful=doubtful)


def test_nothing_crosses_a_quote():
    line = 'Play "The House With Four Doors" returns to Kapan The actors rehearsed in a barn.'
    pieces = pieces_of(line)
    first_words = [line[slice(*pieces[i])] for i in Line(line, pieces).places]
    assert first_words == ['"The', "The"]  # not House, With, Four, Doors; and no headline ends with `to`
    assert split_by_rule(line).headline == 'Play "The House With Four Doors" returns to Kapan'


def test_a_brand_with_a_capital_inside_is_not_cut():
    line = "YouTube opens office in Yerevan WhatsApp may follow, its director said."
    assert split_by_rule(line).headline == "YouTube opens office in Yerevan"


def test_the_pieces_know_which_side_a_glued_mark_belongs_to():
    def words(line):
        return [line[begin:end] for begin, end in pieces_of(line)]

    assert words("hacker to U.S.Marcel Lazar of J.Lo fame") == "hacker to U.S. Marcel Lazar of J.Lo fame".split()
    assert words('Baku "ready"for talks') == ["Baku", '"ready"for', "talks"]
    assert words('He "hopes"Azerbaijan waits') == ["He", '"hopes"', "Azerbaijan", "waits"]
    assert words('quake-hit province"Our team') == ["quake-hit", "province", '"Our', "team"]


def test_a_known_headline_decides_against_the_rule():
    headlines = {story_key("World Bank lowers Armenia growth")}
    entry = split_known("World Bank lowers Armenia growth Forecast for the year is 2.6%.", KnownKeys(headlines))
    assert entry == Entry("World Bank lowers Armenia growth", "Forecast for the year is 2.6%.", certain=True)


def test_the_longest_known_headline_decides():
    headlines = {story_key("Armenia signs deal"), story_key("Armenia signs deal With Iran")}
    entry = split_known("Armenia signs deal With Iran The price is not known.", KnownKeys(headlines))
    assert entry == Entry("Armenia signs deal With Iran", "The price is not known.", certain=True)


def test_a_known_headline_does_not_decide_when_a_small_letter_follows():
    assert split_known("Armenia signs deal with Iran", KnownKeys({story_key("Armenia signs deal")})) is None


def test_a_known_blurb_decides_before_a_known_headline():
    blurb = "Gyumri residents took part in it."
    entry = split_known(
        f"Armenia marks Army Day {blurb}", KnownKeys({story_key("Armenia marks Army Day Gyumri")}, {story_key(blurb)})
    )
    assert entry == Entry("Armenia marks Army Day", blurb, certain=True)


def test_a_known_headline_alone_is_whole_and_certain():
    line = "Lake Sevan level rises"
    assert split_known(line, KnownKeys({story_key(line)})) == Entry(line, "", certain=True)


def test_a_letter_that_folds_into_two_does_not_shift_the_key():
    headline, blurb = "Լեւոնն ու Արամը և Անին Երևանում են", "Այցը կտևի երեք օր։"
    assert split_known(f"{headline} {blurb}", KnownKeys({story_key(headline)})) == Entry(headline, blurb, certain=True)


def test_what_is_not_known_is_not_decided():
    assert split_known("Lake Sevan level rises The lake is now full.", KnownKeys({story_key("Lake")})) is None


@pytest.mark.parametrize("line", BAIT)
def test_bait_is_looked_at_in_part_only(line):
    pieces = pieces_of(line)
    places = Line(line, pieces).places
    assert len(pieces) <= SPLIT_LENGTH_MAX
    assert len(places) < PLACES_MAX
    assert all(pieces[i - 1][1] <= HEADLINE_MAX for i in places)
    entry = split_by_rule(line)
    assert len((entry.headline + entry.blurb).split()) in (len(line.split()), len(line.split()) + 1)


@given(st.text(st.sampled_from("aAbBяЯБбэԱաԲե։՞«»\"'().,!?-–:;…0 7%$\u00a0’É"), max_size=80))
@example("«A")
@example('"Ab')
def test_a_line_of_any_characters_is_cut_between_two_of_them(line):
    entry = split_by_rule(line)
    if entry.blurb:
        assert line.startswith(entry.headline)
        assert line.endswith(entry.blurb)
        assert len(line) - len(entry.headline) - len(entry.blurb) in (0, 1)
    else:
        assert entry.headline == line
