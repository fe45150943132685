"""Answers that a program fetches again and again, and seldom needs to."""

from datetime import datetime
from hashlib import sha256

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def answer(request, body: bytes, content_type: str, changed_at: datetime | None = None):
    """`body` with an ETag and, when the aware moment `changed_at` is given, Last-Modified; 304 to who has it.

    The ETag is made of the bytes. A date alone, without an ETag, must be the
    very one that was sent: the newest change may go back in time when a story is
    withdrawn and restored, so "not changed since" would hide what is new.
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
