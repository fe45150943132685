"""Compression of answers that are made for one reader: a search, the newsroom, a page that is not there.

The page cache compresses pages for everybody by itself (portal/serving/encodings.py).
"""

import re

from django.middleware.gzip import GZipMiddleware

TEXT = re.compile(r"text/|application/([a-z]+\+)?(json|xml)\b|image/svg\+xml")


class CompressTextMiddleware(GZipMiddleware):
    """Django's gzip, for text alone: files of photos are compressed already, and are read in ranges.

    Each answer's length varies by some random bytes, so that it does not tell what else is in it (the BREACH attack).
    """

    def process_response(self, request, response):
        """Return the response, compressed if it is text that gets smaller and the client takes gzip."""
        is_text = TEXT.match(response.headers.get("Content-Type", ""))
        return response if response.streaming or not is_text else super().process_response(request, response)
