"""Labelled dispatches (tests/samples/dispatches): how many get the right section and tags."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from articles.imports.seeds.format.parser import parse_bytes
from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.vocabulary import Vocabulary
from articles.outside.errors import SourceError

READ = Path(__file__).parent.parent / "samples" / "dispatches" / "read"


@dataclass
class Figures:
    """Counts of dispatches and tags; a file that is rejected has no section and no tags."""

    files: int = 0
    sections_right: int = 0
    tags_right: int = 0
    tags_wrong: int = 0
    tags_missing: int = 0

    @property
    def section(self) -> float:
        return self.sections_right / self.files

    @property
    def precision(self) -> float:
        return self.tags_right / (self.tags_right + self.tags_wrong)

    @property
    def recall(self) -> float:
        return self.tags_right / (self.tags_right + self.tags_missing)


def measure(vocabulary: Vocabulary) -> dict[str, Figures]:
    """Return the figures of the dispatches in READ, by language."""
    figures = defaultdict(Figures)
    for path in sorted(READ.glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        try:
            record = parse_bytes(path.with_suffix(".txt").read_bytes(), vocabulary.page)
            section, tags, *_ = classify(record.headline, record.paragraphs, vocabulary)
            section = section or vocabulary.default_section
        except SourceError:
            section, tags = "", ()
        wanted, found = set(labels["tags"]), set(tags)
        one = figures[labels["language"]]
        one.files += 1
        one.sections_right += section in (labels["section"], *labels["also"])
        one.tags_right += len(found & wanted)
        one.tags_wrong += len(found - wanted - set(labels["tags_also"]))
        one.tags_missing += len(wanted - found)
    return figures
