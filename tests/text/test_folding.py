import unicodedata

import pytest

from articles.text.folding import fold, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "ıstanbul"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Straße", "STRASSE"),
        ("Ægir", "aegir"),
        ("Nguyễn", "nguyen"),
        ("Αθήνα", "αθηνα"),
        ("ΜΑΐΟΣ", "μαιος"),
        ("ﬁnal oﬃce", "final office"),
        ("Артём", "артем"),
        ("за́мок", "замок"),
        ("ѝ", "и"),
        ("Երևան", "ԵՐԵՒԱՆ"),
        ("Երեվան", "Երևան"),
        ("ի՞նչ", "ինչ"),
        ("Ո՜վ", "ով"),
        ("մի՛ գնա", "մի գնա"),
        ("Ar\u00adme\u200bni\u2060a\u200e", "Armenia"),
        ("می\u200cخواهم", "میخواهم"),
        ("علي", "علی"),
        ("مُحَمَّد", "محمد"),
        ("Armenia’s", "Armenia's"),
        ("п\u02bcять", "п'ять"),
        ("Nagorno\u2011Karabakh", "nagorno-karabakh"),
    ],
)
def test_spellings_that_make_no_difference(one, other):
    assert fold(one) == fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("мой", "мои"), ("Київ", "Киів"), ("US", "U.S."), ("Iran", "Iraq"), ("women's", "womens")]
)
def test_other_letters_and_signs_do(one, other):
    assert fold(one) != fold(other)


def test_folding_a_folded_text_changes_nothing():
    for code in [*range(0x20, 0xD800), *range(0xE000, 0x10000)]:
        once = fold(f"a{chr(code)}b")
        assert fold(once) == once, hex(code)


def test_spaces_and_punctuation_stay():
    assert fold("“Peace talks”,  Baku – 2020") == "“peace talks”,  baku – 2020"


def test_words_are_runs_of_letters_and_digits():
    assert words_of("Women’s-only, COVID-19: ի՞նչ") == ["women", "s", "only", "covid", "19", "ինչ"]
