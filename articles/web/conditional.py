"""Conditional GET (ETag, Last-Modified, 304) for feeds, sitemaps and data files."""

from datetime import datetime
from hashlib import sha256

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def answer(request, body: bytes, content_type: str, changed_at: datetime | None = None):
    """Return `body` with an ETag and, if the aware moment `changed_at` is given, Last-Modified; 304 if it is unchanged.

    The ETag is a digest of the bytes. If the client sends only a date, without an ETag,
    it must be exactly the one we sent: the newest change may go back in time when a story
    is withdrawn and restored, so "not changed since" would hide what is new.
    """
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    since = request.headers.get("If-Modified-Since")
    if since and "If-None-Match" not in request.headers and since != response.get("Last-Modified"):
        return response
    last_modified = None if changed_at is None else int(changed_at.timestamp())
    return get_conditional_response(request, response["ETag"], last_modified, response)
