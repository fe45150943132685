"""Photos from the storage, for a machine without a web server in front; in production that server serves the folder."""

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

CONTENT_TYPES = {".jpg": "image/jpeg", ".webp": "image/webp", ".png": "image/png"}  # types that no browser executes
MISSING_FILE_ERRORS = (OSError, ValueError, SuspiciousFileOperation)  # ValueError: a NUL
CACHE_CONTROL = "public, max-age=86400"  # a name never gets other bytes, but a withdrawn story's picture is removed


@csrf_exempt  # a POST gets 405, and needs no token for that
@require_safe
def show(request, name: str):
    """Return the stored picture `name`, or 304 if the client has it; raise 404 for other types and missing files."""
    content_type = CONTENT_TYPES.get(PurePosixPath(name).suffix)
    if content_type is None:
        raise Http404("not a type of picture that the site serves")
    try:
        file = default_storage.open(name)
        changed = int(default_storage.get_modified_time(name).timestamp())
    except MISSING_FILE_ERRORS as error:
        raise Http404("no such picture") from error
    response = FileResponse(file, content_type=content_type)
    etag = quote_etag(PurePosixPath(name).name)
    headers = {"Cache-Control": CACHE_CONTROL, "ETag": etag, "Last-Modified": http_date(changed)}
    for header, value in headers.items():
        response[header] = value
    if request.method == "HEAD":
        response = HttpResponse(headers=response.headers)
    response = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    if not response.streaming:
        file.close()
    return response
