"""What may come in as a photo, what is refused and with which words, and what is kept."""

import random
import re
import struct
import zlib
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from articles.photos import processing, uploads
from tests.support.pictures import colour, encoded, quarters, upload

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
ORIENTATION, SOFTWARE, GPS = 0x0112, 0x0131, 0x8825


def refusal(data: bytes, name: str = "picture.jpg") -> str:
    """The words with which the file is refused."""
    with pytest.raises(ValidationError) as caught:
        uploads.read(upload(data, name))
    return caught.value.message


def kept(data: bytes) -> Image.Image:
    return Image.open(uploads.read(upload(data)))


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG whose head names that size, and which has no pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(13, head), (0, b"IDAT"), (0, b"IEND")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", length) + chunk + struct.pack(">I", zlib.crc32(chunk)) for length, chunk in chunks
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_each_format_is_known_by_its_bytes_and_kept_as_jpeg(format):
    picture = kept(encoded(quarters(60, 40), format))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (60, 40))
    assert [colour(picture, x, y) for y in (0.2, 0.8) for x in (0.2, 0.8)] == ["red", "green", "blue", "white"]


@pytest.mark.parametrize(
    "data",
    [SVG, b"<?xml version='1.0'?>" + SVG, b"%PDF-1.7\n", b"GIF89a", b"\xff\xd8\xff", b"MZ\x90\x00", b"\x00" * 100],
    ids=["svg", "svg with a head", "pdf", "gif's name alone", "jpeg's name alone", "program", "zeros"],
)
def test_what_is_no_picture_is_refused_whatever_its_name(data):
    assert refusal(data) == processing.NO_PICTURE


@pytest.mark.parametrize("format", ["TIFF", "BMP", "PPM", "ICO"])
def test_formats_that_the_web_does_not_use_are_refused(format):
    assert refusal(encoded(quarters(32, 32), format)) == processing.NO_PICTURE


def test_an_empty_file_is_refused():
    assert refusal(b"") == uploads.EMPTY


def test_a_file_of_too_many_bytes_is_refused_unread():
    with pytest.raises(ValidationError, match=r"This file has 25\.3 MB, and at most 20 can be taken"):
        uploads.read(SimpleNamespace(size=25_300_000))


@pytest.mark.parametrize("size", [(8000, 7501), (12_000, 11_000), (50_000, 50_000)], ids="{0[0]}x{0[1]}".format)
def test_too_many_pixels_are_refused_before_one_is_decoded(size):
    assert refusal(png_that_claims(*size)).startswith("This picture has more than 60 million pixels.")


def test_a_picture_of_few_bytes_and_many_pixels_is_refused():
    bomb = encoded(Image.new("1", (9000, 9000)), "PNG")
    assert len(bomb) < 15_000
    assert refusal(bomb).startswith("This picture has more than 60 million pixels.")


def test_a_ribbon_is_refused():
    assert refusal(encoded(quarters(610, 100))).startswith("One side of this picture is more than 6 times the other.")


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_is_refused(format):
    frames = [quarters(40, 30), Image.new("RGB", (40, 30))]
    assert refusal(encoded(frames[0], format, save_all=True, append_images=frames[1:])) == processing.MOVES


