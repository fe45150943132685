from pathlib import Path

import pytest

from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.vocabulary import Vocabulary, VocabularyError

VOCABULARY = Vocabulary.from_dict(
    {
        "default_section": "society",
        "section": [
            {
                "name": "Politics",
                "slug": "politics",
                "keywords": ["parliament", "draft law", "ընտրություն*"],
            },
            {"name": "Society", "slug": "society", "keywords": ["school*"]},
            {"name": "Sport", "slug": "sport", "keywords": ["match", "chess", "партнёр"]},
        ],
        "tag": [
            {"name": "Karabakh", "aliases": ["Nagorno-Karabakh", "Artsakh"]},
            {"name": "United Nations", "aliases": ["UN"]},
            {"name": "United States", "aliases": ["U.S."]},
            {"name": "Yerevan", "aliases": ["Երևան*", "Ереван"]},
            {"name": "Istanbul", "aliases": []},
        ],
    }
)


@pytest.mark.parametrize(
    ("headline", "paragraphs", "section"),
    [
        ("Parliament sits", [], "politics"),
        ("Schoolchildren play chess", ["A match."], "sport"),
        ("Rain falls", ["No word of anything."], "society"),
        ("A match", ["A draft law.", "Parliament."], "politics"),
        ("Match in parliament", [], "politics"),
        ("Ընտրությո՞ւն է սա", [], "politics"),
        ("Торговые партнеры и партнер", [], "sport"),
        ("Nothing", ["chess chess chess", "draft law and parliament"], "politics"),
    ],
)
def test_the_highest_score_gives_the_section_and_ties_go_to_the_first(headline, paragraphs, section):
    assert classify(headline, paragraphs, VOCABULARY)[0] == section


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
        ("В Ерева\u0301н", ("Yerevan",)),
        ("Rain in İstanbul, Ar\u200dtsakh", ("Istanbul", "Karabakh")),
        ("Նորից՝ UN և U.S.", ("United Nations", "United States")),
    ],
)
def test_tags_are_named_by_whole_words_in_the_order_of_the_text(text, tags):
    assert classify(text, [], VOCABULARY)[1] == tags


def test_a_default_section_that_is_none_of_the_sections_is_refused(tmp_path):
    path = tmp_path / "vocabulary.toml"
    path.write_text('default_section = "x"\n[[section]]\nname = "A"\nslug = "a"\n')
    with pytest.raises(VocabularyError, match=r"vocabulary.toml: .*default_section 'x'"):
        Vocabulary.load(path)


def test_the_projects_own_vocabulary_has_the_eight_sections():
    path = Path(__file__).parent.parent.parent / "fixtures" / "vocabulary.toml"
    names = [section.name for section in Vocabulary.load(path).sections]
    assert names == ["Politics", "Society", "Economy", "Region", "World", "Culture", "Sport", "Science & Tech"]
