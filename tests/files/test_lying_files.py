"""Files that were made to break their check: sizes that lie, rows of empty parts, names that are no text."""

import io
import time
import zipfile

import pytest

from articles.files import checking
from articles.files.kinds import Facts, Refused
from tests.support.files import archive, ods, pdf, sample

SOON = 5  # seconds, on a slow machine; each of these once took a minute, or all memory


def check(data: bytes) -> Facts:
    return checking.check(io.BytesIO(data), len(data))


def box(type: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + type + content


def element(id: bytes, content: bytes, width: int = 8) -> bytes:
    return id + (len(content) | 1 << 7 * width).to_bytes(width, "big") + content


def webm(pixels: bytes = b"\x02\x80", scale: bytes = b"\x0f\x42\x40", after: bytes = b"") -> bytes:
    picture = element(b"\xe0", element(b"\xb0", pixels) + element(b"\xba", pixels))
    track = element(b"\xae", element(b"\x83", b"\1") + element(b"\x86", b"V_VP8") + picture)
    info = element(b"\x2a\xd7\xb1", scale) + element(b"\x44\x89", b"\x40\x8f\x40\0\0\0\0\0")
    parts = element(b"\x15\x49\xa9\x66", info) + element(b"\x16\x54\xae\x6b", track) + after
    return element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm")) + element(b"\x18\x53\x80\x67", parts)


def test_a_film_that_says_it_plays_for_centuries_has_no_length():
    film = sample("film.mp4")
    at = film.index(b"mvhd") + 4
    lying = film[: at + 12] + b"\0\0\0\1\xff\xff\xff\xfe" + film[at + 20 :]  # no database holds the number
    assert check(film).seconds
    assert check(lying).seconds is None


@pytest.mark.parametrize("lie", [{"pixels": b"\xff" * 8}, {"pixels": b"\xff" * 9}, {"scale": b"\xff" * 200}])
def test_a_webm_with_numbers_that_no_film_has_is_refused(lie):
    assert check(webm()).width == 640
    with pytest.raises(Refused):
        check(webm(**lie))


@pytest.mark.parametrize(
    "data",
    [
        sample("film.mp4") + box(b"moof", box(b"traf", box(b"free") * 19_000) * 12),
        webm(after=element(b"\x12\x54\xc3\x67", b"", 1) * 2_000),
        webm(after=element(b"\x15\x49\xa9\x66", b"\xec\x80" * 600_000)),
        b"ID3\4\0\0\0\0\0\0" * 1_000 + sample("sound.mp3"),
    ],
    ids=["boxes", "tags of WebM", "elements", "tags of MP3"],
)
def test_a_file_of_very_many_empty_parts_is_refused(data):
    with pytest.raises(Refused):
        check(data)


def test_a_pdf_of_streams_without_ends_is_checked_in_linear_time():
    begun = time.monotonic()
    assert check(pdf() + b"stream\n" * 200_000 + b"startxref\n%%EOF").type == "pdf"
    assert time.monotonic() - begun < SOON


def test_a_stream_without_an_end_hides_nothing():
    with pytest.raises(Refused, match="script"):
        check(pdf() + b"stream\n/JavaScript\nstartxref\n%%EOF")


def test_a_spreadsheet_with_a_name_that_is_no_text_is_damaged():
    with pytest.raises(Refused, match="damaged"):
        check(ods(**{"é.xml": "a"}).replace("é".encode(), b"\xff\xfe"))


def test_a_spreadsheet_that_is_packed_otherwise_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet" * 20)
    damaged = bytearray(data.getvalue())
    damaged[60:90] = b"\xff" * 30
    with pytest.raises(Refused):
        check(bytes(damaged))


def test_an_archive_of_something_else_is_refused():
    with pytest.raises(Refused, match="archive"):
        check(archive({"a.txt": "a"}))


@pytest.mark.parametrize("cell", ["x;=1+1", 'x\t"=1+1"', "x|=1+1"])
def test_a_formula_that_another_separator_would_uncover_is_refused(cell):
    with pytest.raises(Refused, match=r"Line 2: .* formula"):
        check(f"city,people,more\n{cell},2,3\n".encode())
    assert check(f"city,people,more\n{cell.replace('=', ' =')},2,3\n".encode()).type == "csv"
