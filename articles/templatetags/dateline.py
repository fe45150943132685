"""Template tags of the newsroom for times and changed words; readers' pages call the same functions."""

from django import template

from articles.templating import changed_words, time_elements

register = template.Library()
register.simple_tag(time_elements.stamp)
register.simple_tag(time_elements.moment)
register.simple_tag(changed_words.changed_words)
