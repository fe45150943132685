"""Django without what only the newsroom needs: sessions, log-ins, messages, CSRF tokens.

The page cache renders its pages with this handler, from requests that say nothing about the reader.
"""

from contextlib import suppress

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.utils.module_loading import import_string


def send_content_policy(get_response):
    """Send the content policy of readers' pages; it is built once, since no such page has its own policy or a nonce."""
    policy = build_policy()

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault(HEADER, policy)
        return response

    return middleware


class PublicHandler(WSGIHandler):
    """Django's handler with less middleware. Each is only called, since none of them has a `process_view`."""

    def load_middleware(self, is_async=False):
        self._view_middleware, self._template_response_middleware, self._exception_middleware = [], [], []
        chain = send_content_policy(convert_exception_to_response(self._get_response))
        for path in reversed(settings.MIDDLEWARE):
            if path not in settings.NOT_FOR_EVERYBODY:
                with suppress(MiddlewareNotUsed):
                    chain = convert_exception_to_response(import_string(path)(chain))
        self._middleware_chain = chain
