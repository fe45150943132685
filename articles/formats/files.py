"""The files of a story for those who take it over: as links in its text, and as enclosures with length and type."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django.utils.translation import gettext

from articles.files.kinds import Kind
from articles.formats.metadata import Picture, picture
from articles.models import Article, FileUse, PhotoUse
from articles.text.dates import format_iso
from articles.text.numbers import format_tenths
from articles.text.placed_files import replaced
from articles.web.addresses import absolute
from articles.web.languages import page_language
from articles.web.permanent_ids import permanent_id

SCHEMA_TYPES = {Kind.AUDIO: "AudioObject", Kind.VIDEO: "VideoObject", Kind.DOCUMENT: "DigitalDocument"}


class Enclosure(NamedTuple):
    """A file as others fetch it."""

    number: int
    url: str  # with the host
    kind: Kind
    media_type: str
    title: str
    size: int  # bytes
    about: str  # type, length and size in words
    seconds: int | None
    width: int | None
    height: int | None
    language: str
    credit: str
    transcript: str
    poster: Picture | None  # if it may be passed on


def enclosures(uses: Iterable[FileUse]) -> list[Enclosure]:
    """Return the files of a story, in order."""
    return list(map(_enclosure, uses))


def _enclosure(use: FileUse) -> Enclosure:
    file = use.media_file
    poster = picture(PhotoUse(photo=file.poster)) if file.poster else None
    return Enclosure(
        file.pk,
        absolute(file.file.url),
        Kind(file.kind),
        file.file_type.media_type.partition(";")[0],
        file.title,
        file.size,
        about(file),
        *(file.seconds, file.width, file.height, file.language, file.credit, file.transcript),
        poster,
    )


def about(file) -> str:
    """Return a file's type, how long it plays and its size, in the page's language: `MP3, 3:05, 2.9 MB`."""
    return ", ".join(filter(None, (file.file_type.name, length_of(file.seconds), size_of(file.size))))


def length_of(seconds: int | None) -> str:
    """Return how long a file plays: `3:05` or `1:02:03`; empty if that is not known."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size_of(size: int) -> str:
    """Return a number of bytes in the page's language."""
    if size < 1_000_000:
        return gettext("%(number)s KB") % {"number": format_tenths(max(0.1, size / 1e3), page_language())}
    return gettext("%(number)s MB") % {"number": format_tenths(size / 1e6, page_language())}


def with_file_links(body: str, uses: Iterable[FileUse]) -> str:
    """Return a sanitised text with a link in the place of each file, and links to the others below it."""
    return _with(body, uses, lambda one: f'<a href="{escape(one.url)}">{_plain(one.title)}</a> ({_plain(one.about)})')


def with_file_lines(body: str, uses: Iterable[FileUse]) -> str:
    """Return a sanitised text with title and address as plain text in the place of each file, and others below it."""
    return _with(body, uses, lambda one: _plain(f"{one.title} ({one.about}): {one.url}"))


def _with(body: str, uses: Iterable[FileUse], show) -> str:
    left = {one.number: f"<p>{show(one)}</p>\n" for one in enclosures(uses)}
    if not left and "[file" not in body.lower():
        return body
    text = replaced(body, lambda number: left.pop(number, ""))
    return "\n".join(filter(None, (text, "".join(left.values()).strip())))


def _plain(text: str) -> str:
    return escape(text, quote=False)


def as_schema_org(article: Article) -> dict:
    """Return the files of a story by property: `audio` and `video` (MediaObject), `hasPart` (DigitalDocument)."""
    found = {"audio": [], "video": [], "hasPart": []}
    for one in [] if article.retracted_at else enclosures(article.file_uses.all()):
        found["hasPart" if one.kind == Kind.DOCUMENT else one.kind.value].append(_schema_org(one, article))
    return found


def _schema_org(one: Enclosure, article: Article) -> dict:
    says = {
        "@type": SCHEMA_TYPES[one.kind],
        "name": one.title,
        "encodingFormat": one.media_type,
        "inLanguage": one.language,
        "creditText": one.credit,
    }
    if one.kind == Kind.DOCUMENT:
        says |= {"url": one.url}
    else:
        says |= {
            "description": one.title,
            "contentUrl": one.url,
            "contentSize": f"{one.size} B",
            "uploadDate": format_iso(article.published_at) if article.published_at else "",
            "duration": f"PT{one.seconds}S" if one.seconds else "",
            "width": one.width,
            "height": one.height,
            "thumbnailUrl": one.poster.url if one.poster else "",
            "transcript": one.transcript,
        }
    return {name: value for name, value in says.items() if value}


def as_ninjs(uses: Iterable[FileUse]) -> list[dict]:
    """Return the files of a story as associations of ninjs 3.1."""
    return list(map(_association, enclosures(uses)))


def _association(one: Enclosure) -> dict:
    rendition = {
        "name": "web",
        "href": one.url,
        "contentType": one.media_type,
        "title": one.title,
        "sizeInBytes": one.size,
        "duration": one.seconds,
        "width": one.width,
        "height": one.height,
    }
    says = {
        "name": f"file{one.number}",
        "rel": "enclosure",
        "uri": permanent_id(f"file/{one.number}"),
        "type": "text" if one.kind == Kind.DOCUMENT else one.kind.value,
        "language": one.language,
        "by": one.credit,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": one.title}],
        "bodies": [{"role": "transcript", "contentType": "text/plain", "value": one.transcript}] * bool(one.transcript),
        "renditions": [{name: value for name, value in rendition.items() if value is not None}],
    }
    return {name: value for name, value in says.items() if value not in ("", [])}
