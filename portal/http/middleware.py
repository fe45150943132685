"""Middleware of every page: HEAD without a body, and security headers."""

from django.conf import settings

from articles.text.embeds.providers import PLAYING_ORIGINS


def with_headers(response, headers: dict[str, str]):
    """Set the headers in the response and return it."""
    for name, value in headers.items():
        response.headers[name] = value
    return response


def send_no_body_on_head(get_response):
    """Answer HEAD with the headers of GET and no body (RFC 9110, 9.3.2)."""

    def middleware(request):
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware


# Browser features that our pages never use, those that only players of other sites use, and a ban on other sites
# embedding our pages.
_PLAYERS = " ".join(f'"{origin}"' for origin in PLAYING_ORIGINS)
POLICY_HEADERS = {
    "Permissions-Policy": ", ".join(
        f"{feature}=({_PLAYERS if feature in ('autoplay', 'encrypted-media') else ''})"
        for feature in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation"),
            *("gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get"),
            *("screen-wake-lock", "usb", "xr-spatial-tracking"),
        )
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}


def send_policies(get_response):
    """Send POLICY_HEADERS with HTML pages (other sites may use pictures, feeds, data); keep the newsroom unindexed."""
    newsroom = f"/{settings.NEWSROOM_PATH}/"

    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith(newsroom):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if response.headers.get("Content-Type", "").startswith("text/html"):
            with_headers(response, POLICY_HEADERS)
        return response

    return middleware
