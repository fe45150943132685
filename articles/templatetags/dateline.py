"""Template tags of the newsroom for times and changed words; readers' pages call the same functions."""

from django import template

from articles.templating import changes, times

register = template.Library()
register.simple_tag(times.stamp)
register.simple_tag(times.moment)
register.simple_tag(changes.changed_words)
