"""A story's section and tags: which words speak for them, and how much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.sections_and_tags import OPENING_WORDS, TAGS_MAX, classify
from articles.imports.seeds.vocabulary import Vocabulary

FILLER = "and so it went on " * OPENING_WORDS  # so many words that what follows is below the opening
VOCABULARY = Vocabulary.from_dict(
    {
        "default_section": "society",
        "ignored": ["weather permitting", "children under 12"],
        "section": [
            {
                "name": "Politics",
                "slug": "politics",
                "keywords": ["parliament", "draft law", "ընտրություն", "парламент"],
                "weak": ["budget"],
            },
            {"name": "Society", "slug": "society", "keywords": ["school*", "weather"]},
            {
                "name": "Sport",
                "slug": "sport",
                "strong": ["chess"],
                "keywords": ["match", "партнёр", "մարզիկ"],
                "against": ["safety match"],
            },
        ],
        "tag": [
            {"name": "Karabakh", "aliases": ["Nagorno-Karabakh", "Artsakh"]},
            {"name": "United Nations", "aliases": ["UN"]},
            {"name": "United States", "aliases": ["U.S."]},
            {"name": "Yerevan", "aliases": ["Երևան", "Ереван"]},
            {"name": "Istanbul", "aliases": []},
            {"name": "Weather", "aliases": ["снег"]},
            {"name": "Football", "certain": ["football league"], "weak": ["under 12"]},
            {"name": "Health", "strong": ["health ministry"], "against": ["mental health day"]},
        ],
    }
)


def section_of(headline, *paragraphs):
    return classify(headline, paragraphs, VOCABULARY).section


def tags_of(headline, *paragraphs):
    return classify(headline, paragraphs, VOCABULARY).tags


@pytest.mark.parametrize(
    ("headline", "paragraphs", "section"),
    [
        ("Parliament sits", [], "politics"),
        ("Schoolchildren play chess", ["A match."], "sport"),
        ("A match", ["A draft law.", "Parliament, the draft laws."], "politics"),
        ("Match in parliament", [], "politics"),
        ("Ընտրությո՞ւն է սա", [], "politics"),
        ("Ընտրությունների օրը", [], "politics"),
        ("Торговые партнеры и партнер", [], "sport"),
        ("Nothing", ["match match match", "draft law and parliament"], "politics"),
    ],
)
def test_the_highest_score_gives_the_section_and_ties_go_to_the_first(headline, paragraphs, section):
    assert section_of(headline, *paragraphs) == section


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Rain falls", "No word of anything."),
        ("A budget", ""),
        ("Nothing", f"One match. {FILLER}"),
        ("Մարզի օրը", "Մարզում անձրև է։"),
        ("A safety match", ""),
    ],
)
def test_too_little_evidence_gives_no_section(headline, text):
    assert section_of(headline, text) == ""


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Talks on NAGORNO-KARABAKH", ("Karabakh",)),
        ("Artsakh and Karabakh", ("Karabakh",)),
        ("A UN envoy in Artsakh", ("United Nations", "Karabakh")),
        ("One un deux", ()),
        ("The U.S. Embassy", ("United States",)),
        ("us and them", ()),
        ("Unkarabakhian", ()),
        ("Երեւանո՜ւմ անձրեւ է", ("Yerevan",)),
        ("Երևանի փողոցները", ("Yerevan",)),
        ("За Ереваном", ("Yerevan",)),
        ("В Ерева\u0301н", ("Yerevan",)),
        ("Rain in İstanbul, Ar\u200dtsakh", ("Istanbul", "Karabakh")),
        ("Նորից՝ UN և U.S.", ("United Nations", "United States")),
    ],
)
def test_tags_are_named_by_whole_words_in_the_order_of_the_text(text, tags):
    assert tags_of(text) == tags


def test_one_mention_far_down_gives_no_tag_two_in_the_opening_or_one_in_the_headline_do():
    assert tags_of("Nothing", f"{FILLER} Karabakh") == ()
    assert tags_of("Nothing", f"Karabakh {FILLER}") == ()
    assert tags_of("Nothing", f"Karabakh, or Artsakh {FILLER}") == ("Karabakh",)
    assert tags_of("Nothing", f"Karabakh {FILLER} Artsakh") == ()
    assert tags_of("Karabakh") == ("Karabakh",)


def test_one_mention_in_a_short_text_is_enough():
    assert tags_of("Nothing", "A road in Karabakh.") == ("Karabakh",)
    assert section_of("Nothing", "A road to parliament.") == "politics"


def test_a_strong_alias_is_enough_in_the_opening_and_a_certain_one_everywhere():
    assert tags_of("Nothing", f"The health ministry {FILLER}") == ("Health",)
    assert tags_of("Nothing", f"{FILLER} the health ministry") == ()
    assert tags_of("Nothing", f"{FILLER} the football league") == ("Football",)


def test_repetition_far_down_counts_twice_at_most():
    points = classify("Nothing", [f"{FILLER} Artsakh Artsakh Artsakh Artsakh"], VOCABULARY).tag_points
    assert points == {"Karabakh": 4}


def test_ignored_phrases_hide_their_words():
    assert tags_of("A walk, weather permitting", f"Weather permitting, it went on. {FILLER}") == ()
    assert tags_of("Weather that permits a walk") == ("Weather",)
    assert tags_of("Children under 12", "Boys under 12, children under 12") == ()


def test_a_longer_phrase_hides_the_words_in_it_from_others_of_its_kind():
    longer = Vocabulary.from_dict(
        {
            "default_section": "a",
            "section": [
                {"name": "A", "slug": "a", "keywords": ["state bank"]},
                {"name": "B", "slug": "b", "strong": ["bank"]},
            ],
            "tag": [{"name": "Bank"}],
        }
    )
    result = classify("The state bank", [], longer)
    assert (result.section, result.section_points, result.tags) == ("a", {"a": 8, "b": 0}, ("Bank",))
    assert classify("The state banks on a bank", [], longer).section == "b"


def test_what_counts_against_a_tag_takes_points_away():
    assert tags_of("Health") == ("Health",)
    assert tags_of("Mental health day") == ()


def test_of_many_tags_those_with_the_most_points_are_kept():
    names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    many = Vocabulary.from_dict(
        {
            "default_section": "a",
            "section": [{"name": "A", "slug": "a"}],
            "tag": [{"name": name} for name in names],
        }
    )
    assert classify(" ".join(names), ["alpha kappa"], many).tags == ("alpha", *names[1 : TAGS_MAX - 1], "kappa")


@given(st.text(max_size=60), st.lists(st.text(max_size=120), max_size=3))
def test_any_text_is_classified_with_points_that_are_the_sum_of_its_mentions(headline, paragraphs):
    result = classify(headline, paragraphs, VOCABULARY)
    points = sum(result.section_points.values()) + sum(result.tag_points.values())
    assert points == sum(points for *_, points in result.mentions)


@given(st.lists(st.sampled_from("Artsakh Karabakh UN parliament draft law weather permitting Երևանի снега".split())))
def test_words_count_the_same_however_they_are_divided_into_paragraphs(words):
    whole, divided = (classify("Chess", text, VOCABULARY) for text in ([" ".join(words)], words))
    assert whole[:4] == divided[:4]
