"""Content Credentials (C2PA) that arrive in a picture's file: kept as they came, beside the photo, and never served."""

import struct
import zlib
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from articles.models import Photo, PhotoCredentials
from articles.photos import credentials, uploads
from tests.support.pictures import encoded, quarters, upload


def box(kind: bytes, inside: bytes) -> bytes:
    return struct.pack(">I4s", len(inside) + 8, kind) + inside


def store(length: int = 200) -> bytes:
    """A JUMBF superbox with the description of a C2PA manifest store (ISO 19566-5), and `length` bytes of content."""
    told = b"c2pa" + bytes.fromhex("00110010800000aa00389b71") + b"\x03" + b"c2pa\0"
    return box(b"jumb", box(b"jumd", told) + box(b"json", bytes(range(256)) * (length // 256 + 1)))


def in_jpeg(manifest: bytes, piece: int = 60_000) -> bytes:
    """A JPEG with the box in as many APP11 segments as it takes; each repeats the box's head."""
    data, head, rest = encoded(quarters(60, 40)), manifest[:8], manifest[8:]
    segments = b""
    for number, at in enumerate(range(0, len(rest), piece), start=1):
        inside = b"JP" + struct.pack(">HI", 1, number) + head + rest[at : at + piece]
        segments += b"\xff\xeb" + struct.pack(">H", len(inside) + 2) + inside
    return data[:2] + segments + data[2:]


def in_png(manifest: bytes) -> bytes:
    data = encoded(quarters(60, 40), "PNG")
    chunk = struct.pack(">I", len(manifest)) + b"caBX" + manifest
    return data[:33] + chunk + struct.pack(">I", zlib.crc32(b"caBX" + manifest)) + data[33:]


def in_webp(manifest: bytes) -> bytes:
    data = encoded(quarters(60, 40), "WEBP", exif=Image.Exif().tobytes() or b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0")
    data += b"C2PA" + struct.pack("<I", len(manifest)) + manifest + b"\0" * (len(manifest) % 2)
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


FILES = {"JPEG": in_jpeg, "PNG": in_png, "WebP": in_webp}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_they_are_found_as_they_came(make):
    assert uploads.read(upload(make(store()))).credentials == store()


def test_in_a_jpeg_they_may_take_several_segments():
    assert uploads.read(upload(in_jpeg(store(150_000)))).credentials == store(150_000)


def test_other_boxes_and_huge_ones_are_not_kept():
    other = store().replace(b"c2pa", b"c3pa")
    assert uploads.read(upload(in_jpeg(other))).credentials == b""
    assert uploads.read(upload(in_png(store(credentials.BYTES_MAX)))).credentials == b""
    assert uploads.read(upload(encoded(quarters(60, 40)))).credentials == b""


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_none_of_the_stored_files_has_them(db, make):
    photo = Photo.objects.create(alt="A bridge", image=upload(make(store())))
    assert bytes(photo.credentials.manifest) == store()
    for name in photo.files():
        with photo.image.storage.open(name) as file:
            data = file.read()
        assert b"c2pa" not in data
        assert Image.open(BytesIO(data)).size


def test_another_picture_has_its_own_or_none(db):
    photo = Photo.objects.create(alt="A bridge", image=upload(in_jpeg(store())))
    photo.caption = "The bridge"
    photo.save()
    assert PhotoCredentials.objects.count() == 1
    photo.image = upload(in_png(store(500)))
    photo.save()
    assert bytes(PhotoCredentials.objects.get().manifest) == store(500)
    photo.image = upload()
    photo.save()
    assert not PhotoCredentials.objects.exists()


def test_the_photos_form_says_that_they_are_kept(admin_client):
    photo = Photo.objects.create(alt="A bridge", image=upload(in_jpeg(store())))
    form = reverse("admin:articles_photo_change", args=[photo.pk])
    assert f"{len(store()):,} bytes (C2PA) came with the file and are kept." in admin_client.get(form).text


def test_they_go_with_their_photo(db):
    Photo.objects.create(alt="A bridge", image=upload(in_jpeg(store()))).delete()
    Photo.objects.create(alt="A bridge", image=upload(in_jpeg(store())))
    Photo.objects.all().delete()
    assert not PhotoCredentials.objects.exists()
