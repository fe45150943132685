"""A dictionary form is found in all its inflections, and in no other word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.folding import fold
from articles.text.inflections import forms_of

FORMS = {
    "Россия": "Россия России Россию Россией",
    "Гюмри": "Гюмри",
    "Ереван": "Ереван Еревана Ереваном Ереване",
    "Путин": "Путина Путиным",
    "Казань": "Казань Казани Казанью",
    "министр": "министр министра министрами министров",
    "рынок": "рынок рынка рынке рынков",
    "чтец": "чтец чтеца чтецов",
    "выставка": "выставка выставки выставок выставками",
    "школа": "школа школы школ школами",
    "здание": "здание здания зданий",
    "национальный": "национальный национального национальные национальной",
    "выборы": "выборы выборов выборах",
    "герой": "герой героя героев",
    "Երևան": "Երևան Երևանի Երևանում Երևանից Երևանը Երևանն",
    "Գյումրի": "Գյումրի Գյումրիի Գյումրու Գյումրիում Գյումրիից Գյումրին",
    "Թուրքիա": "Թուրքիա Թուրքիայի Թուրքիան Թուրքիայում",
    "կառավարություն": "կառավարություն կառավարության կառավարությունը կառավարությունների",
    "արտահանում": "արտահանում արտահանման արտահանումը",
    "դպրոց": "դպրոց դպրոցի դպրոցներում դպրոցները",
    "գյուղ": "գյուղ գյուղեր գյուղերի",
    "museum": "museum museums",
    "library": "library libraries",
    "match": "match matches",
}
OTHERS = {
    "мэр": "мэрия мера",
    "Куба": "куб кубов",  # a name has no plural
    "школа": "школьный школить",
    "парламент": "парламентский парламентарий",
    "Россия": "россыпь росс",
    "մարզիկ": "մարզ մարզի մարզում մարզական",
    "Գյումրի": "գյում գյումրեցի",
    "law": "lawn lawyer",
    "day": "daies",
    "UN": "UNs uns",
    "12": "12s",
}


def is_form(word: str, of: str) -> bool:
    word = fold(word)
    return any(
        word.startswith(stem) and word[len(stem) :] in endings
        for stem, endings in forms_of(fold(of), name=of[0].isupper())
    )


@pytest.mark.parametrize(("of", "forms"), FORMS.items())
def test_every_inflection_is_a_form(of, forms):
    assert [word for word in forms.split() if not is_form(word, of)] == []


@pytest.mark.parametrize(("of", "others"), OTHERS.items())
def test_words_of_the_same_beginning_are_no_forms(of, others):
    assert [word for word in others.split() if is_form(word, of)] == []


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), st.booleans())
def test_a_word_is_a_form_of_itself_whatever_its_alphabet(word, name):
    word = fold(word)
    found = [word[len(stem) :] in endings for stem, endings in forms_of(word, name=name) if word.startswith(stem)]
    assert any(found) or not word
