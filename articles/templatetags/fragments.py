"""Template tag for the fragment cache: `{% fragment story=story %}…{% endfragment %}`."""

from django import template
from django.db.models import Model
from django.template.base import token_kwargs

from articles.web import fragments
from articles.web.shared_rows import for_everybody

register = template.Library()
_KEPT = "_kept"  # a name that templates cannot access


class PieceNode(template.Node):
    def __init__(self, nodelist, values, place):
        self.nodelist, self.values, self.place = nodelist, values, place

    def render(self, context):
        values = {name: value.resolve(context) for name, value in self.values.items()}
        if not _is_kept(context):
            return self.nodelist.render(context.new(values))
        key = self.place, *map(_fingerprint, values.values())
        html = fragments.kept.get(key)
        if html is None:
            html = self.nodelist.render(context.new({_KEPT: True, **values}))
            fragments.keep(key, html)
        return html


def _is_kept(context):
    request = context.get("request")
    return for_everybody(request) if request is not None else context.get(_KEPT, False)


def _fingerprint(value):
    """Return what represents the value in a cache key: a model's fingerprint, any other value itself."""
    if isinstance(value, Model):
        return value.fingerprint
    return value


@register.tag
def fragment(parser, token):
    """Render the block with only the named values in its context, and cache it for pages with the same values.

    A value is a text, a number, a moment or a tuple of these; a model must have a
    `fingerprint` that covers all of it. Only pages rendered for everybody are cached.
    """
    values = token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endfragment",))
    parser.delete_first_token()
    return PieceNode(nodelist, values, (parser.origin.name, token.lineno))
