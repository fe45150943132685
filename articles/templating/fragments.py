"""Fragments: partials whose HTML is cached under the values that they show.

`{{ fragment("articles/_second_story.html", story=story) }}` renders the partial, or takes its HTML from the cache
(articles/web/fragments.py). A partial is one element, or several whole ones.
"""

from django.db.models import Model
from django.utils.translation import get_language
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from articles.web import fragments
from articles.web.shared_rows import for_everybody

_CACHED = "_cached"  # in the context of a partial: whether the page around it is rendered for everybody


@pass_context
def fragment(context: Context, name: str, /, **values) -> Markup:
    """Render the partial `name` with nothing but the values, and cache it for pages with the same values.

    A value is a text, a number, a moment or a tuple of these; a model must have a
    `fingerprint` that covers all of it. Only pages rendered for everybody are cached.
    """
    if not _is_cached(context):
        return _render(context, name, values, cached=False)
    key = name, get_language(), *((called, _fingerprint(value)) for called, value in values.items())
    html = fragments.kept.get(key)
    if html is None:
        html = _render(context, name, values, cached=True)
        fragments.keep(key, html)
    return html


def _is_cached(context: Context) -> bool:
    request = context.get("request")
    return for_everybody(request) if request is not None else context.get(_CACHED, False)


def _fingerprint(value):
    """Return what represents the value in a cache key: a model's fingerprint, any other value itself."""
    return value.fingerprint if isinstance(value, Model) else value


def _render(context: Context, name: str, values: dict, *, cached: bool) -> Markup:
    return Markup(context.environment.get_template(name).render(values, **{_CACHED: cached}))  # noqa: S704 escaped there
