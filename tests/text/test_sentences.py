import pytest

from articles.text.sentences import first_sentence, sentences


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


def test_sentences_lose_no_word():
    text = "One is here. Two is there! Is three? Four…  Five"
    assert " ".join(sentences(text)).split() == text.split()


def test_the_work_grows_with_the_text_and_no_faster():
    assert len(list(sentences("A. " * 100_000))) == 1


def test_a_million_stops_without_space_are_one_sentence():
    assert list(sentences("." * 1_000_000)) == ["." * 1_000_000]
