"""A partner's logo: which uploads are accepted, and what is stored of them."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from articles.outside.sandbox import Crashed, TooLong, TooMuch
from articles.photos import uploads
from articles.photos.processing import files_of

BYTES_MAX = 1_000_000
SIDE_MAX = 4_000  # pixels of the upload
STORED_SIZE = (320, 96)  # pixels of the stored logo at most: twice what the page shows
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
LIMITS = "PNG, JPEG, WebP or GIF, at most 1 MB. Shown 48 pixels high, on white."
NO_LOGO = "This is no picture in PNG, JPEG, WebP or GIF that can be read. Save it as PNG, and upload that."
TOO_BIG = f"At most 1 MB and {SIDE_MAX:,} pixels a side can be taken. Save it smaller, as PNG, and upload that."

STOPPED = {**uploads.STOPPED, TooMuch: TOO_BIG, TooLong: TOO_BIG, Crashed: NO_LOGO}


def read(upload: File) -> ContentFile:
    """Return the logo as a small PNG with nothing in it but pixels. Raise ValidationError, which names the cure."""
    if upload.size > BYTES_MAX:
        raise ValidationError(TOO_BIG)
    with uploads.reading(STOPPED) as run:
        upload.seek(0)
        data = upload.read()
        limits = {"formats": FORMATS, "side_max": SIDE_MAX, "within": STORED_SIZE, "messages": (NO_LOGO, TOO_BIG)}
        (kept,) = files_of(run(data, work="shrink", **limits))
    return ContentFile(kept, name=f"{hashlib.sha256(data).hexdigest()[:20]}.png")
