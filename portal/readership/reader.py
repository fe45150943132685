"""What counts as reading a story: a browser that opens its page. deploy/nginx.conf says the same for its log.

Browsers say of each request what it is for (Fetch Metadata, W3C); feed readers, programs and most robots do not.
Imports no Django.
"""

import re
from collections.abc import Mapping

ROBOTS = "bot|crawl|spider|slurp|preview|headless|lighthouse|monitor|facebookexternalhit|whatsapp"
_ROBOT = re.compile(ROBOTS, re.IGNORECASE)
_STORY = re.compile(r"/(?:[A-Za-z0-9-]+/)?news/([0-9]{1,18})/(?!history/)[^/]+/")


def is_reader(environ: Mapping[str, str]) -> bool:
    """Return whether the WSGI variables are those of a browser that opens a page, and not in advance."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("HTTP_SEC_FETCH_DEST") == "document"
        and not environ.get("HTTP_SEC_PURPOSE")
        and not _ROBOT.search(environ.get("HTTP_USER_AGENT", ""))
    )


def story_of(path: str) -> int | None:
    """Return the number of the story whose page has this path; None for any other page."""
    found = _STORY.fullmatch(path)
    return int(found[1]) if found else None
