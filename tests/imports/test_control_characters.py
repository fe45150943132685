"""Control and invisible characters in a seed: read as what they mean, or left out; never without a warning."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.format.parser import parse, parse_bytes
from articles.text.plain import with_windows_punctuation
from tests.support.factories import seed_text

READ_AS = "control characters are read as the Windows-1252 signs they mean"


def parsed(headline, text="The museum opened."):
    return parse(seed_text(headline, paragraphs=[text]))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mayor: \x93We won\x92t pay\x94", "Mayor: “We won’t pay”"),
        ("And then\x85 rain", "And then… rain"),
        ("Open 9\x9617 \x97 daily", "Open 9–17 — daily"),
        ("\x84Gut\x93 for 5 \x80", "„Gut“ for 5 €"),
        ("\x8bHotel\x9b Cr\x9ame", "‹Hotel› Cršme"),
    ],
)
def test_c1_controls_become_the_signs_of_windows_1252_with_a_warning(written, meant):
    record = parsed(written, f"He said: {written}")
    assert (record.headline, record.paragraphs) == (meant, (f"He said: {meant}",))
    assert record.warnings == (READ_AS,)


def test_they_are_read_so_from_bytes_too():
    record = parse_bytes(seed_text("The mayor\x92s \x93plan\x94").encode())
    assert (record.headline, record.warnings) == ("The mayor’s “plan”", (READ_AS,))


def test_next_line_stays_a_line_end_where_no_other_is():
    record = parse(seed_text("Rain falls").replace("\n", "\x85"))
    assert (record.headline, len(record.paragraphs), record.warnings) == ("Rain falls", 2, ())


@pytest.mark.parametrize(
    ("written", "read", "names"),
    [
        ("Mu\xadse\u200bum", "Museum", "U+00AD, U+200B"),
        ("Rain\x00fall\x07s", "Rainfalls", "U+0000, U+0007"),
        ("Rain \x81falls", "Rain falls", "U+0081"),
        ("A\x01\x02\x03\x04\x05\x06b", "Ab", "U+0001, U+0002, U+0003, U+0004, U+0005 and 1 more"),
    ],
)
def test_other_invisible_characters_are_left_out_with_a_warning(written, read, names):
    record = parsed(written)
    assert (record.headline, record.warnings) == (read, (f"invisible characters are left out: {names}",))


def test_piled_accents_are_left_out_with_a_warning():
    record = parsed("Ra" + "\u0301" * 9 + "in")
    assert record.warnings == ("more than 5 accents on one letter are left out",)


def test_accents_that_only_compose_need_no_warning():
    assert parsed("Cafe\u0301 opens").warnings == ()


@given(st.text(st.characters(exclude_categories=["Z"], exclude_characters="\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")))
def test_no_character_is_lost_without_a_warning(word):
    record = parsed(f"Headline {word[:60]} of a text")
    assert record.warnings or record.headline == normalize("NFC", f"Headline {word[:60]} of a text".replace("  ", " "))


@given(st.text())
def test_reading_controls_twice_changes_nothing_more(text):
    once = with_windows_punctuation("\n" + text)
    assert with_windows_punctuation(once) == once
