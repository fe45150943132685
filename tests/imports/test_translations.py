"""`open_language` and `link_translations`: the demo corpus becomes a site of three languages."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Correction, Language, SectionName, Translation
from articles.models.languages import linking

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"
TABLES = (FIXTURES / "translations.tsv",)
OPTIONS = {"seeds": FIXTURES / "seeds", "changes": FIXTURES / "source_changes.tsv"}


@pytest.fixture
def corpus(capsys):
    import_seeds([FIXTURES / "seeds"], Vocabulary.load(settings.SEED_VOCABULARY))
    for tag in ("ru", "hy"):
        call_command("open_language", tag, site_name=f"Site in {tag}")
    call_command("link_translations", *TABLES, **OPTIONS)
    return capsys.readouterr().out


def test_the_demo_corpus_is_linked_and_its_sources_change(corpus, client):
    assert "45 stories linked, 5 sources changed" in corpus
    assert "skipped" not in corpus
    assert Translation.objects.count() == 45
    behind = [
        one.article.language
        for one in Translation.objects.select_related("article", "source")
        if one.source.text_version > one.source_version and not one.source.corrections.exists()
    ]
    assert sorted(behind) == ["hy", "ru", "ru"]
    wrong = Translation.objects.filter(source__corrections__kind="correction").get()
    assert linking.newest_correction(wrong.source) > wrong.source_correction
    assert Translation.objects.get(source__retracted_at__isnull=False).article.language == "hy"


def test_a_second_run_changes_nothing(corpus, capsys):
    before = list(Article.objects.order_by("pk").values_list("text_version", "translation_group", "updated_at"))
    call_command("open_language", "ru")
    call_command("link_translations", *TABLES, **OPTIONS)
    assert "0 stories linked, 0 sources changed" in capsys.readouterr().out
    assert list(Article.objects.order_by("pk").values_list("text_version", "translation_group", "updated_at")) == before
    assert Correction.objects.count() == 2
    assert Language.objects.get(tag="ru").site_name == "Site in ru"


def test_sections_have_their_names(corpus, client):
    assert SectionName.objects.filter(language="ru").count() == SectionName.objects.filter(language="hy").count() == 8
    assert client.get("/ru/").status_code == client.get("/hy/").status_code == 200


@pytest.mark.parametrize("tag", ["en", "xx", "Russian"])
def test_a_language_that_cannot_be_opened_is_named(tag):
    with pytest.raises(CommandError, match=tag):
        call_command("open_language", tag)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "names the columns"),
        ("file\tsource\n1.txt\t1.txt\n", "row 1: a row names two different files"),
        ("file\tsource\tkind\na.txt\tb.txt\tcopy\n", "row 1: kind 'copy'"),
        ("file\tsource\na.txt\tb.txt\tc\n", "row 1 has more fields"),
    ],
)
def test_a_table_that_cannot_be_read_names_the_row(tmp_path, table, said):
    path = tmp_path / "table.tsv"
    path.write_text(table)
    with pytest.raises(CommandError, match=said):
        call_command("link_translations", path, seeds=tmp_path)


def test_a_file_that_was_not_imported_is_named(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(" date 2020-10-02 A\n")
    path = tmp_path / "table.tsv"
    path.write_text("file\tsource\na.txt\tb.txt\n")
    call_command("link_translations", path, seeds=tmp_path)
    out = capsys.readouterr().out
    assert "a.txt: was not imported; run import_seeds first" in out
    assert "b.txt: there is no such file" in out
