"""A page crawled again is told from another story of a series: by the facts, not by the words."""

from pathlib import Path

import pytest

from articles.imports.seeds.same_story import alike, words_of

SAMPLES = Path(__file__).parent.parent / "samples"


def pairs(part):
    """Return (whether it is one story, text, other text) of each pair, texts as paragraphs."""
    for line in (SAMPLES / f"recrawls_{part}.tsv").read_text().splitlines():
        if not line.startswith("#"):
            kind, *_, text, _, _, other = line.split("\t")
            yield kind == "same", text.split(" | "), (text if other == "=" else other).split(" | ")


@pytest.mark.parametrize(("same", "one", "other"), list(pairs("read")))
def test_the_labelled_pairs_are_told_apart(same, one, other):
    assert alike(words_of(one), words_of(other)) is same
    assert alike(words_of(other), words_of(one)) is same
