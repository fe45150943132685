"""The line of a seed that says its language where the text is not judged to be in it."""

import pytest
from django.conf import settings
from django.test import Client

from articles.imports.seeds.format.parser import parse
from articles.imports.seeds.format.writer import write
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Seed, SeedFile
from tests.support.factories import NOON, make_article

HEAD = " date 2020-10-02 Мост открыт"
REST = "October 2, 2020 - 12:00 AMT\nПервые машины проехали утром.\n"


def test_it_is_written_below_line_1():
    text = write("Мост открыт", NOON, True, "", "", ["Первые машины проехали утром."], language="ru-KZ")
    assert text == f"{HEAD}\n language ru-KZ\n{REST}Top stories\nPartner news\nLatest news\n"


@pytest.mark.parametrize(
    ("tag", "language"), [("ru", "ru"), ("RU-kz", "ru-KZ"), ("hyw", "hyw"), ("sr-latn", "sr-Latn")]
)
def test_it_says_the_language_and_is_no_text(tag, language):
    record = parse(f"{HEAD}\n language {tag}\n{REST}")
    assert record.language == language
    assert record.paragraphs == ("Первые машины проехали утром.",)
    assert record.time_known
    assert record.warnings == ()


@pytest.mark.parametrize(
    "line",
    [
        "language ru",
        " Language ru",
        " language",
        " language barriers",
        " language ru, en",
        " language ua",
        "\tlanguage ru",
    ],
)
def test_what_only_resembles_it_is_none(line):
    assert parse(f"{HEAD}\n{line}\n{REST}").language == ""


def test_it_stands_on_line_2_alone():
    record = parse(f"{HEAD}\n{REST} language ru\nВечером дождь.\n")
    assert record.language == ""
    assert "language ru" in record.paragraphs


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stored", "second_line"),
    [("ru", "October 2, 2020 - 12:00 AMT"), ("uk", " language uk"), ("ru-KZ", " language ru-KZ")],
)
def test_a_language_that_the_text_does_not_tell_goes_out_and_comes_back(tmp_path, stored, second_line):
    story = make_article("Мост открыт", language=stored, body="<p>Первые машины проехали сегодня утром.</p>")
    data = Client().get(f"/news/{story.pk}.txt").content
    assert data.decode().splitlines()[1] == second_line
    (tmp_path / "1.txt").write_bytes(data)
    for model in (SeedFile, Seed, Article):
        model.objects.all().delete()
    import_seeds([tmp_path], Vocabulary.load(settings.SEED_VOCABULARY))
    again = Article.objects.get()
    assert again.language == stored
    assert Client().get(f"/news/{again.pk}.txt").content == data
