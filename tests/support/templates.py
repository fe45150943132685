"""Templates of readers' pages, rendered from texts."""

from django.template import engines
from jinja2 import DictLoader, Environment


def public_environment(**partials: str) -> Environment:
    """Return the Jinja2 environment of readers' pages; with `partials`, one that knows these templates instead."""
    environment = engines["jinja2"].env
    return environment.overlay(loader=DictLoader(partials)) if partials else environment


def render(text: str, /, **values) -> str:
    """Render the Jinja2 template `text` with the values."""
    return public_environment().from_string(text).render(values)
