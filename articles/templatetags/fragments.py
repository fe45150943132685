"""Pieces of a page that are kept ready: `{% fragment story=story %}…{% endfragment %}`."""

from django import template
from django.db.models import Model
from django.template.base import token_kwargs

from articles.web import fragments
from articles.web.shared_rows import for_everybody

register = template.Library()
_KEPT = "_kept"  # a name that no template can say


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
    """What stands for the value in a key: itself, when it is made of plain values."""
    if isinstance(value, Model):
        return value.fingerprint
    return value


@register.tag
def fragment(parser, token):
    """What stands within sees the named values alone, and is kept for the next page that has the same ones.

    A value is a text, a number, a moment or a tuple of such; a model must have a
    `fingerprint` that says all of it. Kept is only what is rendered for everybody.
    """
    values = token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endfragment",))
    parser.delete_first_token()
    return PieceNode(nodelist, values, (parser.origin.name, token.lineno))
