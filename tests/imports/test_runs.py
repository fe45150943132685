"""What an import leaves behind for the newsroom's start page, however it ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.imports.seeds import importer
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, ImportRun
from tests.support.factories import seed_text

pytestmark = pytest.mark.django_db
VOCABULARY = Vocabulary.from_dict({"default_section": "region", "section": [{"slug": "region", "name": "Region"}]})


@pytest.fixture
def seeds(tmp_path):
    (tmp_path / "good.txt").write_text(seed_text("Rain"))
    for number in range(4):
        (tmp_path / f"bad {number}.txt").write_text("no seed")
    return tmp_path


def test_a_run_keeps_its_counts_and_the_first_rejected_files(seeds):
    report = import_seeds([seeds], VOCABULARY)
    run = ImportRun.objects.get()
    assert run.counts == {"created": 1, "updated": 0, "unchanged": 0, "duplicate": 0, "rejected": 4}
    reasons = {file.path: file.reason for file in report.files}
    assert run.rejects == [[f"{seeds}/bad {n}.txt", reasons[f"{seeds}/bad {n}.txt"]] for n in range(3)]
    assert run.more_rejects == 1
    assert (run.failure, run.ended_at is not None) == ("", True)


def test_a_run_that_fails_keeps_why_and_what_it_had_rejected(seeds, monkeypatch):
    def fail(*args):
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(importer, "write", fail)
    with pytest.raises(RuntimeError):
        import_seeds([seeds], VOCABULARY)
    run = ImportRun.objects.get()
    assert (run.failure, run.counts["rejected"], len(run.rejects)) == ("The disk is full.", 4, 3)


def test_while_it_runs_the_rejected_files_are_told_already(seeds):
    told = []
    progress = lambda step, done, total: told.append((step, ImportRun.objects.get().counts.get("rejected")))  # noqa: E731
    import_seeds([seeds], VOCABULARY, progress=progress)
    assert told[-1] == ("sidebars", 4)


def test_a_run_that_was_killed_is_closed_by_the_next(seeds):
    killed = ImportRun.objects.create(started_at=timezone.now() - timedelta(hours=1))
    import_seeds([seeds], VOCABULARY)
    killed.refresh_from_db()
    assert killed.failure == "It was killed, or its machine went down."
    assert ImportRun.objects.count() == 2


def test_a_trial_run_leaves_nothing(seeds):
    import_seeds([seeds], VOCABULARY, dry_run=True)
    assert not ImportRun.objects.exists()


def test_the_newest_twenty_are_kept(seeds):
    for _ in range(22):
        ImportRun.objects.create(started_at=timezone.now(), ended_at=timezone.now())
    import_seeds([seeds], VOCABULARY)
    assert ImportRun.objects.count() == 20
    assert ImportRun.objects.first().counts["created"] == 1


@pytest.mark.parametrize(("many", "asked"), [(1, 1), (2, 0)])
def test_after_many_new_stories_the_database_looks_anew_at_what_it_holds(seeds, monkeypatch, many, asked):
    gathered = []
    monkeypatch.setattr(importer, "STORIES_BEFORE_ANALYZE", many)
    real = importer.gather_statistics
    monkeypatch.setattr(importer, "gather_statistics", lambda: gathered.append(real()))
    import_seeds([seeds], VOCABULARY)
    assert len(gathered) == asked
    assert Article.objects.count() == 1
