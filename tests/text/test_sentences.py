from pathlib import Path
from random import Random
from time import process_time

import pytest

from articles.text import sentences as module
from articles.text.sentences import first_sentence, opening_of, opening_sentence, sentences

SAMPLES = Path(__file__).parent.parent / "samples"


def paragraphs(name):
    lines = (SAMPLES / f"sentences_{name}.tsv").read_text().splitlines()
    return [line.partition("\t")[2].split(" | ") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("expected", paragraphs("tuned"), ids=lambda expected: expected[0][:40])
def test_a_paragraph_is_cut_where_a_reader_would_cut_it(expected):
    assert list(sentences(" ".join(expected))) == expected


def test_paragraphs_for_which_nothing_was_tuned_are_cut_as_well():
    unread = paragraphs("unread")
    right = sum(list(sentences(" ".join(expected))) == expected for expected in unread)
    assert len(unread) + len(paragraphs("tuned")) >= 200
    assert right / len(unread) >= 0.98


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The bridge opened. Cars came.", "The bridge opened."),
        ("The U.S. Embassy said so. More followed.", "The U.S. Embassy said so."),
        ("He lives in the U.S. The other lives here.", "He lives in the U.S."),
        ("Mr. Petrosyan and Dr. A. Sahakyan met. They spoke.", "Mr. Petrosyan and Dr. A. Sahakyan met."),
        ("It opens at 10 a.m. Monday. Entry is free.", "It opens at 10 a.m. Monday."),
        ("It opens at 10 a.m. The entry is free.", "It opens at 10 a.m."),
        ('"It is done." The mayor left.', '"It is done."'),
        ("Growth was 4.7 percent. It slowed.", "Growth was 4.7 percent."),
        ("Really? Yes.", "Really?"),
        ("Դպրոցը բացվեց։ Երեխաները եկան։", "Դպրոցը բացվեց։"),
        ("Музей на ул. Абовяна открыт. Вход свободный.", "Музей на ул. Абовяна открыт."),
        ("No stop at all", "No stop at all"),
        ("One, twelve, etc. and so on. Two.", "One, twelve, etc. and so on."),
        ("", ""),
        ("It is option a. We chose it.", "It is option a."),
    ],
)
def test_the_first_sentence_ends_where_a_reader_would_end_it(text, first):
    assert first_sentence(text) == first


WORDS = "went stop. end. no. vs. u.s. inc. jan. fig. p.m. x. co-op. (dir. re-elected. ж. год. U. 5. The the Ա A".split()


def test_a_common_word_before_a_dot_is_judged_as_all_others_are(monkeypatch):
    rng = Random(1)  # noqa: S311 the same in every run
    texts = [" ".join(rng.choices(WORDS, k=12)) for _ in range(2_000)]
    found = [list(sentences(text)) for text in texts]
    monkeypatch.setattr(module, "_is_plain_word", lambda word: False)
    assert found == [list(sentences(text)) for text in texts]


GLUED = [
    ["The detour ends on Sunday.", "The road is new."],
    ["The limit stays in force.", '"We are used to it," said he.'],
    ['He said: "It is done."', "The mayor left."],
    ["The rest cost 20%.", "A bus came."],
    ["Who came?", "Nobody did!", "It rained."],
    ["Первый звонок прозвенит 8 сентября.", "Причиной стали окна."],
    ["«Мы готовы».", "Мэр ушёл."],
    ["Գինը վաթսուն դրամ է:", "Անցած տարի հարյուր էր։", "Նա գնաց։"],
    ["Եկել են 300 մարդ։", "«Մենք պատրաստ ենք»։", "Դահլիճը լռեց:"],
    ["Ի՞նչ կլինի վաղը։", "Ո՛չ ոք չգիտի:", "Եղե՜ք երջանիկ։"],
]


@pytest.mark.parametrize("expected", GLUED, ids=lambda expected: expected[0][:20])
def test_sentences_that_are_glued_to_each_other_are_cut(expected):
    assert list(sentences("".join(expected))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "PanARMENIAN.Net and Booking.Com wrote about it.",
        "Школа на ул.Абовяна в г.Ереване, мкр.Аван.",
        "It starts at 19.30 in hall 2.B of the opera.",
        "The U.S.S.R. and St.John met Prof.Petrosyan.",
        "Լուսանկար:Հայկ Բադալյան",
        "Հանդիպումը սկսվեց 10:30:",
    ],
)
def test_names_and_abbreviations_without_a_space_are_not_cut(text):
    assert list(sentences(text)) == [text]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("The bridge opened. Cars came.", "The bridge opened."),
        ("Դպրոցը բացվեց: Երեխաները եկան:", "Դպրոցը բացվեց:"),
        ("«Кто придёт?»", "«Кто придёт?»"),
        ("Night of the open doors", ""),
        ("Human rights", ""),
        ("Фото дня", ""),
        ("The winners are:", ""),
        ("", ""),
        ("The bridge over the Debed " * 6, ("The bridge over the Debed " * 6).strip()),
    ],
)
def test_a_text_that_begins_with_a_label_or_title_has_no_opening(text, opening):
    assert opening_sentence(text) == opening


PROSE = "The bridge over the Debed was opened on Monday morning. Cars came."


@pytest.mark.parametrize(
    ("paragraphs", "opening"),
    [
        ([PROSE, "More."], "The bridge over the Debed was opened on Monday morning."),
        (["Two years late, and a meter too short", PROSE], "The bridge over the Debed was opened on Monday morning."),
        (["Bridges", "Cars wait before the bridge", PROSE], "The bridge over the Debed was opened on Monday morning."),
        (["Bridges", "Cars", "Trucks", PROSE], ""),
        (["Gold: Armen Sargsyan", PROSE], ""),
        (["Tomatoes 600 drams", PROSE], ""),
        (["Կամուրջը, 8 մարտի, 2021թ.", PROSE], "The bridge over the Debed was opened on Monday morning."),
        (["Tomatoes — dear", PROSE], ""),
        (["A poem", "It ends soon."], ""),
        ([], ""),
    ],
)
def test_titles_above_the_first_sentence_are_passed_over_but_not_lists(paragraphs, opening):
    assert opening_of(iter(paragraphs)) == opening


def test_sentences_lose_no_word():
    text = "One is here. Two is there! Is three? Four…  Five"
    assert " ".join(sentences(text)).split() == text.split()


def test_the_work_grows_with_the_text_and_no_faster():
    assert len(list(sentences("A. " * 100_000))) == 1


@pytest.mark.parametrize(
    "part", ["“Why?” Aer of ", "ab.Bcd", 'ab."Bcd', "ա:Աա", "ասաց: «Ա ", "Ա: Ա ", "... ", "? - ", "(a. B "]
)
def test_quotations_labels_and_dots_take_linear_time(part):
    def seconds(times):
        start = process_time()
        list(sentences(part * times))
        return process_time() - start

    assert min(seconds(40_000) for _ in range(3)) < 12 * max(seconds(10_000), 0.005)


def test_a_million_stops_without_space_are_one_sentence():
    assert list(sentences("." * 1_000_000)) == ["." * 1_000_000]
