"""Quotes, apostrophes and spaces as a printer sets them, in three languages; nothing but these characters changes."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.typography import set_html, set_text

SAMPLES = Path(__file__).parent.parent / "samples"
DASHED = {"–": "-", "—": "-", "\u2060": "-"}
CHANGED = DASHED | {
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "„": '"',
    "″": '"',
    "’": "'",
    "‘": "'",
    "′": "'",
    "\xa0": " ",
}


def cases(name):
    lines = (SAMPLES / f"typography_{name}.tsv").read_text().splitlines()
    return [tuple(line.replace("~", "\xa0").split("\t")) for line in lines if not line.startswith("#")]


def shown(language, text):
    return set_html(text, language) if text.startswith("<") else set_text(text, language)


@pytest.mark.parametrize(("language", "text", "expected"), cases("tuned"))
def test_a_text_is_shown_as_a_printer_would_set_it(language, text, expected):
    assert shown(language, text) == expected


def test_texts_for_which_nothing_was_tuned_are_set_as_well():
    unread = cases("unread")
    right = sum(shown(language, text) == expected for language, text, expected in unread)
    assert len(unread) + len(cases("tuned")) >= 120
    assert right / len(unread) >= 0.97


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Rain -- and snow -- fell.", "Rain –\u2060 and snow –\u2060 fell."),
        ("ru", "Дождь -- это вода", "Дождь —\u2060 это вода"),
        ("hy", "-- Անձրև է:", "—\u2060 Անձրև է:"),
        ("en", "Run it with --strict, a--b and ---.", "Run it with --strict, a--b and ---."),
        ("en", "<p>Rain <em>--</em> snow</p><p>--</p>", "<p>Rain <em>–\u2060</em> snow</p><p>–\u2060</p>"),
        ("fr", "La pluie -- la neige", "La pluie -- la neige"),
    ],
)
def test_two_hyphens_between_spaces_are_a_dash(language, text, expected):
    assert shown(language, text) == expected


TYPED = st.text(alphabet="ab2 .,'\"—-(«»“”„‘’Мր\n\xa0", max_size=40)


@given(TYPED, st.sampled_from(["en", "ru", "hy", "fr"]))
def test_doing_it_again_changes_nothing_and_no_place_moves(text, language):
    once = set_text(text, language)
    assert set_text(once, language) == once
    assert len(once) == len(text)
    for before, after in zip(text, once, strict=True):
        assert before in (after, CHANGED.get(after))


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<em>", "</em>", "<br>", '<a href="x">', "</a>", '"', "'", "a", " ", "5"]))
)
def test_tags_stay_and_words_are_set_as_if_there_were_none_within_a_paragraph(pieces):
    body = "".join(pieces)
    once = set_html(body, "en")
    assert len(once) == len(body)
    assert set_html(once, "en") == once
    assert [tag for tag in pieces if tag.startswith("<")] == [
        tag for tag in once.replace("<", "\0<").replace(">", ">\0").split("\0") if tag.startswith("<")
    ]


@pytest.mark.parametrize("piece", ['"', "'", "5'10\" ", "a'", ' "a', "A. ", "1 000 ", "October ", "http://", "x" * 9])
def test_the_time_grows_with_the_length_and_no_faster(piece):
    def seconds(times):
        text = piece * times
        begun = process_time()
        set_text(text, "en")
        return process_time() - begun

    seconds(100)
    assert min(seconds(40_000) for _ in range(3)) < 40 * max(min(seconds(4_000) for _ in range(3)), 0.001)
