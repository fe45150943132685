"""Imports find sections and tags that the newsroom has renamed, merged or given other names."""

import pytest

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Section, Tag
from articles.models.tag_merging import merge_tags
from tests.support.factories import seed_text

pytestmark = pytest.mark.django_db
VOCABULARY = Vocabulary.from_dict(
    {
        "default_section": "society",
        "section": [
            {"slug": "society", "name": "Society", "keywords": []},
            {"slug": "sport", "name": "Sport", "keywords": ["match"]},
        ],
        "tag": [{"name": "Karabakh", "aliases": ["Artsakh"]}, {"name": "Chess"}],
    }
)


@pytest.fixture
def run(tmp_path):
    """run(headline, text): the article that an import makes of a seed; again: of the same headline, updates it."""

    def run(headline, text):
        (tmp_path / f"{headline}.txt").write_text(seed_text(headline, paragraphs=[text]))
        import_seeds([tmp_path], VOCABULARY)
        return Article.objects.get(headline=headline)

    return run


def tags(article):
    return sorted(article.tags.names())


def test_a_renamed_tag_is_found_by_the_vocabularys_name_and_words(run):
    assert tags(run("One", "A match in Artsakh.")) == ["Karabakh"]
    tag = Tag.objects.get()
    tag.name = "The republic"
    tag.save()
    assert tags(run("Two", "A road in Karabakh.")) == ["The republic"]
    assert tags(run("Three", "A road in Artsakh.")) == ["The republic"]


def test_other_names_are_found_in_texts_as_the_vocabularys_are(run):
    run("One", "Chess is played.")
    Tag.objects.get().aliases.create(name="Grandmasters*")
    assert tags(run("Two", "Two grandmasters met.")) == ["Chess"]
    assert tags(run("Three", "Nobody met.")) == []


def test_two_names_of_one_tag_make_it_once(run):
    run("One", "Chess in Karabakh.")
    chess, karabakh = Tag.objects.get(name="Chess"), Tag.objects.get(name="Karabakh")
    merge_tags(chess, [karabakh])
    assert tags(run("Two", "Chess in Karabakh, again.")) == ["Chess"]
    assert Tag.objects.count() == 1


def test_a_tag_that_was_renamed_is_no_change_of_an_editors(run, tmp_path):
    run("One", "Chess is played.")
    tag = Tag.objects.get()
    tag.name = "Board games"
    tag.save()
    (tmp_path / "One.txt").write_text(seed_text("One", paragraphs=["Chess is played again, and no match."]))
    [file] = import_seeds([tmp_path], VOCABULARY).files
    assert (file.outcome, file.warnings) == ("updated", [])
    assert tags(Article.objects.get()) == ["Board games"]


@pytest.mark.parametrize(("there", "vocabulary"), [("Ёлка", "ЕЛКА"), ("Երևան", "ԵՐԵՎԱՆ"), ("Café", "CAFE")])
def test_a_tag_and_a_section_are_found_however_their_names_are_written(tmp_path, there, vocabulary):
    section = Section.objects.create(name=there, slug="renamed")
    tag = Tag.objects.create(name=there)
    (tmp_path / "one.txt").write_text(seed_text("One", paragraphs=[f"Nothing but {vocabulary}."]))
    names = {
        "default_section": "society",
        "section": [{"slug": "society", "name": vocabulary, "keywords": []}],
        "tag": [{"name": vocabulary}],
    }
    import_seeds([tmp_path], Vocabulary.from_dict(names))
    article = Article.objects.get(headline="One")
    assert (article.section, list(article.tags.all())) == (section, [tag])
    assert (Section.objects.count(), Tag.objects.count()) == (1, 1)


def test_a_renamed_section_takes_what_the_vocabulary_sends_to_its_old_address(run):
    run("One", "A match.")
    sport = Section.objects.get(slug="sport")
    sport.name, sport.slug = "Games", "games"
    sport.save()
    assert run("Two", "Another match.").section == sport
    assert not Section.objects.filter(slug="sport").exists()


def test_a_renamed_section_is_no_change_of_an_editors(run, tmp_path):
    article = run("One", "A match.")
    sport = article.section
    sport.slug = "games"
    sport.save()
    assert run("One", "A match, and one more.").section == sport
    (tmp_path / "One.txt").write_text(seed_text("One", paragraphs=["A match was played."]))
    [file] = import_seeds([tmp_path], VOCABULARY).files
    assert (file.outcome, file.warnings) == ("updated", [])
