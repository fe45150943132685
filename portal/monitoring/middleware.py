"""Middleware for the addresses that monitoring requests: /healthz, /readyz, /metrics."""

from contextlib import suppress

from django.http import Http404

from portal.http.middleware import with_headers
from portal.monitoring import health, metrics

PROBES = {"/healthz": health.alive, "/readyz": health.ready, "/metrics": metrics.show}
PROBE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


def answer_probes(get_response):
    """Answer /healthz, /readyz and /metrics before all else: a probe knows neither our host name nor HTTPS.

    If a probe raises 404, the request goes on to the site, which answers as for any address that does not exist.
    """

    def middleware(request):
        if probe := PROBES.get(request.path_info):
            with suppress(Http404):
                return with_headers(probe(request), PROBE_HEADERS)
        return get_response(request)

    return middleware
