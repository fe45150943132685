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


def test_many_long_words_of_the_same_letters_are_compared_quickly():
    text = " ".join(f"w{number:03}x" for number in range(300)).translate(str.maketrans("0123456789", "abcdefghij"))
    letters = "".join(map(chr, [*range(0x430, 0x450), *range(0x561, 0x587), *range(0x61, 0x6B)]))
    one, other = (
        [f"{text} {' '.join(letters[n:] + letters[:n] for n in range(start, 80, 2))} end"] for start in (0, 1)
    )
    begun = time.process_time()
    alike(words_of(one), words_of(other))
    assert time.process_time() - begun < 1
