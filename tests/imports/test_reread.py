"""`import_seeds --reread`: files that were imported before are read again, as this release reads them."""

from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.imports.seeds import file_reader
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, SeedFile, TopStory
from tests.imports.test_again import everything, snapshot
from tests.imports.test_crawled_again import BANK, BRIDGE, FIRE, MORE, page
from tests.support.factories import seed_text, write_seeds

pytestmark = pytest.mark.django_db
LINE = "Ski lift opens in Jermuk Dogs pay half fare and must sit on the side of the window."
MENU = "Home Culture Sports Sign in"
parse_bytes = file_reader.parse_bytes


def read_badly(data, words):
    """Parse a page as if its menu were text, without the words of pages."""
    return parse_bytes(data.replace(b"AMT\n", b"AMT\n" + MENU.encode() + b"\n"))


def read_without_stamps(data, words):
    return parse_bytes(b"\n".join(line for line in data.split(b"\n") if b" AMT" not in line))


def read_with_a_menu_as_sidebar(data, words):
    return parse_bytes(data.replace(b"Latest news\n", b"Latest news\nSign in to your account now\n"))


@pytest.fixture
def run(tmp_path):
    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)

    def run(reading=parse_bytes, *, reread=False, dry_run=False, **texts):
        """Import the texts as they are parsed by `reading`; return each file's outcome by its name."""
        for path in tmp_path.iterdir():
            path.unlink()
        with patch.object(file_reader, "parse_bytes", reading):
            folder = write_seeds(tmp_path, **texts)
            report = import_seeds([folder], vocabulary, section="region", reread=reread, dry_run=dry_run)
        return {Path(file.path).stem: file for file in report.files}

    return run


def test_better_reading_reaches_what_was_imported_before(run):
    bridge = page("Rope bridge opens", "12:00")
    first = run(read_badly, a=bridge)["a"].article
    assert MENU in Article.objects.get().body
    assert run(a=bridge)["a"].outcome == "unchanged"
    outcome = run(a=bridge, reread=True)["a"]
    assert (outcome.outcome, outcome.article) == ("updated", first)
    assert MENU not in Article.objects.get().body
    assert Article.objects.get().history.count() == 2


def test_rereading_gives_what_a_first_import_would_have_given(run):
    texts = {
        "a": page("Rope bridge opens", "12:00", top=["Dogs pay half fare and must sit on the side of the window."]),
        "b": page("Rain falls", "13:00", ["It rains in Georgia."], latest=[LINE]),
        "fire": FIRE,
        "bank": BANK,
    }
    run(**texts)
    expected = everything()
    for reading in (read_badly, read_without_stamps, read_with_a_menu_as_sidebar):
        for model in (SeedFile, TopStory, Article):
            model.objects.all().delete()
        run(reading, **texts)
        assert everything() != expected
        run(reread=True, **texts)
        assert everything() == expected


def test_what_is_read_as_before_is_unchanged_and_nothing_is_written(run):
    texts = {"a": page("Rope bridge opens", "12:00", top=["Rain is expected in Lori."]), "fire": FIRE, "bank": BANK}
    texts["list"] = page("What to bring", paragraphs=["• Water and bread", "• A map"])
    run(**texts)
    before = [rows for rows in snapshot() if rows and "digest" not in rows[0] and "seeded_at" not in rows[0]]
    again = run(reread=True, **texts)
    assert {file.outcome for file in again.values()} == {"unchanged"}
    assert [rows for rows in snapshot() if rows and "digest" not in rows[0] and "seeded_at" not in rows[0]] == before


def test_what_an_editor_changed_is_kept_and_reported(run):
    bridge = page("Rope bridge opens", "12:00")
    run(read_badly, a=bridge)
    article = Article.objects.get()
    article.body, article.headline = "<p>The editor's text.</p>", "The editor's headline"
    article.keep_as_imported()
    article.save()
    outcome = run(a=bridge, reread=True)["a"]
    article = Article.objects.get()
    assert (article.body, article.headline) == ("<p>The editor's text.</p>", "The editor's headline")
    assert outcome.warnings == [
        "body was changed in the newsroom and is kept",
        "headline was changed in the newsroom and is kept",
    ]


