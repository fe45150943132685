"""What two texts have in common in any language; and how often pairs of the demo corpus are told apart rightly."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.conf import settings

from articles.imports.seeds.format.parser import parse_bytes
from articles.imports.seeds.vocabulary import Vocabulary
from articles.imports.translations.tables import VersionRow, read_table
from articles.text.across_languages import Times, consonants, traits_of
from articles.text.languages.detection import language_of

FIXTURES = settings.BASE_DIR / "fixtures"
RAIN = "Rain in Gyumri\nOn Friday, 27 roads in Shirak were closed, said Vazgen Aghabalyants. It cost 197,000 drams."
RUSSIAN = "Дождь в Гюмри\nВ пятницу 27 дорог в Шираке закрыли, сообщил Вазген Агабалянц. Это стоило 197 000 драмов."


@pytest.mark.parametrize(
    "spellings",
    [
        ("Pashinyan", "Пашиняном", "Փաշինյանը"),
        ("Gyumri", "Гюмри", "Գյումրիում"),
        ("Vladimir", "Владимира", "Վլադիմիր"),
        ("Aghabalyants", "Агабалянцу", "Աղաբալյանցը"),
        ("Jermuk", "Джермуке", "Ջերմուկում"),
        ("Charents", "Чаренца", "Չարենցի"),
        ("Lori", "Лори", "Լոռիում"),
    ],
)
def test_a_name_is_one_in_any_script_and_case(spellings):
    assert len({consonants(name) for name in spellings}) == 1


@pytest.mark.parametrize("names", [("Gyumri", "Goris"), ("Putin", "Pashinyan"), ("Lori", "Shirak")])
def test_other_names_are_others(names):
    assert len({consonants(name) for name in names}) == 2


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("197,000 drams", "197000"),
        ("197 000 драмов", "197000"),
        ("197\u00a0000 դրամ", "197000"),
        ("2.3 years", "2.3"),
        ("2,3 года", "2.3"),
        ("6:40 a.m.", "6.40"),
        ("1,250,000 people", "1250000"),
    ],
)
def test_a_number_is_one_however_it_is_written(written, value):
    assert set(traits_of(written)) == {f"number {value}"}


def test_a_word_that_begins_a_sentence_is_no_name():
    assert not traits_of("Rain fell. Snow followed.\nHail, too. “Wind is next.”")
    assert set(traits_of("Rain fell on Goris.").values()) == {"Goris"}


def test_versions_are_close_and_say_by_what():
    one, other = traits_of(RAIN, photos=[7]), traits_of(RUSSIAN, photos=[7])
    found = Times([one, other]).likeness(one, other)
    assert found.is_close
    assert {one[key] for key in found.common} == {
        "27",
        "197,000",
        "Gyumri",
        "Shirak",
        "Vazgen",
        "Aghabalyants",
        "the photo",
    }


def test_what_every_story_of_the_time_has_says_nothing():
    one, other = traits_of(RAIN), traits_of(RUSSIAN)
    assert not Times([one, other, *[one] * 300]).likeness(one, other).is_close


def test_two_common_traits_are_too_few():
    one, other = traits_of("Rain in Gyumri: 27."), traits_of("Дождь в Гюмри: 27.")
    assert not Times([one, other]).likeness(one, other).is_close


@pytest.fixture(scope="module")
def corpus():
    """The demo corpus: each story's moment, language and traits, by its file."""
    page = Vocabulary.load(settings.SEED_VOCABULARY).page
    records = {path.name: parse_bytes(path.read_bytes(), page) for path in sorted((FIXTURES / "seeds").glob("*.txt"))}
    texts = {name: "\n".join((record.headline, *record.paragraphs)) for name, record in records.items()}
    return {name: (record.at, language_of(texts[name]), traits_of(texts[name])) for name, record in records.items()}


def groups() -> dict[str, str]:
    """Return the source of each file that has versions or is one."""
    rows = read_table(FIXTURES / "translations.tsv", VersionRow)
    return {row.file: row.source for row in rows} | {row.source: row.source for row in rows}


def judged(corpus, half: int) -> dict[str, int]:
    """Count the pairs of one half by what is true and what is said; the other half's stories are left out.

    The halves are of groups of versions, so that no story is in both; stories without versions are in both.
    """
    group = groups()
    other_half = {source for place, source in enumerate(sorted(set(group.values()))) if place % 2 != half}
    times = Times(traits for _, _, traits in corpus.values())
    found = {"right": 0, "wrong": 0, "missed": 0, "apart": 0}
    for one, other in combinations(corpus, 2):
        at, language, traits = corpus[one]
        its_at, its_language, its_traits = corpus[other]
        if language == its_language or {group.get(one), group.get(other)} & other_half:
            continue
        said = abs(at - its_at) <= timedelta(hours=48) and times.likeness(traits, its_traits).is_close
        true = one in group and group[one] == group.get(other)
        found["right" if said and true else "wrong" if said else "missed" if true else "apart"] += 1
    return found


def test_pairs_of_the_half_by_which_the_limits_were_chosen(corpus):
    found = judged(corpus, 0)
    assert (found["wrong"], found["missed"]) == (0, 0)
    assert found["right"] > 20


def test_pairs_of_the_other_half(corpus):
    found = judged(corpus, 1)
    assert found["wrong"] == 0  # of more than 1,800 pairs that are none
    assert found["apart"] > 1800
    assert found["missed"] / (found["right"] + found["missed"]) < 0.1
