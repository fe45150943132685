"""What stands before every page."""

from portal import health, metrics

PROBES = {"/healthz": health.alive, "/readyz": health.ready, "/metrics": metrics.show}


def answer_probes(get_response):
    """Answers /healthz, /readyz and /metrics first of all: a probe knows neither our host name nor HTTPS."""

    def middleware(request):
        probe = PROBES.get(request.path_info)
        return probe(request) if probe else get_response(request)

    return middleware


def send_no_body_on_head(get_response):
    """An answer to HEAD has the headers of GET and no body (RFC 9110, 9.3.2)."""

    def middleware(request):
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware
