"""The demo corpus in three languages, and the tables that say which dispatch is a version of which."""

import csv
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from articles.imports.seeds.format.parser import parse_bytes
from articles.imports.seeds.vocabulary import Vocabulary
from articles.text.languages.detection import language_of

FIXTURES = settings.BASE_DIR / "fixtures"
STATES = {"update": "behind", "correction": "wrong", "retraction": "orphaned"}


def rows(name: str) -> list[dict]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", restval="", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def records():
    page = Vocabulary.load(settings.SEED_VOCABULARY).page
    return {path.name: parse_bytes(path.read_bytes(), page) for path in sorted((FIXTURES / "seeds").glob("*.txt"))}


@pytest.fixture(scope="module")
def languages(records):
    return {name: language_of("\n".join((record.headline, *record.paragraphs[:4]))) for name, record in records.items()}


def test_the_corpus_has_dispatches_in_three_languages(languages):
    assert Counter(languages.values()) == {"en": 68, "ru": 27, "hy": 27}


def test_a_sidebar_names_stories_of_its_own_language_only(records, languages):
    headlines = {record.headline: languages[name] for name, record in records.items()}
    for name in sorted(records)[70:]:
        for line in records[name].latest:
            [headline] = [headline for headline in headlines if line.startswith(f"{headline} ")]
            assert headlines[headline] == languages[name]


def test_each_version_follows_a_dispatch_in_another_language(records, languages):
    versions = rows("translations.tsv")
    assert len({row["file"] for row in versions}) == len(versions) == 45
    for row in versions:
        assert languages[row["file"]] != languages[row["source"]]
        assert records[row["file"]].at > records[row["source"]].at
        assert row["kind"] in ("translation", "adaptation")


def test_a_story_has_at_most_one_version_in_a_language(languages):
    assert max(Counter((row["source"], languages[row["file"]]) for row in rows("translations.tsv")).values()) == 1


def test_what_changed_in_a_source_is_in_its_text(records):
    for change in rows("source_changes.tsv"):
        text = "\n".join(records[change["source"]].paragraphs)
        assert change["kind"] in STATES
        if change["kind"] == "retraction":
            assert change["text"]
            assert not change["before"]
        else:
            assert text.count(change["before"]) == 1
            assert change["after"] not in text


def test_a_versions_state_is_what_its_source_went_through_after_it(records):
    changes = {change["source"]: change for change in rows("source_changes.tsv")}
    for row in rows("translations.tsv"):
        state, note = "current", ""
        if change := changes.get(row["source"]):
            made_at = datetime.fromisoformat(change["made_at"]).replace(tzinfo=ZoneInfo("Asia/Yerevan"))
            if records[row["file"]].at < made_at:
                state, note = STATES[change["kind"]], change["text"] or change["after"]
        assert (row["file"], row["state"], row["note"]) == (row["file"], state, note)


def test_the_demo_shows_every_state():
    assert Counter(row["state"] for row in rows("translations.tsv")) == {
        "current": 40,
        "behind": 3,
        "wrong": 1,
        "orphaned": 1,
    }
