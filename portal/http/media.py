"""Photos and files from the storage, for a machine without a web server in front, which serves the folder itself."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.files.kinds import CAPTIONS_MEDIA_TYPE, CAPTIONS_SUFFIX, TYPES, Kind
from portal.http.ranges import NotSatisfiable, Pieces, wanted_range

PICTURE_TYPES = {".jpg": "image/jpeg", ".webp": "image/webp", ".png": "image/png"}
FILE_TYPES = {one.suffix: one.media_type for one in TYPES.values()} | {CAPTIONS_SUFFIX: CAPTIONS_MEDIA_TYPE}
CONTENT_TYPES = PICTURE_TYPES | FILE_TYPES  # no browser executes any of them as it is served
DOCUMENTS = {one.suffix for one in TYPES.values() if one.kind == Kind.DOCUMENT}
DOCUMENT_HEADERS = {
    "Content-Disposition": "attachment",  # the page's link gives the name
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
}
MISSING_FILE_ERRORS = (OSError, ValueError, SuspiciousFileOperation)  # ValueError: a NUL
CACHE_CONTROL = "public, max-age=86400"  # a name never gets other bytes, but a withdrawn story's picture is removed


@csrf_exempt  # a POST gets 405, and needs no token for that
@require_safe
def show(request, name: str):
    """Return the stored file `name` or a part of it, or 304 if the client has it.

    Raise 404 for other types and missing files.
    """
    suffix = PurePosixPath(name).suffix
    if suffix not in CONTENT_TYPES:
        raise Http404("not a type of file that the site serves")
    try:
        size, changed = default_storage.size(name), int(default_storage.get_modified_time(name).timestamp())
        file = default_storage.open(name)
    except MISSING_FILE_ERRORS as error:
        raise Http404("no such file") from error
    etag = quote_etag(PurePosixPath(name).name)
    headers = {
        "Content-Type": CONTENT_TYPES[suffix],
        "Cache-Control": CACHE_CONTROL,
        "ETag": etag,
        "Last-Modified": http_date(changed),
        "Accept-Ranges": "bytes",
        **(DOCUMENT_HEADERS if suffix in DOCUMENTS else {}),
    }
    whole = _part(name, file, 0, size - 1, headers, status=200) if suffix in FILE_TYPES else FileResponse(file)
    for header, value in headers.items():
        whole[header] = value
    response = HttpResponse(headers=whole.headers) if request.method == "HEAD" else whole
    response = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    if response.status_code == 200 and request.method == "GET" and _is_same(request, headers):
        response = _ranged(request, response, name, file, size, headers)
    if not response.streaming:
        file.close()
    return response


def _is_same(request, headers: dict) -> bool:
    """Return whether the parts that the client has, if any, are of this file (If-Range)."""
    return request.headers.get("If-Range", headers["ETag"]) in (headers["ETag"], headers["Last-Modified"])


def _ranged(request, whole, name: str, file, size: int, headers: dict):
    """Return the part that is asked for, 416 if there is none such, or the `whole` file."""
    try:
        wanted = wanted_range(request.headers.get("Range", ""), size)
    except NotSatisfiable:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    if wanted is None:
        return whole
    first, last = wanted
    return _part(name, file, first, last, headers | {"Content-Range": f"bytes {first}-{last}/{size}"}, status=206)


def _part(name: str, file, first: int, last: int, headers: dict, status: int) -> StreamingHttpResponse:
    headers = headers | {"Content-Length": str(last - first + 1)}
    return StreamingHttpResponse(_bytes(name, file, first, last), status=status, headers=headers)


def _bytes(name: str, file, first: int, last: int) -> Iterable[bytes]:
    """Return the bytes of the file; a bucket is asked for just these."""
    if hasattr(default_storage, "read_range"):
        file.close()
        return default_storage.read_range(name, first, last)
    return Pieces(file, first, last)
