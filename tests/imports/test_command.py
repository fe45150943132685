import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from articles.outside import files
from tests.support.factories import seed_text, write_seeds

pytestmark = pytest.mark.django_db


def import_seeds(*arguments, **options):
    out = StringIO()
    call_command("import_seeds", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    return write_seeds(folder, good=seed_text(), broken="No date here.\nProse.")


def test_every_path_that_is_not_read_has_a_line_in_the_report(tmp_path):
    write_seeds(tmp_path, good=seed_text())
    (tmp_path / "notes.md").write_text("Notes.")
    (tmp_path / "pages.txt").mkdir()
    write_seeds(tmp_path / "pages.txt", below=seed_text("Another museum opens"))
    (tmp_path / "linked").symlink_to(tmp_path / "pages.txt")
    skipped = {}
    found = list(files.find([tmp_path], skipped.__setitem__))
    assert [Path(path).name for path, _ in found] == ["good.txt", "below.txt"]
    told = [
        ("linked", "this is a link to a folder: name the folder itself"),
        ("notes.md", "its name does not end with .txt"),
        ("pages.txt", "this is a folder with a file's name: the .txt files in it are read"),
    ]
    assert [(Path(path).name, reason) for path, reason in sorted(skipped.items())] == told
    report = tmp_path.parent / "report.json"
    printed = import_seeds(str(tmp_path), report=report)
    assert {f"skipped  {tmp_path / name}: {reason}" for name, reason in told} == set(printed.splitlines()[:3])
    assert printed.endswith("2 created, 0 updated, 0 unchanged, 0 duplicate, 0 rejected\n")
    assert {"path": str(tmp_path / "notes.md"), "reason": told[1][1]} in json.loads(report.read_text())["skipped"]


@pytest.mark.parametrize(("number", "lines"), [(5, 5), (6, 2), (600, 2)])
def test_many_paths_skipped_for_one_reason_are_counted(tmp_path, number, lines):
    write_seeds(tmp_path, good=seed_text())
    for one in range(number):
        (tmp_path / f"{one}.json").touch()
    printed = [line for line in import_seeds(str(tmp_path)).splitlines() if line.startswith("skipped ")]
    assert len(printed) == lines
    assert (f"skipped  {number - 1:,} more: its name does not end with .txt" in printed) == (lines == 2)
    named = [line for line in import_seeds(str(tmp_path), verbosity=2).splitlines() if line.startswith("skipped ")]
    assert len(named) == number


def test_a_rejected_file_is_named_with_line_and_reason_and_the_rest_go_on(seeds):
    printed = import_seeds(str(seeds))
    assert f"rejected {seeds}/broken.txt: line 1: the first line must read" in printed
    assert printed.endswith("1 created, 0 updated, 0 unchanged, 0 duplicate, 1 rejected\n")
    assert Article.objects.count() == 1


def test_a_file_is_named_as_the_shell_names_it(seeds, monkeypatch):
    (seeds / "below").mkdir()
    (seeds / "below" / "deep.txt").write_text("No date here.")
    monkeypatch.chdir(seeds)
    names = {path: [name for name, _ in files.find([Path(path)])] for path in (".", "./below", "../seeds/below")}
    assert names == {
        ".": ["broken.txt", "good.txt", "below/deep.txt"],
        "./below": ["below/deep.txt"],
        "../seeds/below": ["../seeds/below/deep.txt"],
    }
    assert len(list(files.find([Path("."), seeds, Path("good.txt"), seeds / "below" / ".." / "good.txt"]))) == 3


def test_strict_exits_with_1_after_importing_the_good_ones(seeds):
    with pytest.raises(CommandError) as caught:
        import_seeds(str(seeds), "--strict")
    assert caught.value.returncode == 1
    assert Article.objects.count() == 1


def test_strict_without_rejects_is_content(seeds):
    import_seeds(str(seeds / "good.txt"), "--strict")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["/nowhere/at/all"], "No such file or directory"),
        (
            ["{seeds}", "--section", "gardening"],
            "--section gardening: no such section. Choose one of: culture, economy",
        ),
        (["/" + "x" * 300], "File name too long"),
        (["{seeds}", "--report", "{seeds}"], "give a file name in a folder that exists"),
        (["{seeds}", "--report", "/nowhere/report.json"], "give a file name in a folder that exists"),
    ],
)
def test_arguments_that_cannot_be_used_exit_with_2_and_write_nothing(seeds, arguments, message):
    with pytest.raises(CommandError, match=message) as caught:
        import_seeds(*(argument.format(seeds=seeds) for argument in arguments))
    assert caught.value.returncode == 2
    assert not Article.objects.exists()


