"""What stands before every page."""

from django.conf import settings


def with_headers(response, headers: dict[str, str]):
    """The response, these headers set in it."""
    for name, value in headers.items():
        response.headers[name] = value
    return response


def send_no_body_on_head(get_response):
    """An answer to HEAD has the headers of GET and no body (RFC 9110, 9.3.2)."""

    def middleware(request):
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware


# What a page of ours never asks a browser for, and what no other site may do with it.
POLICIES = {
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation"),
            *("gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get"),
            *("screen-wake-lock", "usb", "xr-spatial-tracking"),
        )
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}


def send_policies(get_response):
    """POLICIES with every page; pictures, feeds and data are for other sites, too. The newsroom is in no index."""
    newsroom = f"/{settings.NEWSROOM_PATH}/"

    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith(newsroom):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if response.headers.get("Content-Type", "").startswith("text/html"):
            with_headers(response, POLICIES)
        return response

    return middleware
