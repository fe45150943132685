"""A file is what its bytes say; what would run something, and what browsers cannot play, is refused with a cure."""

import io
import zlib
from contextlib import suppress

import pytest

from articles.files.checking import check
from articles.files.kinds import BYTES_MAX, Kind, Refused
from tests.support.files import archive, ods, pdf, sample, xlsx

CSV = b"city,people\nYerevan,1 086 000\n"
SECRETS = (b"Secret title", b"made at home", b"+40.1792")


def checked(data: bytes):
    return check(io.BytesIO(data), len(data))


def patched(data: bytes) -> bytes:
    written = bytearray(data)
    for patch in checked(data).patches:
        written[patch.at : patch.at + patch.length] = patch.written + bytes(patch.length - len(patch.written))
    return bytes(written)


@pytest.mark.parametrize(
    ("data", "type", "seconds", "width"),
    [
        (sample("sound.mp3"), "mp3", 2, None),
        (sample("sound.m4a"), "m4a", 2, None),
        (sample("sound.webm"), "weba", 1, None),
        (sample("film.mp4"), "mp4", 3, 64),
        (sample("film.webm"), "webm", 3, 64),
        (pdf(), "pdf", None, None),
        (xlsx(), "xlsx", None, None),
        (ods(), "ods", None, None),
        (CSV, "csv", None, None),
    ],
    ids=["mp3", "m4a", "weba", "mp4", "webm", "pdf", "xlsx", "ods", "csv"],
)
def test_the_type_is_told_by_the_bytes(data, type, seconds, width):
    facts = checked(data)
    assert (facts.type, facts.seconds, facts.width) == (type, seconds, width)


@pytest.mark.parametrize("name", ["sound.mp3", "sound.m4a", "sound.webm", "film.mp4", "film.webm"])
def test_titles_comments_and_places_are_overwritten_and_nothing_moves(name):
    data = sample(name)
    cleaned = patched(data)
    assert [secret for secret in SECRETS if secret in cleaned] == []
    assert len(cleaned) == len(data)
    assert checked(cleaned)._replace(patches=(), removed="") == checked(data)._replace(patches=(), removed="")
    assert patched(cleaned) == cleaned


HTML = b"<!doctype html><script>alert(1)</script>"
PACKED = zlib.compress(b"<</S/JavaScript/JS(app.alert(1))>>")
OBJECT_STREAM = b"/X 9 0 R>>endobj\n9 0 obj<</Type/ObjStm/N 1>>stream\n" + PACKED + b"\nendstream endobj 8 0 obj<<"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "This file is empty"),
        (HTML, "This is none of the files that can be shown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "This is none of the files"),
        (b"\x7fELF\x01\x02\x03\x00\x00", "This is none of the files"),
        (b"MZ\x90\x00\x03\x00", "This is none of the files"),
        (b"\xff\xd8\xff\xe0JFIF", "Add it as a photo"),
        (b"RIFF\x00\x00\x00\x00WAVE", "Save a sound as MP3"),
        (b"\xff\xf1\x50\x80", "Save it as M4A"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + HTML, "it has no MP3 frames"),
        (sample("hevc.mp4"), "are coded as “hvc1”"),
        (sample("film.mp4")[:3000], "damaged or not complete"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "film of QuickTime"),
        (sample("film.webm").replace(b"webm", b"mkv!", 1), "This is Matroska"),
        (pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "a script (JavaScript)"),
        (pdf(b"/OpenAction<</S/J#61vaScript/#4aS(app.alert(1))>>"), "a script (JavaScript)"),
        (pdf(b"/AA<</O<</S/Launch/F(calc.exe)>>>>"), "an action that starts a program"),
        (pdf(b"/Names<</EmbeddedFiles 9 0 R>>"), "another file inside"),
        (pdf(OBJECT_STREAM), "a script (JavaScript)"),
        (pdf(b">>endobj 7 0 obj<</Encrypt 8 0 R"), "protected by a password"),
        (b"%PDF-1.4\nnothing", "damaged or not complete"),
        (xlsx(**{"vbaProject.bin": b"x"}), "This spreadsheet has macros"),
        (xlsx(externalLinks_link1=b"x"), "links to files"),
        (xlsx(**{"embeddings_oleObject1.bin": b"x"}), "another program's object inside"),
        (xlsx(worksheets_sheet1=bytes(30_000_000)), "unpacks to 30 MB"),
        (xlsx()[:200], "damaged or not complete"),
        (ods(**{"Basic/script-lc.xml": "x"}), "This spreadsheet has macros"),
        (archive({"word/document.xml": "x"}), "an archive or another kind of document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "document of an old Office"),
        ("city,people\nЕреван,1".encode("cp1251"), "not in UTF-8"),
        (b"a,b\n1,2\n3,=cmd|' /C calc'!A0", "Line 3: the cell “=cmd"),
        (b"a,b\n-1,+2\n+x,1", "Line 3: the cell “+x”"),
        (b"only words here", "no comma, semicolon or tab"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_what_to_do(data, message):
    with pytest.raises(Refused) as refused:
        checked(data)
    assert message in str(refused.value)


def test_negative_numbers_in_a_table_are_no_formulas():
    assert checked(b"a;b\n-1,5;+2\n-;-.5").type == "csv"


def test_compressed_pictures_in_a_pdf_may_contain_any_bytes():
    picture = b"/X 9 0 R>>endobj\n9 0 obj<</Length 9>>stream\n/JS /Launch \nendstream endobj 8 0 obj<<"
    assert checked(pdf(picture)).type == "pdf"


@pytest.mark.parametrize(("kind", "data"), [(Kind.DOCUMENT, pdf()), (Kind.AUDIO, sample("sound.mp3"))])
def test_larger_files_of_a_kind_are_refused_before_they_are_read(kind, data):
    with pytest.raises(Refused, match=f"may have {BYTES_MAX[kind] / 1e6:,.1f} MB"):
        check(io.BytesIO(data), BYTES_MAX[kind] + 1)


@pytest.mark.parametrize("name", ["sound.mp3", "sound.m4a", "film.mp4", "film.webm"])
def test_no_damaged_file_ends_in_an_error_of_the_program(name):
    data = sample(name)
    for at in range(0, min(len(data), 3000), 7):
        for damaged in (data[:at], data[:at] + b"\xff" + data[at + 1 :], data[:at] + b"\x00" + data[at + 1 :]):
            with suppress(Refused):
                checked(damaged)
