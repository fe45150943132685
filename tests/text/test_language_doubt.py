"""Whether a text shows its language clearly, or may as well be in another one."""

import pytest

from articles.text.languages.detection import is_doubtful, language_of
from tests.text.test_language_detection import texts

CLEAR = [
    "The ministers met on Friday and signed the agreement. It had been prepared for two years.",
    "Министры встретились в пятницу и подписали соглашение. Его готовили два года, но опубликовали лишь вчера.",
    "Նախարարները հանդիպեցին ուրբաթ օրը։",
    "Գրադարան",
    "Міністри зустрілися у п'ятницю і підписали угоду.",
    "Die Minister haben sich am Freitag getroffen und das Abkommen unterzeichnet.",
    "საქართველო",
]
IN_DOUBT = ["", "19:13", "Macron, Merz, Tusk", "Лавров, Мирзоян", "Nokia N95", "Meloni incontra Pashinyan a Roma"]


@pytest.mark.parametrize("text", CLEAR)
def test_a_text_with_marks_of_one_language_is_clear(text):
    assert not is_doubtful(text, language_of(text))


@pytest.mark.parametrize("text", IN_DOUBT)
def test_a_text_without_any_is_in_doubt(text):
    assert is_doubtful(text, language_of(text))


def test_a_region_makes_no_difference():
    assert not is_doubtful(CLEAR[0], "en-GB")


@pytest.mark.parametrize("name", ["tuned", "unread"])
def test_each_headline_that_is_judged_wrongly_is_in_doubt(name):
    wrong = [text for language, text in texts(name) if language_of(text) != language]
    assert wrong
    assert [text for text in wrong if not is_doubtful(text, language_of(text))] == []


@pytest.mark.parametrize("name", ["tuned", "unread"])
def test_most_headlines_are_clear(name):
    judged = [is_doubtful(text, language_of(text)) for _, text in texts(name)]
    assert sum(judged) < len(judged) / 4
