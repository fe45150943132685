"""Pictures whose files say something: IPTC's metadata, written by exiftool (Debian: libimage-exiftool-perl).

They lie in tests/samples/embedded/, named by what they say; exiftool is needed only for one that is not there yet.
"""

import subprocess
import tempfile
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from tests.support.pictures import encoded, quarters

FOLDER = Path(__file__).parent.parent / "samples" / "embedded"
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}


@lru_cache(50)
def picture_that_says(*arguments: str, format: str = "JPEG", width: int = 60, height: int = 40) -> bytes:
    """Return a small picture whose file says what exiftool was told to write, such as `-IPTC:City=Gyumri`."""
    name = blake2b(repr((arguments, format, width, height)).encode(), digest_size=8).hexdigest()
    path = FOLDER / f"{name}.{SUFFIXES[format]}"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / path.name
            draft.write_bytes(encoded(quarters(width, height), format))
            run = ["exiftool", "-q", "-q", "-m", "-overwrite_original", *arguments, str(draft)]
            subprocess.run(run, check=True, timeout=60)  # noqa: S603
            path.write_bytes(draft.read_bytes())
    return path.read_bytes()