def test_a_dry_run_reports_the_same_and_keeps_nothing(seeds, tmp_path):
    printed = import_seeds(str(seeds), "--dry-run", "--report", str(tmp_path / "r.json"))
    assert "1 created" in printed
    assert not Article.objects.exists()
    report = json.loads((tmp_path / "r.json").read_text())
    assert [file["article"] for file in report["files"]] == [None, None]


def test_section_puts_every_article_there(seeds):
    import_seeds(str(seeds / "good.txt"), "--section", "sport")
    assert Article.objects.get().section.slug == "sport"


def test_the_report_tells_of_every_file(seeds, tmp_path):
    write_seeds(seeds, good=seed_text(top=["A blurb about something else entirely."]))
    import_seeds(str(seeds), "--report", str(tmp_path / "r.json"))
    report = json.loads((tmp_path / "r.json").read_text())
    article, brief = Article.objects.get(story_type="story"), Article.objects.get(story_type="brief")
    reason = report["files"][0].pop("reason")
    assert reason.startswith("line 1: ")
    assert report == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "duplicate": 0,
        "rejected": 1,
        "warnings": {},
        "files": [
            {
                "file": str(seeds / "broken.txt"),
                "outcome": "rejected",
                "article": None,
                "same_as": None,
                "warnings": [],
                "top_stories": [],
                "latest": [],
            },
            {
                "file": str(seeds / "good.txt"),
                "outcome": "created",
                "article": article.pk,
                "same_as": None,
                "reason": None,
                "warnings": [],
                "top_stories": [brief.pk],
                "latest": [],
            },
        ],
        "skipped": [],
    }


def test_files_that_are_no_files_are_refused_and_links_out_are_not_followed(seeds, tmp_path):
    (tmp_path / "outside.txt").write_text(seed_text("A story from outside"))
    (seeds / "link.txt").symlink_to(tmp_path / "outside.txt")
    (seeds / "loop.txt").symlink_to(seeds / "loop.txt")
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "folder.txt").mkdir()
    write_seeds(seeds / "folder.txt", inner=seed_text("A story within"))
    with (seeds / "huge.txt").open("wb") as huge:
        huge.truncate(50 * 1024 * 1024)
    printed = import_seeds(str(seeds))
    for name, reason in {
        "link.txt": "leads out of the folder",
        "loop.txt": "cannot be opened",
        "pipe.txt": "no regular file",
        "huge.txt": "52,428,800 bytes",
    }.items():
        assert any(name in line and reason in line for line in printed.splitlines()), (name, printed)
    assert set(Article.objects.values_list("headline", flat=True)) == {
        "A story within",
        "Museum opens new wing in Gyumri",
    }


def test_a_name_with_a_line_end_prints_as_one_line(tmp_path):
    (tmp_path / "a\nb.txt").write_text("")
    assert f"rejected {tmp_path}/a\\nb.txt: the file is empty" in import_seeds(str(tmp_path))


def test_partner_news_in_a_seed_is_reported_as_left_out(tmp_path):
    folder = write_seeds(tmp_path, a=seed_text(partner=["Other site's headline"]))
    assert "1 of Partner news left out" in import_seeds(str(folder), "--verbose")
