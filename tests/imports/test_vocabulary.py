"""The vocabulary's file: what it may hold, and what an editor is told about a mistake."""

import pytest
from django.conf import settings

from articles.imports.seeds.phrases import TAG
from articles.imports.seeds.vocabulary import Vocabulary, VocabularyError
from articles.text.folding import fold
from articles.text.languages.detection import language_of

GOOD = 'default_section = "a"\n[[section]]\nname = "A"\nslug = "a"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace('= "a"', '= "x"', 1), "default_section 'x' is none of the sections"),
        ('default_section = "a"', "section is missing"),
        ('[[section]]\nname = "A"\nslug = "a"', "default_section is missing"),
        (GOOD + 'keyword = ["b"]', "section 'A': 'keyword' is unknown; known are name, slug, description, certain,"),
        (GOOD + 'keywords = "b"', "section 'A': keywords must be a list"),
        (GOOD + "keywords = [1]", "section 'A', keywords: 1 must be a text in quotation marks"),
        (GOOD + 'keywords = ["–"]', "section 'A', keywords: '–' holds no word"),
        (GOOD + 'strong = ["b"]\nweak = ["b"]', "section 'A': 'b' is listed twice"),
        (GOOD + '[[section]]\nname = "B"\nslug = "a"', "[[section]]: 'a' is listed twice"),
        (GOOD + "[[section]]", "section 'number 2' has no name"),
        (GOOD + '[[tag]]\nname = "T"\n[[tag]]\nname = "T"', "[[tag]]: 'T' is listed twice"),
        (GOOD + "[[tag]]\nname = 1", "tag 1: name must be a text"),
        ("ignored = [[]]\n" + GOOD, "ignored: [] must be a text in quotation marks"),
        (GOOD + "tag = [1]", "section 'A': 'tag' is unknown"),
        ("tag = [1]\n" + GOOD, "tag number 1 must be a table: [[tag]]"),
        (GOOD + "keywords = [", "Invalid value (at end of document)"),
        (GOOD + 'names = "А"', "section 'A': names must be a table"),
        (GOOD + 'names = { ua = "А" }', "section 'A', names: “ua” is no language tag. Write uk."),
        (GOOD + 'names = { RU = "А" }', "section 'A', names: write 'ru' instead of 'RU'"),
        (GOOD + 'names = { en = "A" }', "section 'A', names: write the English one in 'name', and leave 'en' out"),
        (GOOD + 'names = { ru = "–" }', "section 'A', names: 'ru' must be a text in quotation marks that holds a word"),
        (GOOD + "descriptions = { hy = 1 }", "section 'A', descriptions: 'hy' must be a text in quotation marks"),
        (GOOD + '[[tag]]\nname = "T"\ndescriptions = { ru = "Т" }', "tag 'T': 'descriptions' is unknown"),
        (
            GOOD + '[[tag]]\nname = "T"\nnames = { ru = "Ёж" }\n[[tag]]\nname = "U"\nnames = { ru = "ЕЖ" }',
            "tag 'U', names: 'ru' has the name of 'T', 'ЕЖ'; give it another",
        ),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path, text, message):
    path = tmp_path / "vocabulary.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError) as error:
        Vocabulary.load(path)
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)


def test_a_file_that_is_missing_is_refused_with_its_name(tmp_path):
    with pytest.raises(VocabularyError, match=r"none\.toml: "):
        Vocabulary.load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("phrase", "found", "others"),
    [
        ("library law", ["Library laws"], ["libraries law", "law library"]),
        ("Национальное собрание", ["Национального собрания"], ["национальные цены"]),
        ("museum*", ["museums", "museumgoers"], ["muse"]),
        ("=цен", ["цен"], ["цены"]),
        ("EU", ["the EU", "EU-wide"], ["eu", "Eu"]),
        ("ՄԱԿ", ["ՄԱԿ-ի"], ["մակի"]),
        ("Nagorno-Karabakh", ["Nagorno Karabakh"], ["Nagorno"]),
    ],
)
def test_the_notation_of_phrases(phrase, found, others):
    tag = {"name": "T", "aliases": [phrase]}
    index = Vocabulary.from_dict({"default_section": "a", "section": [{"name": "A", "slug": "a"}], "tag": [tag]}).index
    assert [text for text in found if not index.found(text)] == []
    assert [text for text in others if index.found(text)] == []


def test_the_projects_own_vocabulary_has_the_eight_sections():
    names = [section.name for section in Vocabulary.load(settings.SEED_VOCABULARY).sections]
    assert names == ["Politics", "Society", "Economy", "Region", "World", "Culture", "Sport", "Science & Tech"]


def test_names_and_descriptions_in_other_languages_are_read():
    section = {"name": "A", "slug": "a", "names": {"ru": "А"}, "descriptions": {"ru": "О чём это."}}
    tag = {"name": "Mill", "names": {"ru": "Мельница", "hy": "Ջրաղաց"}}
    vocabulary = Vocabulary.from_dict({"default_section": "a", "section": [section], "tag": [tag, {"name": "T"}]})
    assert vocabulary.sections[0].names == {"ru": "А"}
    assert vocabulary.sections[0].descriptions == {"ru": "О чём это."}
    assert vocabulary.tag_names == {"Mill": {"ru": "Мельница", "hy": "Ջրաղաց"}, "T": {}}


def test_a_renamed_tag_keeps_its_names_in_other_languages():
    data = {"default_section": "a", "section": [{"name": "A", "slug": "a"}]}
    vocabulary = Vocabulary.from_dict(data | {"tag": [{"name": "Mill", "names": {"ru": "Мельница"}}]})
    assert vocabulary.renamed({"Mill": "Mills"}, ()).tag_names == {"Mills": {"ru": "Мельница"}}


@pytest.mark.parametrize("language", ["ru", "hy"])
def test_everything_in_the_projects_own_vocabulary_has_a_name_of_its_own_in_each_language(language):
    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)
    sections = [fold(section.names[language]) for section in vocabulary.sections]
    tags = [fold(names[language]) for names in vocabulary.tag_names.values()]
    assert len(set(sections)) == len(vocabulary.sections)
    assert len(set(tags)) == len(vocabulary.tags)
    for text in (*sections, *tags, *(section.descriptions[language] for section in vocabulary.sections)):
        assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "после матча депутаты, два метра ткани, драма в театре, вина доказана",
        "լույս տեսավ, գետին ընկավ, դեղին գույն, հարկ է նշել, մարզի կենտրոնում",
        "weather permitting, for children under 12, at the next bill of health, a red carpet",
    ],
)
def test_the_projects_own_vocabulary_is_not_deceived_by_homographs(text):
    found = {phrase.text for _, _, phrase in Vocabulary.load(settings.SEED_VOCABULARY).index.found(text)}
    assert found <= {"матч", "депутат", "театр", "театральный", "կենտրոն"}


def test_every_tag_of_the_projects_own_vocabulary_is_found_by_its_name():
    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)
    for name in vocabulary.tags:
        assert name in {phrase.owner for _, _, phrase in vocabulary.index.found(name) if phrase.kind == TAG}
