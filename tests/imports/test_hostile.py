"""Files that were made to break an import, one folder of them beside good ones."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from articles.imports.seeds.format.parser import parse
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article
from articles.outside import files
from articles.outside.errors import SourceError
from tests.support.factories import seed_text, write_seeds

pytestmark = pytest.mark.django_db

REJECTED = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\t\r\n ", "the file is empty"),
    "binary": (bytes(range(256)) * 8, "NUL bytes"),
    "gzip": (b"\x1f\x8b\x08\x00rest", "gzip file"),
    "truncated": (seed_text("Museum in Երեւան").encode() + "Է".encode()[:1], "cut off"),
    "mixed": (seed_text("Café").encode() + b"\nCaf\xe9 \xff", "no other encoding is certain"),
    "february": (seed_text(day="2020-02-30").encode(), "no real day"),
    "month": (b" date 2020-10 Head\nText.", "has no day"),
    "year": (seed_text(day="0001-01-01").encode(), "not between 1990"),
    "headless": (seed_text("").encode(), "no headline"),
    "signs": (seed_text("?! – …").encode(), "no letter and no digit"),
    "long": (seed_text("word " * 2_000).encode(), "300 is the most"),
    "lost": (seed_text("Mus\ufffdum").encode(), "U+FFFD"),
    "textless": (seed_text(paragraphs=[]).encode(), "no text"),
    "prose": (b"It rained.\nIt snowed.", "first line must read"),
    "paragraphs": (seed_text(paragraphs=["One more."] * 100_000).encode(), "more than 5,000 paragraphs"),
    "entries": (seed_text(latest=["A b"] * 500_000).encode(), "more than 1,000 entries"),
    "page": (b"<!doctype html><html><body>date 2020-10-02 Headline</body></html>", "first line must read"),
}
TAKEN = {
    "script": "<script>alert(1)</script> at the museum",
    "template": "{% load static %}{{ settings.SECRET_KEY }} museum",
    "sql": 'Robert\'); DROP TABLE articles_article;-- "museum"',
    "path": "../../etc/passwd opens in Gyumri",
    "reserved": "CON NUL admin latest",
    "emoji": "Library opens 🎉 in Gyumri",
    "bidi": "Museum \u202eopens\u202c in\u200b Gyumri",
    "capitals": "MUSEUM OPENS IN GYUMRI & VANADZOR",
    "armenian": "Թանգարանը բացվեց Գյումրիում",
    "marker": "Top stories",
}


@pytest.fixture
def folder(tmp_path):
    for name, (data, _) in REJECTED.items():
        (tmp_path / f"{name}.txt").write_bytes(data)
    return write_seeds(tmp_path, **{name: seed_text(headline) for name, headline in TAKEN.items()})


@pytest.fixture
def outcomes(folder):
    """What became of each file of `folder`, by its name."""
    report = import_seeds([folder], Vocabulary.load(settings.SEED_VOCABULARY))
    return {Path(file.path).stem: file for file in report.files}


def test_each_bad_file_is_rejected_with_its_reason_and_the_good_ones_are_imported(outcomes):
    for name, (_, reason) in REJECTED.items():
        assert outcomes[name].outcome == "rejected", name
        assert reason in outcomes[name].reason, (name, outcomes[name].reason)
        assert "\n" not in outcomes[name].reason
    assert {name for name, file in outcomes.items() if file.outcome == "created"} == set(TAKEN)
    assert Article.objects.count() == len(TAKEN)


def test_what_looks_like_code_is_text_on_every_output(outcomes, client):
    pages = [client.get(path).text for path in ("/", "/latest/", "/section/culture/")]
    pages += [client.get(article.get_absolute_url()).text for article in Article.objects.all()]
    for page in pages:
        assert "<script>alert" not in page
        assert settings.SECRET_KEY not in page
    assert any("&lt;script&gt;alert(1)&lt;/script&gt; at the museum" in page for page in pages)
    assert any("{{ settings.SECRET_KEY }}" in page for page in pages)


def test_every_address_is_readable_and_leads_to_its_story(outcomes, client):
    for article in Article.objects.all():
        assert article.slug.replace("-", "").replace("_", "").isalnum()
        assert client.get(article.get_absolute_url()).status_code == 200
    assert Article.objects.get(headline=TAKEN["path"]).slug == "etcpasswd-opens-in-gyumri"


def test_invisible_marks_are_gone(outcomes):
    assert Article.objects.filter(headline="Museum opens in Gyumri").exists()


def test_what_is_no_file_is_refused(tmp_path):
    inside = tmp_path / "seeds"
    inside.mkdir()
    (inside / "device.txt").symlink_to("/dev/zero")
    (inside / "UPPER.TXT").write_text(seed_text())
    (inside / "notes.md").write_text("not a seed")
    report = import_seeds([inside, Path("/dev/zero")], Vocabulary.load(settings.SEED_VOCABULARY))
    assert [(Path(file.path).name, file.outcome) for file in report.files] == [
        ("UPPER.TXT", "created"),
        ("device.txt", "rejected"),
        ("zero", "rejected"),
    ]


def test_a_file_without_permission_is_refused(tmp_path, monkeypatch):
    path = write_seeds(tmp_path, secret=seed_text()) / "secret.txt"
    path.chmod(0)
    if os.geteuid() == 0:  # root may read everything: the refusal is played
        monkeypatch.setattr(
            files.os, "open", lambda *args: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
        )
    with pytest.raises(SourceError, match="cannot be opened: Permission denied"):
        files.read(path)


@pytest.mark.parametrize(
    "bait",
    [
        "a" * 200_000,
        "a " * 100_000,
        "A. " * 60_000,
        '"' * 200_000,
        "- " * 100_000,
        "A-" * 100_000,
        "(((" * 60_000,
        "é" * 100_000,
    ],
)
def test_bait_for_slow_expressions_is_read(bait):
    record = parse(seed_text(paragraphs=[bait, f"PanARMENIAN.Net - {bait}"], top=[bait], latest=[bait]))
    assert len(record.paragraphs) == 2
