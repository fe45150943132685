"""Fragments: partials whose HTML is cached under the values that they show.

`{{ fragment("articles/_second_story.html", story=story) }}` renders the partial, or takes its HTML from the cache
(articles/web/fragment_cache.py). A partial is one element, or several whole ones.
"""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from articles.web import fragment_cache
from articles.web.languages import current_language, page_language
from articles.web.shared_rows import for_everybody

_LANGUAGE = "_fragments_in"  # in every context: the page's language, for the cache's keys; "" if none may be cached


def cached_language(request: HttpRequest) -> dict[str, str]:
    """Return what `fragment` needs to know of the page: a context processor. Pages for somebody cache nothing."""
    return {_LANGUAGE: "\0".join((page_language(), *current_language())) if for_everybody(request) else ""}


@pass_context
def fragment(context: Context, name: str, /, **values: Any) -> Markup:
    """Render the partial `name` with nothing but the values, and cache it for pages with the same values.

    A value is a text, a number, a moment or a tuple of these; a model must have a
    `fingerprint` that covers all of it. Only pages rendered for everybody are cached.
    """
    language = context.get(_LANGUAGE, "")
    if not language:
        return _render(context, name, values, language)
    key = name, language, *((called, _fingerprint(value)) for called, value in values.items())
    html = fragment_cache.kept.get(key)
    if html is None:
        html = _render(context, name, values, language)
        fragment_cache.keep(key, html)
    return html


def _fingerprint(value: Any) -> Any:
    """Return what represents the value in a cache key: a model's fingerprint, any other value itself."""
    return value.fingerprint if isinstance(value, Model) else value


def _render(context: Context, name: str, values: dict[str, Any], language: str) -> Markup:
    html = context.environment.get_template(name).render(values, **{_LANGUAGE: language})
    return Markup(html)  # noqa: S704 escaped in the template
