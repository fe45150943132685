"""Captions are read, checked and written again; a message names the line that is wrong."""

import pytest

from articles.files.captions import normalized
from articles.files.kinds import CAPTIONS_BYTES_MAX, Refused

WHOLE = """WEBVTT - a header
Kind: captions

STYLE
::cue { background: url(http://tracker.example/) }

NOTE nobody sees this

one
00:01.000 --> 00:02.500 align:start position:10% onclick:alert
<v Ani>Barev, <b>world</b> & <script>alert(1)</script>

01:00:00.000 --> 01:00:01.000
Second < line
"""


def test_captions_come_out_in_one_form_without_styles_notes_and_foreign_tags():
    assert normalized(WHOLE.replace("\n", "\r\n").encode()) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:02.500 align:start position:10%\n<v Ani>Barev, <b>world</b> &amp; alert(1)\n\n"
        "01:00:00.000 --> 01:00:01.000\nSecond &lt; line\n"
    )


def test_normalizing_again_changes_nothing():
    once = normalized(WHOLE.encode())
    assert normalized(once.encode()) == once


def test_subrip_is_taken_too():
    srt = "\ufeff1\n00:00:01,000 --> 00:00:02,000\nԲարեւ\n\n2\n00:00:03,000 --> 00:00:04,000\nԵրկու\n"
    assert normalized(srt.encode()).startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nԲարեւ\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("Hello", "Line 1: captions begin with WEBVTT, not with “Hello”"),
        ("WEBVTT\n00:01.000 --> 00:02.000\nA", "Line 2: an empty line is missing below WEBVTT"),
        ("WEBVTT\n\n00:0x.000 --> 00:02.000\nA", "Line 3: “00:0x.000 --> 00:02.000” does not say"),
        ("WEBVTT\n\none\n00:01.000 -> 00:02.000\nA", "Line 4: “00:01.000 -> 00:02.000” does not say"),
        ("WEBVTT\n\n00:03.000 --> 00:02.000\nA", "Line 3: this caption ends before it begins"),
        ("WEBVTT\n\n00:03.000 --> 00:04.000\nA\n\n00:01.000 --> 00:02.000\nB", "Line 6: this begins before"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB", "Line 5: an empty line is missing"),
        ("WEBVTT\n\nNOTE nothing else", "There is no caption in this file"),
    ],
)
def test_the_message_names_the_line(text, message):
    with pytest.raises(Refused) as refused:
        normalized(text.encode())
    assert message in str(refused.value)


def test_another_encoding_is_named_with_its_line():
    with pytest.raises(Refused, match="Line 4: this text is not in UTF-8"):
        normalized("WEBVTT\n\n00:01.000 --> 00:02.000\nПривет".encode("cp1251"))


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(Refused, match=r"may have 1\.0 MB"):
        normalized(b"x" * (CAPTIONS_BYTES_MAX + 1))


def test_a_line_of_tags_alone_does_not_end_the_caption():
    written = normalized(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<font color=red>\nHello\n</font>\n")
    assert written.endswith("00:00:02.000\nHello\n")
