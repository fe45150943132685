"""The sidebars: small inclusion tags, as long as the template says; and the sections.

Their rows are queried once per edition. A story's own page leaves the story out of
the sidebars, and the next one moves up.
"""

from django import template
from django.utils import timezone

from articles.database.prepared import Prepared
from articles.front import composition
from articles.models import Article
from articles.reading.cards import COLUMNS, Card
from articles.reading.subjects import all_sections
from articles.web.shared_rows import once_an_edition

register = template.Library()
MOST = 18  # stories in the longest box


@register.simple_tag(takes_context=True)
def sections(context):
    """Return all sections in their order: those that the view has already loaded, or else a query.

    The base template calls this once; the navigation above and the list below share the rows.
    """
    return context["sections"] if "sections" in context else all_sections(context["request"])


@register.inclusion_tag("articles/_top_stories.html", takes_context=True)
def top_stories(context, length, leaving_out=None):
    """Render the first `length` Top stories, each as a link with its blurb, without the article `leaving_out`."""
    return _box(context, "top stories", composition.top_stories, length, leaving_out)


@register.inclusion_tag("articles/_latest_news.html", takes_context=True)
def latest_news(context, length, leaving_out=None):
    """Render the newest `length` (at most MOST) stories with their own headline, without the article `leaving_out`."""
    return _box(context, "latest news", _newest, length, leaving_out)


def _newest(at):
    return tuple(map(Card.of, _newest_rows(at)))


_newest_rows = Prepared(
    lambda at: Article.objects.published(at).with_headline().newest_first().values_list(*COLUMNS)[: MOST + 1]
)


def _box(context, name, ask, length, leaving_out):
    request = context["request"]
    stories = once_an_edition(request, name, lambda: ask(timezone.now()))
    if leaving_out is not None:
        stories = tuple(story for story in stories if story.pk != leaving_out.pk)
    return {"request": request, "stories": stories[:length]}
