"""What exiftool finds in the files that are stored of a photo: nothing. It reads more than anything that we have."""

import subprocess

import pytest

from articles.models import Photo
from tests.photos.test_embedded import everything
from tests.support.pictures import upload

pytestmark = pytest.mark.django_db
GROUPS = ("IPTC", "XMP", "EXIF", "Photoshop", "JUMBF", "PNG:Text")


def said_in(data: bytes) -> list[str]:
    """Return the lines that exiftool prints of the metadata in a picture's file."""
    run = ["exiftool", "-G", "-s", *(f"-{group}:all" for group in GROUPS), "-"]
    return subprocess.run(run, input=data, capture_output=True, check=True, timeout=60).stdout.decode().splitlines()  # noqa: S603


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_it_finds_nothing_in_any_of_them(format):
    data = everything(format)
    assert len(said_in(data)) > 8
    photo = Photo.objects.create(alt="A bridge", image=upload(data))
    for name in photo.files():
        with photo.image.storage.open(name) as file:
            assert said_in(file.read()) == [], name
