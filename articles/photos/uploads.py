"""Uploaded pictures: what is accepted, what is stored of it, and the files made of it. Knows no rows."""

import hashlib
import json
import logging
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from articles.outside.sandbox import Busy, Crashed, Run, Stopped, TooLong, TooMuch
from articles.photos.embedded import EmbeddedTexts
from articles.photos.limits import BYTES_MAX
from articles.photos.processing import DRAWING_SANDBOX, SANDBOX, NoPicture, files_of
from articles.photos.renditions import Focus, Rendition

EMPTY = "This file is empty. Choose the picture once more."
TOO_BIG = (
    "This file has {size:.1f} MB, and at most {limit:.0f} can be taken. Save it smaller, as JPEG, and upload that."
)
TOO_MUCH = "This picture takes more memory than there is for one. Save it smaller, as JPEG, and upload that."
TOO_SLOW = "This picture takes too long to read. Save it smaller, as JPEG, and upload that."
UNREADABLE = "The program that reads pictures ended at this one. Export it once more, as JPEG, and upload that."
BUSY = "Other pictures are being read just now. Upload this one again in a minute."
STOPPED = {TooMuch: TOO_MUCH, TooLong: TOO_SLOW, Crashed: UNREADABLE, Busy: BUSY}
NOT_DRAWN = "The sizes of the picture that pages show could not be made; nothing was saved. Save again in a minute."
log = logging.getLogger(__name__)


class NotDrawn(OSError):
    """An error: the files of a photo could not be made. The message is for an editor."""


class Picture(ContentFile):
    """A picture that may be stored: a JPEG, upright, in sRGB, with nothing in it but pixels.

    `digest` is the SHA-256 of the uploaded bytes, in hex, `texts` what the uploaded file said beside its pixels, and
    `credentials` its Content Credentials (C2PA), often none. The name is random, so that someone who has the same file
    cannot compute the address.
    """

    def __init__(self, kept: bytes, digest: str, texts: EmbeddedTexts, credentials: bytes):
        super().__init__(kept, name=new_name())
        self.digest, self.texts, self.credentials = digest, texts, credentials


def read(upload: File) -> Picture:
    """Return the picture in the file; raises ValidationError, which says what to do, if it cannot be accepted.

    It is decoded in a sandbox, where its size in pixels is checked, too.
    """
    if isinstance(upload, Picture):
        return upload
    _check_size(upload)
    with reading() as run:
        upload.seek(0)
        data = upload.read()  # inside, so that a request that waits for a place holds no picture
        kept, told, credentials = files_of(run(data, work="to_original"))
        return Picture(kept, digest_of(data), EmbeddedTexts(**json.loads(told)), credentials)


def texts_of(upload: File) -> EmbeddedTexts:
    """Return what the file says of its picture; of a JPEG its beginning is enough. Raises ValidationError as `read`."""
    _check_size(upload)
    with reading() as run:
        upload.seek(0)
        (told,) = files_of(run(upload.read(), work="texts"))
        return EmbeddedTexts(**json.loads(told))


def _check_size(upload: File) -> None:
    if upload.size > BYTES_MAX:
        raise ValidationError(TOO_BIG.format(size=upload.size / 1e6, limit=BYTES_MAX / 1e6))
    if not upload.size:
        raise ValidationError(EMPTY)


@contextmanager
def reading(stopped: Mapping[type[Stopped], str] = STOPPED) -> Iterator[Run]:
    """Decode in a sandbox, one picture at a time on this machine; raises ValidationError, which says what to do.

    `stopped`: the messages for each reason why the sandbox may have no answer.
    """
    try:
        with SANDBOX.place() as run:
            yield run
    except NoPicture as error:
        raise ValidationError(str(error)) from error
    except Stopped as error:
        log.warning("A picture was not read: %s %s", type(error).__name__, error)
        raise ValidationError(stopped[type(error)]) from error


def new_name() -> str:
    """Return a name for a picture's file that nobody can guess: 128 random bits."""
    return f"{secrets.token_hex(16)}.jpg"


def digest_of(data: bytes) -> str:
    """Return the digest by which a picture is recognised when it is uploaded again."""
    return hashlib.sha256(data).hexdigest()


def draw(original: File, wanted: Iterable[Rendition], focus: Focus) -> Iterator[tuple[str, ContentFile]]:
    """Yield the name and the bytes of each wanted rendition of a stored original; those of one size follow one another.

    Raises NotDrawn.
    """
    wanted = list(wanted)
    try:
        with DRAWING_SANDBOX.place() as run:
            drawn = files_of(run(original.read(), work="draw", wanted=wanted, focus=focus))
    except Stopped as error:
        raise NotDrawn(f"{NOT_DRAWN} ({type(error).__name__}) {error}") from error
    for made, file in zip(wanted, drawn, strict=True):
        yield made.name, ContentFile(file)
