"""Warnings of an import: counted by kind, named file by file on demand, and none of what many files repeat."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.keys import story_key
from articles.imports.seeds.poor_headlines import warnings_of_headline
from articles.imports.seeds.repeated_texts import MANY, repeated, shared_hashes
from articles.imports.seeds.splitting.known_lines import sketch
from articles.imports.seeds.vocabulary import Vocabulary
from articles.imports.seeds.warning_kinds import counted, kind_of
from articles.models import Article
from tests.support.factories import seed_text, write_seeds

VOCABULARY = Vocabulary.from_dict({"default_section": "region", "section": [{"slug": "region", "name": "Caucasus"}]})


def printed(*arguments, **options) -> list[str]:
    out = StringIO()
    call_command("import_seeds", *map(str, arguments), stdout=out, **options)
    return out.getvalue().splitlines()


def warnings_of(*texts: str, folder) -> list[list[str]]:
    """The warnings of each file, in their order."""
    write_seeds(folder, **{f"f{number:03}": text for number, text in enumerate(texts)})
    return [file.warnings for file in import_seeds([folder], VOCABULARY, section="region").files]


def without_time(headline: str) -> str:
    first, _, *rest = seed_text(headline).split("\n")
    return "\n".join([first, *rest])


@pytest.fixture
def three_without_a_time(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    texts = {f"f{number}": without_time(f"Ferry number {number} leaves") for number in range(3)}
    texts = {name: text.replace("a new wing", f"wing {name}").replace("Sundays", name) for name, text in texts.items()}
    return write_seeds(folder, **texts, g=seed_text(partner=["A goal elsewhere"]))


@pytest.mark.django_db
def test_kinds_are_counted_and_no_file_is_named(three_without_a_time):
    assert printed(three_without_a_time) == [
        "warnings: 3 files without a time of day",
        "warnings: 1 file whose Partner news is left out",
        "warnings: the same command with --reread --dry-run --verbose names these files and saves nothing",
        "4 created, 0 updated, 0 unchanged, 0 duplicate, 0 rejected",
    ]


@pytest.mark.django_db
def test_the_command_that_is_advised_names_the_files_and_saves_nothing(three_without_a_time):
    *_, advice, counts = printed(three_without_a_time)
    assert counts.startswith("4 created")
    options = [word for word in advice.split() if word.startswith("--")]
    before = list(Article.objects.order_by("pk").values())
    lines = printed(three_without_a_time, *options)
    assert len([line for line in lines if line.startswith("warning  ")]) == 4
    assert advice not in lines
    assert list(Article.objects.order_by("pk").values()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("options", [{"verbosity": 2}, {"arguments": ["--verbose"]}], ids=["number", "word"])
def test_on_demand_each_warning_is_named_with_its_file(three_without_a_time, options):
    lines = printed(three_without_a_time, *options.pop("arguments", []), **options)
    named = [line for line in lines if line.startswith(f"warning  {three_without_a_time}/f")]
    assert len(named) == 3
    assert all("there is no stamp" in line for line in named)
    assert "warnings: 3 files without a time of day" in lines


@pytest.mark.django_db
def test_the_json_report_has_the_kinds_and_each_files_texts(three_without_a_time, tmp_path):
    printed(three_without_a_time, "--report", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["warnings"] == {"without a time of day": 3, "whose Partner news is left out": 1}
    assert [len(file["warnings"]) for file in report["files"]] == [1, 1, 1, 1]


def test_a_file_with_two_warnings_of_a_kind_counts_once():
    whole = "could not tell headline from blurb, left whole: {}"
    assert counted([[whole.format("A line"), whole.format("Another")], [whole.format("A third")], []]) == {
        "with sidebar lines that are left whole": 2
    }


def test_warnings_that_differ_in_numbers_and_quotations_are_one_kind():
    kinds = {kind_of(f"{number} bridges near “{name}” are closed: go round") for number, name in ((2, "A"), (31, "B"))}
    assert kinds == {"with a warning: bridges near"}


@given(st.text(max_size=200))
def test_every_text_has_a_kind(text):
    kind = kind_of(text)
    assert kind.strip() == kind
    assert 0 < len(kind.splitlines()[0]) == len(kind) < 120


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headline", ["News", "LATEST NEWS", "Главная страница", "Новости дня", "Վերջին նորություններ", "Caucasus"]
)
def test_a_headline_that_could_stand_above_any_story_is_warned_of(tmp_path, headline):
    expected = f"the headline “{headline}” is too general: take the story's own from the page"
    assert warnings_of(seed_text(headline), folder=tmp_path) == [[expected]]


@pytest.mark.parametrize(
    "headline", ["News of a truce reaches Gyumri", "Спорт объединил школы", "1915", "Home", "Weather warning lifted"]
)
def test_a_headline_of_its_own_is_not_too_general(headline):
    assert bool(warnings_of_headline(headline, story_key(headline), [])) == (headline == "Home")


def in_hours(headline: str, number: int, text: str) -> str:
    return seed_text(headline, stamp=f"October 2, 2020 - {number + 6:02}:00 AMT", paragraphs=[text, f"{text} Again."])


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "warned"), [(MANY - 1, 0), (MANY, MANY)])
def test_a_headline_above_many_different_stories_is_warned_of(tmp_path, number, warned):
    texts = [in_hours("Harbour Herald", n, f"Boat {n} came in late.") for n in range(number)]
    found = warnings_of(*texts, seed_text("Boats wait"), folder=tmp_path)
    assert sum(["the headline “Harbour Herald” stands above" in " ".join(one) for one in found]) == warned
    assert found[-1] == []


def test_one_story_crawled_many_times_has_no_repeated_headline():
    assert repeated([("ferry", 7)] * 40 + [("bank", n) for n in range(MANY)]) == {"bank": MANY}


FURNITURE = ["Our office answers calls from nine to six.", "Readers can write to the desk.", "Prices are in drams."]


@pytest.mark.django_db
def test_texts_that_share_only_what_many_files_repeat_are_not_nearly_the_same(tmp_path):
    texts = [
        seed_text(f"Street {n} is closed", paragraphs=[FURNITURE[0], " ".join(FURNITURE[1:]), f"Workers dig up {n}."])
        for n in range(MANY)
    ]
    assert warnings_of(*texts, folder=tmp_path) == [[]] * MANY


@pytest.mark.django_db
def test_nearly_the_same_text_is_found_among_files_that_repeat_much(tmp_path):
    own = "Engineers weld the first span. It weighs ninety tons. Trains pass in May."
    texts = [
        seed_text(f"Street {n} is closed", paragraphs=[FURNITURE[0], f"Workers dig up {n}. Buses turn at {n}."])
        for n in range(MANY)
    ]
    twins = [
        seed_text(headline, stamp=f"October 2, 2020 - {hour}:00 AMT", paragraphs=[FURNITURE[0], own])
        for headline, hour in (("Bridge grows", 14), ("Welders at work", 16))
    ]
    found = warnings_of(*texts, *twins, folder=tmp_path)
    assert [len(one) for one in found[:-2]] == [0] * MANY
    assert sum("nearly the same text" in " ".join(one) for one in found[-2:]) == 1


def test_a_text_of_nothing_else_is_compared_by_what_it_has():
    assert sketch([3, 1, 2, 9], {1, 9}) == [2, 3]
    assert sketch([3, 1], {1, 3}) == [1, 3]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.lists(st.integers(0, 9), max_size=4)), max_size=30))
def test_shared_hashes_are_those_of_many_headlines(texts):
    headlines = {number: {headline for headline, hashes in texts if number in hashes} for number in range(10)}
    assert shared_hashes(texts) == {number for number, found in headlines.items() if len(found) >= MANY}
