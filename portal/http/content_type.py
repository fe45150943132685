"""WSGI middleware that leaves of a request's Content-Type only what Django needs: the type, and a form's boundary.

All our forms are UTF-8. A charset that a program names is not believed: Django decodes even the query of a GET with
it, which fails for Python's codecs that decode no text (`rot13`, `undefined`), and a damaged parameter fails before
any of Django's own error handling. This module does not import Django.
"""

import re
from collections.abc import Callable, Iterable

_BOUNDARY = re.compile(r';\s*boundary=("?)([^"\s;]{1,200})\1\s*(?:;|\Z)', re.IGNORECASE)


class PlainContentType:
    """WSGI middleware around `application`."""

    def __init__(self, application: Callable):
        self._application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        given = environ.get("CONTENT_TYPE", "")
        if ";" in given:
            environ = environ | {"CONTENT_TYPE": plain(given)}
        return self._application(environ, start_response)


def plain(content_type: str) -> str:
    """Return the media type, and its boundary if it has one that may be meant."""
    kind, boundary = content_type.partition(";")[0].strip(), _BOUNDARY.search(content_type)
    return f'{kind}; boundary="{boundary[2]}"' if boundary else kind
