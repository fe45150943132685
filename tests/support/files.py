"""Audio, video and documents for tests: samples that ffmpeg made, and documents written on demand."""

import io
import zipfile
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Captions, FileUse, MediaFile

SAMPLES = Path(__file__).parent.parent / "samples" / "files"
CONTENT_TYPES = (
    '<Types><Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
WEBVTT = b"WEBVTT\n\n00:00.000 --> 00:01.500\nA test picture moves.\n"


def sample(name: str) -> bytes:
    """Return the bytes of a sample: sound.mp3, sound.m4a, sound.webm, film.mp4, film.webm, hevc.mp4."""
    return (SAMPLES / name).read_bytes()


def pdf(catalog: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with more entries in its catalog."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + catalog + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
    )


def archive(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive of the parts by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return data.getvalue()


def xlsx(**more: str | bytes) -> bytes:
    """Return a spreadsheet with more parts; the keys are their names, with _ for /, below xl/."""
    others = {f"xl/{name.replace('_', '/')}": content for name, content in more.items()}
    return archive({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": "<workbook/>", **others})


def ods(**more: str) -> bytes:
    """Return a spreadsheet of OpenDocument with more parts."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "META-INF/manifest.xml": "<manifest/>", **more})


def upload(name: str = "sound.mp3", data: bytes | None = None) -> SimpleUploadedFile:
    """Return an uploaded file as a form gets it; without `data`, the sample of that name."""
    return SimpleUploadedFile(name, sample(name) if data is None else data)


def make_file(
    name: str = "sound.mp3", data: bytes | None = None, captions: tuple[str, ...] = (), **fields
) -> MediaFile:
    """Create a file, with captions in the languages of `captions`."""
    file = MediaFile.objects.create(file=upload(name, data), **fields)
    for language in captions:
        Captions.objects.create(media_file=file, language=language, file=SimpleUploadedFile("a.vtt", WEBVTT))
    return file


def show_files(article, *files: MediaFile) -> None:
    """Let the article show the files, in this order."""
    for file in files:
        FileUse.objects.create(article=article, media_file=file)
