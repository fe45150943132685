"""A partner's logo: what may come in, and what is kept of it."""

import hashlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image

BYTES_MAX = 1_000_000
SIDE_MAX = 4_000  # pixels of what comes in
KEPT = (320, 96)  # pixels that it may have at the most: twice what the page shows
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
LIMITS = "PNG, JPEG, WebP or GIF, at most 1 MB. Shown 48 pixels high, on white."
NO_LOGO = "This is no picture in PNG, JPEG, WebP or GIF that can be read. Save it as PNG, and upload that."
TOO_BIG = f"At most 1 MB and {SIDE_MAX:,} pixels a side can be taken. Save it smaller, as PNG, and upload that."


def read(upload: File) -> ContentFile:
    """The logo as a small PNG with nothing in it but pixels; raises ValidationError, which names the cure."""
    if upload.size > BYTES_MAX:
        raise ValidationError(TOO_BIG)
    upload.seek(0)
    data = upload.read()
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        if max(image.size) > SIDE_MAX:
            raise ValidationError(TOO_BIG)
        image = image.convert("RGBA")
        image.thumbnail(KEPT)
        image.info = {}
        kept = BytesIO()
        image.save(kept, "PNG", optimize=True)
    except ValidationError:
        raise
    except Exception as error:  # whatever Pillow's readers run into among foreign bytes
        raise ValidationError(NO_LOGO) from error
    return ContentFile(kept.getvalue(), name=f"{hashlib.sha256(data).hexdigest()[:20]}.png")
