"""Which words sound alike, across scripts and misspellings."""

import pytest

from articles.search.sounds import in_other_layout, keys_of, most_wrong, sounds_of, wrong_letters


@pytest.mark.parametrize(
    "words",
    [
        ("yerevan", "ереван", "երեւան"),
        ("karabakh", "карабах", "karabagh"),
        ("dilijan", "дилижан", "դիլիջան"),
        ("pashinyan", "пашинян", "փաշինյան"),
        ("tsaghkadzor", "цахкадзор", "ծաղկաձոր"),
    ],
)
def test_a_name_sounds_alike_in_any_script(words):
    first, *others = [sounds_of(word) for word in words]
    assert all(first[0] in other for other in others)


def test_a_word_with_an_ending_sounds_as_without_it_too():
    assert sounds_of("карабахе") == ("karabahe", "karabah")
    assert sounds_of("bridges") == ("bridges",)


def test_the_keys_are_the_consonants_and_these_without_one():
    assert keys_of("erevan") == ["rvn", "vn", "rn", "rv"]
    assert keys_of("lori") == ["lr"]
    assert keys_of("aio") == []


@pytest.mark.parametrize(
    ("typed", "meant", "wrong"),
    [
        ("erevan", "erevan", 0),
        ("erevn", "erevan", 1),  # missing
        ("erevaan", "erevan", 1),  # too many
        ("eravan", "erevan", 1),  # another
        ("ereavn", "erevan", 1),  # swapped
        ("ervn", "erevan", 2),
        ("lori", "erevan", None),
    ],
)
def test_wrong_letters_are_counted(typed, meant, wrong):
    assert wrong_letters(typed, meant, 2) == wrong


def test_more_letters_may_be_wrong_in_a_longer_word():
    assert [most_wrong(sound) for sound in ("lor", "lori", "erevan", "aserbaijan")] == [0, 1, 1, 2]


def test_the_keys_of_the_other_layout():
    assert in_other_layout("Thtdfy") == "ереван"
    assert in_other_layout("Rfhf,f[") == "карабах"
    assert in_other_layout("Нукумфт") == "yerevan"
