"""Pictures of few bytes and many pixels: what is refused, and that the most that may come in fits into the sandbox."""

import os

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from articles.photos import processing, uploads
from portal.partners import logo
from tests.support.hostile_pictures import of_one_colour, png
from tests.support.pictures import upload
from tests.support.servers import run

pytestmark = pytest.mark.sandbox
TOO_MANY = "This picture has {} million pixels, and a {} may have {} million. Make it smaller, or save it as an"
PEAK = """
from pathlib import Path
from articles.photos import renditions, uploads
from portal.partners import logo
from tests.support.pictures import upload
side, folder = {side}, Path({folder!r})
kept = uploads.read(upload((folder / "photo").read_bytes()))
made = renditions.all_of("a.jpg", (side, side), (50, 50))
assert len(list(uploads.draw(kept, made, (50, 50)))) == len(made)
logo.read(upload((folder / "logo").read_bytes()))
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


def refusal(data: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        uploads.read(upload(data))
    return caught.value.message


@pytest.mark.parametrize(
    ("data", "kind", "most"),
    [
        (lambda: of_one_colour("WEBP", "RGBA", lossless=True), "WebP", 16),
        (lambda: of_one_colour("WEBP", "RGB", quality=1, method=0), "WebP", 16),
        (lambda: of_one_colour("AVIF", "L", speed=10, quality=1), "AVIF", 16),
        (lambda: png(interlaced=True), "PNG", 30),
        (lambda: of_one_colour("GIF", "L"), "GIF", 30),
        (lambda: of_one_colour("JPEG", "L", quality=1, progressive=True), "progressive JPEG", 30),
    ],
    ids=["webp", "lossy webp", "avif", "png", "gif", "progressive jpeg"],
)
def test_59_million_pixels_of_what_is_decoded_as_a_whole_are_refused(data, kind, most):
    assert refusal(data()).startswith(TOO_MANY.format(59, kind, most))


def test_59_million_pixels_of_an_ordinary_jpeg_are_kept_at_half_the_size():
    kept = Image.open(uploads.read(upload(of_one_colour("JPEG", "L", quality=1))))
    assert kept.size == (3850, 3850)


def test_a_webp_whose_head_claims_a_canvas_of_268_million_pixels_is_refused():
    data = bytearray(of_one_colour("WEBP", "RGBA", 64, lossless=True, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"))
    assert data[12:16] == b"VP8X"
    data[24:30] = b"\xfe\x3f\x00\xfe\x3f\x00"
    assert refusal(bytes(data)).startswith("This picture has more than 60 million pixels.")


@pytest.mark.parametrize(
    "data",
    [
        lambda: of_one_colour("WEBP", "RGBA", 4000, lossless=True),
        lambda: of_one_colour("AVIF", "RGBA", 4000, speed=10, quality=20),
        lambda: png(5477, interlaced=True, bits=16),
        lambda: of_one_colour("JPEG", "RGB", 5477, quality=20, progressive=True, subsampling=0),
    ],
    ids=["webp", "avif", "png", "progressive jpeg"],
)
def test_the_largest_picture_that_may_come_in_fits_into_the_sandbox(data):
    kept = uploads.read(upload(data()))
    assert Image.open(kept).size in ((4000, 4000), (5477, 5477))


def test_a_picture_that_takes_more_memory_than_there_is_ends_in_words(monkeypatch):
    monkeypatch.setitem(processing.SANDBOX.__dict__, "memory", 100_000_000)
    assert refusal(png(4000, interlaced=False)) == uploads.TOO_MUCH


def test_a_picture_that_takes_too_long_ends_in_words(monkeypatch):
    monkeypatch.setitem(processing.SANDBOX.__dict__, "seconds", 0.01)
    assert refusal(png(4000, interlaced=False)) == uploads.TOO_SLOW


def test_while_another_picture_is_read_nobody_waits_for_ever(monkeypatch):
    with processing.SANDBOX.place():  # it may wait for another test's picture
        monkeypatch.setitem(processing.SANDBOX.__dict__, "wait", 0)
        assert refusal(of_one_colour("PNG", side=60)) == uploads.BUSY


def test_ours_hardly_grows_while_the_largest_are_read(tmp_path):
    """The peak of a process that reads them and draws from one, beside that of one that reads small ones."""
    peaks = []
    for side in (400, 4000):
        (tmp_path / "photo").write_bytes(of_one_colour("WEBP", "RGBA", side, lossless=True))
        (tmp_path / "logo").write_bytes(of_one_colour("PNG", "RGBA", side))
        peaks.append(int(run(dict(os.environ), PEAK.format(side=side, folder=str(tmp_path)))) * 1024)
    assert peaks[1] - peaks[0] < 20_000_000


def test_a_logo_of_few_bytes_and_many_pixels_is_refused():
    with pytest.raises(ValidationError) as caught:
        logo.read(upload(of_one_colour("WEBP", "RGBA", 4001, lossless=True)))
    assert caught.value.message == logo.TOO_BIG


def test_a_logo_that_takes_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setitem(processing.SANDBOX.__dict__, "memory", 100_000_000)
    with pytest.raises(ValidationError) as caught:
        logo.read(upload(png(4000, interlaced=True)))
    assert caught.value.message == logo.TOO_BIG
