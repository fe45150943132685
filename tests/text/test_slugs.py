import pytest

from articles.text.slugs import readable_slug


def test_a_headline_becomes_lower_case_words():
    assert readable_slug("Putin stresses “peace” & talks") == "putin-stresses-peace-talks"


def test_armenian_and_russian_headlines_get_readable_addresses():
    assert readable_slug("Երևանում բացվեց գրադարան") == "erevanowm-batsvets-gradaran"
    assert readable_slug("В Гюмри открыли музей") == "v-gyumri-otkryli-muzey"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Rain ☔ in Gyumri ❤️", "rain-in-gyumri"),
        ("\U0001f1e6\U0001f1f2 wins \U0001f468\u200d\U0001f469\u200d\U0001f467", "wins"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f England", "england"),
        ("Top 5️⃣ films", "top-5-films"),
        ("School №5 → 20°", "school-no5-20deg"),
        ("\U0001f600" * 5 + "Rain" * 3, "rainrainrain"),
        ("\U0001f600", "story"),
    ],
)
def test_emoji_leave_the_slug(words, slug):
    assert readable_slug(words) == slug


@pytest.mark.parametrize("words", ["", "!!!", "…", "\u200b"])
def test_a_slug_is_never_empty(words):
    assert readable_slug(words) == "story"


def test_a_long_slug_is_cut_between_words():
    slug = readable_slug("word " * 50, max_length=20)
    assert slug == "word-word-word-word"


def test_one_endless_word_is_cut_within():
    assert readable_slug("a" * 500, max_length=20) == "a" * 20
