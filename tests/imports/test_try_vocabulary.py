"""try_vocabulary: an editor sees why a story gets its section and tags, and mends the vocabulary."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Tag
from tests.support.factories import seed_text

pytestmark = pytest.mark.django_db
VOCABULARY = """
default_section = "society"
ignored = ["weather permitting"]
[[section]]
name = "Society"
slug = "society"
keywords = ["school"]
[[section]]
name = "Sport"
slug = "sport"
strong = ["chess"]
[[tag]]
name = "Chess"
[[tag]]
name = "Weather"
"""


@pytest.fixture
def tried(tmp_path, settings, capsys):
    """tried(headline, text): what the command prints about a seed, without the file's name; the vocabulary's file."""
    settings.SEED_VOCABULARY = tmp_path / "vocabulary.toml"
    settings.SEED_VOCABULARY.write_text(VOCABULARY, encoding="utf-8")

    def tried(headline, text):
        path = tmp_path / "one.txt"
        path.write_text(seed_text(headline, paragraphs=[text]), encoding="utf-8")
        call_command("try_vocabulary", path)
        name, *lines = capsys.readouterr().out.splitlines()
        assert name == str(path)
        return lines

    return tried


def test_each_word_is_shown_with_its_points_its_place_and_its_phrase(tried):
    assert tried("Schools play chess", "Chess, weather permitting, in the school. " + 9 * "The weather! ") == [
        "  Schools play chess",
        "    section sport: 24",
        "       16  headline    chess  (chess, strong)",
        "        8  opening     Chess  (chess, strong)",
        "    section society: 12 (fewer points than the section)",
        "        8  headline    Schools  (school)",
        "        4  opening     school  (school)",
        "    tag Chess: 12",
        "        8  headline    chess  (Chess)",
        "        4  opening     Chess  (Chess)",
        "    tag Weather: 4 (no tag: it needs 7 points)",
        "        4  opening     weather  (Weather)",
    ]


def test_a_story_without_evidence_goes_to_the_default_section(tried):
    assert tried("Nothing", "Nothing at all.") == ["  Nothing", "    section society: no section has 5 points"]


def test_a_mended_vocabulary_mends_the_story(tried, settings):
    settings.SEED_VOCABULARY.write_text(VOCABULARY.replace('["school"]', '["goat"]'), encoding="utf-8")
    assert tried("A goat", "It was old.")[1:2] == ["    section society: 8"]


def test_tags_have_the_names_that_the_newsroom_gave_them(tried):
    tag = Tag.objects.create(name="Chess")
    tag.name = "Board games"
    tag.save()
    assert "    tag Board games: 12" in tried(
        "Chess", "Chess, as it is and was and will be played by everybody and everywhere on and on."
    )


def test_files_that_cannot_be_read_are_named(tried, tmp_path, capsys):
    (tmp_path / "bad.txt").write_text("no seed", encoding="utf-8")
    with pytest.raises(CommandError, match="1 file cannot be read") as error:
        call_command("try_vocabulary", tmp_path / "bad.txt")
    assert error.value.returncode == 1
    assert "rejected: " in capsys.readouterr().out


def test_a_folder_without_a_text_is_said_to_have_none(tried, tmp_path):
    (tmp_path / "photos").mkdir()
    with pytest.raises(CommandError, match=r"There is no \.txt file") as error:
        call_command("try_vocabulary", tmp_path / "photos")
    assert error.value.returncode == 1


def test_a_vocabulary_with_a_mistake_is_an_error_of_the_arguments(tried, settings):
    settings.SEED_VOCABULARY.write_text("default_section = 1", encoding="utf-8")
    with pytest.raises(CommandError, match="default_section must be a text") as error:
        tried("One", "Two.")
    assert error.value.returncode == 2
