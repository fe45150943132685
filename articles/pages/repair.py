"""Redirects from damaged addresses to the page that was meant, if there certainly is one."""

from copy import copy

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, resolve

from articles.web.damaged_addresses import repaired
from articles.web.public_page import PublicPage
from articles.web.redirects import with_query


def answer_repaired(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to a request whose address does not exist: a redirect, 410, or None if no page was meant.

    Each address that it may have been is asked for; the first public page that answers is the target. One that
    redirects itself (another slug) gives the target's place, so that a reader takes one step.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    for path in repaired(request.path_info):
        try:
            answer = _ask(request, path)
        except Http404:
            continue
        if answer.status_code in (301, 410):
            return answer
        if answer.status_code < 400:
            return _redirect(request, path, answer)
    return None


def _ask(request: HttpRequest, path: str) -> HttpResponse:
    """Return the answer, not yet rendered, of the public page at `path`. Raise Http404 if there is none."""
    match = resolve(path)
    if not isinstance(match.func, PublicPage):
        raise Http404("not a public page")
    asked = copy(request)
    asked.method = "HEAD"  # nothing is counted
    asked.path_info, asked.path = path, _with_prefix(path)
    asked.resolver_match = match
    return match.func(asked, *match.args, **match.kwargs)


def _redirect(request: HttpRequest, path: str, answer: HttpResponse) -> HttpResponse:
    """Return a redirect to the path with the request's query, which may be cached by whom its page may."""
    response = HttpResponsePermanentRedirect(with_query(_with_prefix(path), request.META.get("QUERY_STRING", "")))
    if "Cache-Control" in answer:
        response["Cache-Control"] = answer["Cache-Control"]
    return response


def _with_prefix(path: str) -> str:
    return f"{get_script_prefix().rstrip('/')}{path}"
