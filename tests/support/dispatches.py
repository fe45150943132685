"""Labelled dispatches (tests/samples/dispatches): how many get the right section and tags."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from articles.imports.seeds.format.parser import parse_bytes
from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.vocabulary import Vocabulary
from articles.outside.errors import SourceError

DISPATCHES = Path(__file__).parent.parent / "samples" / "dispatches"


class Figures(NamedTuple):
    """How exact the sections and tags of some dispatches are; a file that is rejected has neither."""

    files: int
    sections_right: int
    tags_right: int
    tags_wrong: int
    tags_missing: int

    @property
    def section(self) -> float:
        return self.sections_right / self.files

    @property
    def precision(self) -> float:
        return self.tags_right / max(1, self.tags_right + self.tags_wrong)

    @property
    def recall(self) -> float:
        return self.tags_right / max(1, self.tags_right + self.tags_missing)

    def __str__(self):
        figures = f"section {self.section:.1%}, tags: precision {self.precision:.1%}, recall {self.recall:.1%}"
        return f"{self.files} dispatches: {figures}"


def measure(part: str, vocabulary: Vocabulary, language: str = "") -> Figures:
    """Return the figures of a part ("read" or "unread"), of all languages or of one."""
    rows = [row for labels, row in _measured(part, vocabulary) if language in ("", labels["language"])]
    return Figures(len(rows), *map(sum, zip(*rows, strict=True)))


def _measured(part: str, vocabulary: Vocabulary) -> Iterator[tuple[dict, tuple[int, int, int, int]]]:
    for path in sorted((DISPATCHES / part).glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        try:
            record = parse_bytes(path.with_suffix(".txt").read_bytes(), vocabulary.page)
            section, tags, *_ = classify(record.headline, record.paragraphs, vocabulary)
        except SourceError:
            section, tags = None, ()
        section = vocabulary.default_section if section == "" else section
        wanted, found = set(labels["tags"]), set(tags)
        wrong = found - wanted - set(labels["tags_also"])
        right = section in (labels["section"], *labels["also"])
        yield labels, (int(right), len(found & wanted), len(wrong), len(wanted - found))
