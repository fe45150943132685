import pytest

from articles.text.slugs import readable_slug


def test_a_headline_becomes_lower_case_words():
    assert readable_slug("Putin stresses “peace” & talks") == "putin-stresses-peace-talks"


def test_armenian_and_russian_headlines_get_readable_addresses():
    assert readable_slug("Երևանում բացվեց գրադարան") == "erevanowm-batsvets-gradaran"
    assert readable_slug("В Гюмри открыли музей") == "v-gyumri-otkryli-muzey"


@pytest.mark.parametrize("words", ["", "!!!", "…", "\u200b"])
def test_a_slug_is_never_empty(words):
    assert readable_slug(words) == "story"


def test_a_long_slug_is_cut_between_words():
    slug = readable_slug("word " * 50, max_length=20)
    assert slug == "word-word-word-word"


def test_one_endless_word_is_cut_within():
    assert readable_slug("a" * 500, max_length=20) == "a" * 20
