"""The number of a story in what an editor typed or pasted: `#93`, or any address of the story."""

import re
from urllib.parse import unquote, urlsplit

from django.core.signing import BadSignature
from django.urls import Resolver404, resolve

from articles.admin.common.lookup_widgets import is_id
from articles.models.preview_link import named_in

STORIES = "articles/article/"  # in the newsroom's addresses of stories
NONE = 0  # no story has this number
_NUMBER = re.compile(r"#\s*([0-9]+)")


def number_in_text(text: str) -> int | None:
    """Return the number that the whole text is, such as 93; a story may have it, and others may contain it."""
    text = text.strip()
    return int(text) if is_id(text) else None


def number_in_address(text: str) -> int | None:
    """Return the number of the story that the text means and nothing else: `#93`, its page, data or newsroom pages.

    The address may be absolute, whatever its host, or a path. For a preview link of a story that is gone, return NONE;
    for other texts None.
    """
    text = text.strip()
    if marked := _NUMBER.fullmatch(text):
        return int(marked[1]) if is_id(marked[1]) else NONE
    if "/" not in text or any(map(str.isspace, text)):
        return None
    try:
        path = urlsplit(text if "//" in text else f"//{text.lstrip('/')}" if _has_host(text) else text).path
        match = resolve(f"/{unquote(path).lstrip('/')}")
    except (Resolver404, ValueError):
        return None
    return _number_of(match)


def _has_host(text: str) -> bool:
    """Return whether a text without a scheme begins with a host, as `news.example/news/93/`."""
    return not text.startswith("/") and bool(re.search(r"[.:]", text.partition("/")[0]))


def _number_of(match) -> int | None:
    if match.view_name == "articles:preview":
        return _number_of_preview(match.kwargs["token"])
    ours = match.namespaces == ["articles"] or (match.namespaces == ["admin"] and STORIES in match.route)
    number = match.kwargs.get("pk", match.kwargs.get("object_id"))
    return int(number) if ours and number is not None and is_id(number) else None


def _number_of_preview(token: str) -> int | None:
    try:
        link = named_in(token)
    except BadSignature:
        return None
    return link.article_id if link else NONE
