"""Names in the order of each language's alphabet; the orders here are those of ICU (PostgreSQL: "ru-x-icu")."""

import random

import pytest

from articles.text.collation import collation_key

ORDERS = {
    "en": ["10", "2020", "Armenia", "Émile", "Emma", "World", "Zoo", "Zürich", "Ани", "Яна", "Արցախ"],
    "ru": [
        *["2020", "Алла-Белла", "алфавит", "Аль Пачино", "Альфа", "еж", "ёж", "Ежи", "Елена", "Ёлка", "Ель", "Ереван"],
        *["Ёрш", "Жук", "Ив", "Ирина", "Йод", "Щука", "Эчмиадзин", "Яна", "Armenia", "World", "Արցախ"],
    ],
    "hy": [
        *["2020", "Արցախ", "եվ", "և", "Եվրոպա", "Երեկո", "Երևան", "Երկիր", "Եւրոպա", "Ոսկի", "Որոտան", "Ուկրաինա"],
        *["Ոփ", "Սեդա", "սևան", "Սևան", "Սեքս", "Սեօ", "Սոր", "Սու", "Վան", "Տավուշ", "Րաֆֆի", "Փոթի", "Քոչարյան"],
        *["Օհան", "Ֆլորա", "Armenia", "Zürich", "Ани"],
    ],
}


@pytest.mark.parametrize("language", ORDERS)
def test_names_are_in_the_order_of_the_alphabet(language):
    names = ORDERS[language].copy()
    random.Random(language).shuffle(names)  # noqa: S311 the same at every run
    assert sorted(names, key=lambda name: collation_key(name, language)) == ORDERS[language]


def test_no_two_names_are_equal():
    names = ["Ель", "ель", "Ёль", "ёль", "ЕЛЬ"]
    assert len({str(collation_key(name, "ru")) for name in names}) == len(names)


def test_a_name_without_letters_has_its_place():
    assert sorted(["а", "1", "", "—"], key=lambda name: collation_key(name, "ru")) == ["", "—", "1", "а"]
