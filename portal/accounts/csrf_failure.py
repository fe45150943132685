"""The page for a POST whose CSRF token or cookie does not fit, in place of Django's. CSRF_FAILURE_VIEW names it.

It happens to honest people: whoever logs in gets a new token, and pages that were opened before still have the old one.
"""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.middleware.csrf import REASON_CSRF_TOKEN_MISSING, REASON_INCORRECT_LENGTH, REASON_NO_CSRF_COOKIE
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from portal.accounts import gate, views

OLD_LOG_IN_PAGE = "This log-in page was no longer current, so nothing was sent. Log in again."
LOGGED_IN_ALREADY = "You are logged in already, as {}, from another tab."
# What did not fit: no cookie came, the token is an old one, the form is not from a page of ours.
COOKIES, TOKEN, ELSEWHERE = "cookies", "token", "elsewhere"
SIZE_MAX = 1_000_000  # characters that the page offers to send again


@csp_replace(settings.NEWSROOM_CSP)
def show(request, reason=""):
    """Return what the POST's page shows instead of its result; nothing of the POST is done.

    A second tab of the log-in page leads on. Any other page of the newsroom says what happened (403) and, if the form
    came from a page of ours, has a button that sends the same values again with a token that fits.
    """
    response = _response(request, _what(reason))
    add_never_cache_headers(response)
    return response


def _what(reason: str) -> str:
    if reason == REASON_NO_CSRF_COOKIE:
        return COOKIES
    about_token = (REASON_CSRF_TOKEN_MISSING, REASON_INCORRECT_LENGTH)
    return TOKEN if reason in about_token or reason.startswith("CSRF token") else ELSEWHERE


def _response(request, what: str):
    page = request.resolver_match.view_name if request.resolver_match else ""
    if not page.startswith("admin:"):
        return render(request, "403.html", status=403)
    if page in ("admin:login", "admin:code") and gate.is_staff(admin.site, request):
        return _lead_on(request)
    if page == "admin:login" and what == TOKEN:
        messages.warning(request, OLD_LOG_IN_PAGE)
        return redirect(f"{request.path}?{urlencode({REDIRECT_FIELD_NAME: views.next_address(request)})}")
    context = {
        "what": what,
        "log_in": "" if gate.is_staff(admin.site, request) else reverse("admin:login"),
        "again": _fields(request) if what != ELSEWHERE else [],
        "is_story": page.startswith("admin:articles_article_"),
        "address": request.get_full_path(),
    }
    return views.render_page(admin.site, request, "csrf_failure", "Nothing was saved", status=403, **context)


def _lead_on(request):
    """Redirect to the page behind the log-in; who logged in as somebody else in another tab reads so."""
    if request.POST.get("username", request.user.get_username()) != request.user.get_username():
        messages.warning(request, LOGGED_IN_ALREADY.format(request.user.get_username()))
    return redirect(views.next_address(request))


def _fields(request) -> list[tuple[str, str]]:
    """Return the posted values to send again; none if the form may come from another site or holds a secret or a file.

    Browsers say with every POST from which site its page was.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") != ours or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return []
    found = [(name, value) for name, values in request.POST.lists() for value in values]
    secret = any("password" in name or name == "code" for name, _ in found)
    if request.FILES or secret or sum(len(value) for _, value in found) > SIZE_MAX:
        return []
    return [one for one in found if one[0] != "csrfmiddlewaretoken"]
