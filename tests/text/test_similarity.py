import pytest

from articles.text.similarity import alike, near_names, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ի՞նչ որոշեց Երևանի ավագանին", "Ինչ որոշեց Երեւանի ավագանին"),
        ("За́мок в Гюмри откры́т", "Замок в Гюмри открыт"),
        ("Erdoğan visits İzmir’s fair", "Erdogan visits Izmir's fair"),
        ("Par\u00adlia\u00adment adopts bud\u200bget", "Parliament adopts budget"),
    ],
)
def test_signs_within_words_do_not_make_another_headline(one, other):
    assert words_of(one) == words_of(other)
    assert alike(words_of(one), words_of(other))


@pytest.mark.parametrize(
    ("name", "known"), [("Wałęsa", "Walesa"), ("Ի՞նչ", "Ինչ"), ("Straße", "Strasse"), ("Ta\u200dtev", "Tatev")]
)
def test_a_name_in_another_spelling_is_the_nearest(name, known):
    assert near_names(name, ["Iran", known]) == [known]
