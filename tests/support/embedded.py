"""Pictures whose files say something: IPTC's metadata, written by exiftool (Debian: libimage-exiftool-perl)."""

import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from tests.support.pictures import encoded, quarters

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}


@lru_cache(50)
def picture_that_says(*arguments: str, format: str = "JPEG", width: int = 60, height: int = 40) -> bytes:
    """Return a small picture whose file says what exiftool was told to write, such as `-IPTC:City=Gyumri`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"picture.{SUFFIXES[format]}"
        path.write_bytes(encoded(quarters(width, height), format))
        run = ["exiftool", "-q", "-q", "-m", "-overwrite_original", *arguments, str(path)]
        subprocess.run(run, check=True, timeout=30)  # noqa: S603
        return path.read_bytes()


def said_in(data: bytes) -> list[str]:
    """Return the lines that exiftool prints of a picture's IPTC, XMP, EXIF, Photoshop and JUMBF metadata."""
    groups = [f"-{group}:all" for group in ("IPTC", "XMP", "EXIF", "Photoshop", "JUMBF", "PNG:Text")]
    run = ["exiftool", "-G", "-s", *groups, "-"]
    return subprocess.run(run, input=data, capture_output=True, check=True, timeout=30).stdout.decode().splitlines()  # noqa: S603
