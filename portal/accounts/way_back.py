"""The way from a story back to its form: a cookie by which the story's script shows "Edit" (static/js/story.js).

Its value is the first word of the newsroom's address, which its holder knows, and which readers' pages do not give
away. It is no secret and opens nothing: the newsroom asks for the session as ever. Neither the page cache nor nginx
look at it, so a page has the same bytes for everybody.
"""

from django.conf import settings

COOKIE = "newsroom"


def mark(request, response, *, inside: bool):
    """Give the cookie to the browser of somebody `inside` the newsroom, take it from any other; return the response."""
    if inside and request.COOKIES.get(COOKIE) != settings.NEWSROOM_PATH:
        response.set_cookie(
            COOKIE,
            settings.NEWSROOM_PATH,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    elif not inside and COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