def test_a_stamp_that_is_now_read_becomes_the_storys(run):
    bridge = page("Rope bridge opens", "12:00")
    first = run(read_without_stamps, a=bridge)["a"].article
    assert run(a=bridge, reread=True)["a"].article == first
    assert Article.objects.get().stamp == "October 8, 2020 - 12:00 AMT"


def test_two_stories_that_an_earlier_release_took_for_one_become_two(run):
    run(bank=BANK, fire=FIRE)
    bank = Article.objects.get(body__contains="bank")
    SeedFile.objects.update(article=bank)
    Article.objects.exclude(pk=bank.pk).delete()
    assert SeedFile.objects.count() == 2
    again = run(bank=BANK, fire=FIRE, reread=True)
    assert (again["bank"].article, again["fire"].outcome) == (bank.pk, "created")
    assert Article.objects.filter(headline="News").count() == 2


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_of_two_versions_with_one_stamp_the_one_that_the_article_has_stays(run, order):
    texts = {"old": page("Rope bridge opens", "12:00"), "new": page("Rope bridge opens", "12:00", [*BRIDGE, MORE])}
    for name in order:
        run(**{name: texts[name]})
    expected = everything()
    again = run(reread=True, **texts)
    assert everything() == expected
    assert {file.outcome for file in again.values()} == {"unchanged"}


def test_of_versions_with_two_stamps_the_newer_stays(run):
    texts = {"old": page("Rope bridge opens", "12:00"), "new": page("Rope bridge opens", "12:40", [*BRIDGE, MORE])}
    run(**texts)
    expected = everything()
    run(reread=True, **texts)
    assert everything() == expected


def test_a_brief_that_was_furniture_is_removed_and_reported(run):
    rain = page("Rain falls", "13:00", ["It rains in Georgia."], latest=[LINE])
    run(read_with_a_menu_as_sidebar, a=rain)
    junk = Article.objects.get(headline__startswith="Sign in")
    outcome = run(a=rain, reread=True)["a"]
    assert not Article.objects.filter(pk=junk.pk).exists()
    assert Article.objects.filter(headline="Ski lift opens in Jermuk").exists()
    assert any(warning.startswith(f"brief {junk.pk} is removed") for warning in outcome.warnings)


@pytest.mark.parametrize("touch", ["changed", "withdrawn", "named"])
def test_a_brief_that_someone_needs_is_not_removed(run, touch):
    rain = page("Rain falls", "13:00", ["It rains in Georgia."], latest=[LINE])
    run(read_with_a_menu_as_sidebar, a=rain)
    junk = Article.objects.get(headline__startswith="Sign in")
    if touch == "changed":
        junk.headline = "Sign in for the marathon"
        junk.save()
    elif touch == "withdrawn":
        junk.withdraw()
    else:
        run(b=page("Snow falls", "14:00", ["It snows."], latest=["Sign in to your account now"]))
    run(a=rain, reread=True)
    assert Article.objects.filter(pk=junk.pk).exists()


def test_a_dry_run_says_the_same_and_keeps_nothing(run):
    bridge = page("Rope bridge opens", "12:00")
    run(read_badly, a=bridge)
    before = snapshot()
    assert run(a=bridge, reread=True, dry_run=True)["a"].outcome == "updated"
    assert snapshot() == before


def test_a_run_that_was_cut_off_is_completed_by_the_next(run, monkeypatch):
    from articles.imports.seeds.writing.sidebars import SidebarWriter

    texts = {"a": page("Rope bridge opens", "12:00", latest=[LINE]), "b": page("Rain falls", "13:00", ["It rains."])}
    run(**texts)
    expected = everything()
    for model in (SeedFile, TopStory, Article):
        model.objects.all().delete()
    run(read_badly, **texts)
    with monkeypatch.context() as patched:
        patched.setattr(SidebarWriter, "write", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(reread=True, **texts)
    run(reread=True, **texts)
    assert everything() == expected


def test_the_command_takes_the_option(tmp_path, capsys):
    folder = write_seeds(tmp_path, a=seed_text())
    call_command("import_seeds", folder)
    call_command("import_seeds", folder, "--reread")
    assert "0 created, 0 updated, 1 unchanged" in capsys.readouterr().out