def test_a_cameras_jpeg_with_a_smaller_picture_in_it_is_no_movement():
    data = encoded(quarters(60, 40), "MPO", save_all=True, append_images=[quarters(30, 20)])
    assert kept(data).size == (60, 40)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_is_cut_short_is_refused(format):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    data = encoded(noise, format)
    assert refusal(data[: len(data) // 2]) in (processing.DAMAGED, processing.NO_PICTURE)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_damaged_bytes_end_in_a_picture_or_in_a_refusal(format):
    data, dice = encoded(quarters(60, 40), format), random.Random(4)  # noqa: S311 the same damage each time
    outcomes = set()
    for _ in range(60):
        damaged = bytearray(data)
        for _ in range(dice.randint(1, 6)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            outcomes.add(type(processing.to_original(bytes(damaged))))  # without a process for each of them
        except processing.NoPicture as error:
            outcomes.add(type(error))
    assert outcomes == {list, processing.NoPicture}


@pytest.mark.parametrize(
    ("orientation", "corners"),
    [
        (1, ["red", "green", "blue", "white"]),
        (3, ["white", "blue", "green", "red"]),
        (6, ["blue", "red", "white", "green"]),
        (8, ["green", "white", "red", "blue"]),
    ],
)
def test_a_picture_taken_with_the_camera_on_its_side_is_put_upright(orientation, corners):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    picture = kept(encoded(quarters(60, 40), exif=exif))
    assert picture.size == ((40, 60) if orientation in (6, 8) else (60, 40))
    assert [colour(picture, x, y) for y in (0.2, 0.8) for x in (0.2, 0.8)] == corners


def with_metadata(format: str) -> bytes:
    """A picture that says where and with what it was made: EXIF with GPS, XMP, a comment."""
    exif = Image.Exif()
    exif[SOFTWARE] = "SecretSoftware"
    exif.get_ifd(GPS).update({1: "N", 2: (40.0, 10.0, 20.0), 29: "SecretDay"})
    said = {"exif": exif.tobytes(), "xmp": b"<x:xmpmeta>SecretXmp</x:xmpmeta>"}
    if format == "JPEG":
        said["comment"] = b"SecretComment"
    return encoded(quarters(60, 40), format, **said)


@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF"])
def test_nothing_is_kept_of_what_the_file_says_beside_its_pixels(format):
    data = with_metadata(format)
    assert data.count(b"Secret") >= 3
    stored = uploads.read(upload(data)).read()
    assert not [word for word in (b"Secret", b"Exif", b"xmp", b"GPS") if word in stored]
    assert set(Image.open(BytesIO(stored)).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_texts_in_a_png_are_not_kept():
    text = PngInfo()
    text.add_text("Author", "SecretName", zip=False)
    assert b"Secret" not in uploads.read(upload(encoded(quarters(60, 40), "PNG", pnginfo=text))).read()


def profile_with_red_and_green_swapped() -> bytes:
    tags = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return tags.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"????", b"gXYZ", 1)


def test_colours_of_another_profile_are_converted_and_the_profile_goes():
    picture = kept(encoded(quarters(60, 40), icc_profile=profile_with_red_and_green_swapped()))
    assert [colour(picture, x, 0.2) for x in (0.2, 0.8)] == ["green", "red"]
    assert "icc_profile" not in picture.info


def test_a_profile_that_cannot_be_read_changes_no_colour():
    assert colour(kept(encoded(quarters(60, 40), icc_profile=b"no profile at all")), 0.2, 0.2) == "red"


def test_what_is_transparent_becomes_white():
    clear = quarters(60, 40, "RGBA")
    clear.putalpha(0)
    assert colour(kept(encoded(clear, "PNG")), 0.2, 0.2) == "white"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_kind_of_pixel_is_kept_in_its_colour(mode):
    picture = kept(encoded(quarters(60, 40, mode), "PNG"))
    assert (picture.mode, colour(picture, 0.8, 0.8)) == ("RGB", "white")


def test_print_colours_become_those_of_a_screen():
    assert colour(kept(encoded(quarters(60, 40, "CMYK"))), 0.2, 0.2) == "red"


def test_sixteen_bits_of_grey_keep_their_shades():
    half = Image.new("I;16", (60, 40), 0x8000)
    assert kept(encoded(half, "PNG")).getpixel((30, 20)) == (128, 128, 128)


def test_a_picture_is_known_by_the_bytes_that_came():
    data = encoded(quarters(60, 40))
    picture = uploads.read(upload(data))
    assert picture.digest == uploads.digest_of(data)
    assert uploads.read(upload(data)).digest == picture.digest


def test_nobody_can_compute_the_name_from_the_file():
    data = encoded(quarters(60, 40))
    names = {uploads.read(upload(data)).name for _ in range(20)}
    assert len(names) == 20
    assert all(re.fullmatch(r"[0-9a-f]{32}\.jpg", name) for name in names)
