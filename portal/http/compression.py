"""Compression of answers that are made for one reader: a search, the newsroom, a page that is not there.

The page cache compresses pages for everybody by itself (portal/serving/encodings.py).
"""

import re

from django.middleware.gzip import GZipMiddleware

# Django's middleware looks for the word alone, and takes the ban "gzip;q=0" for a wish.
NO_GZIP = re.compile(r"\bgzip\s*;\s*q\s*=\s*0(\.0*)?\s*(,|$)", re.IGNORECASE)
TEXT = re.compile(r"text/|application/([a-z]+\+)?(json|xml)\b|image/svg\+xml")


class CompressTextMiddleware(GZipMiddleware):
    """Django's gzip, for text alone: files of photos are compressed already, and are read in ranges.

    Each answer's length varies by some random bytes, so that it does not tell what else is in it (the BREACH attack).
    """

    def process_response(self, request, response):
        """Return the response, compressed if it is text that gets smaller and the client takes gzip."""
        is_text = TEXT.match(response.headers.get("Content-Type", ""))
        if response.streaming or not is_text or NO_GZIP.search(request.headers.get("Accept-Encoding", "")):
            return response
        return super().process_response(request, response)
