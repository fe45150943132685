from pathlib import Path
from random import Random
from time import process_time

import pytest

from articles.text import sentences as module
from articles.text.sentences import first_sentence, sentences

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


def test_sentences_lose_no_word():
    text = "One is here. Two is there! Is three? Four…  Five"
    assert " ".join(sentences(text)).split() == text.split()


def test_the_work_grows_with_the_text_and_no_faster():
    assert len(list(sentences("A. " * 100_000))) == 1


@pytest.mark.parametrize("part", ["“Why?” Aer of ", "ասաց: «Ա ", "Ա: Ա ", "... ", "? - ", "(a. B "])
def test_quotations_labels_and_dots_take_linear_time(part):
    def seconds(times):
        start = process_time()
        list(sentences(part * times))
        return process_time() - start

    assert min(seconds(40_000) for _ in range(3)) < 12 * max(seconds(10_000), 0.005)


def test_a_million_stops_without_space_are_one_sentence():
    assert list(sentences("." * 1_000_000)) == ["." * 1_000_000]
