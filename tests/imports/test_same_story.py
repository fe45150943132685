"""A page crawled again is told from another story of a series: by the facts, not by the words."""

import time
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


@pytest.mark.parametrize("letters", ["ab", "1.", "1,"])
def test_words_of_any_length_are_compared_quickly(letters):
    text = "The museum in Gyumri opened a new wing on Friday and the visitors came early to see it all"
    one, other = ([f"{text} {word * 4_000} to the end of the text"] for word in (letters, letters[::-1]))
    begun = time.process_time()
    alike(words_of(one), words_of(other))
    assert time.process_time() - begun < 1
