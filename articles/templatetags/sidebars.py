"""The sidebars: small inclusion tags, as long as the template says; and the sections."""

from django import template

from articles.models import Article, Section, TopStory

register = template.Library()


@register.simple_tag(takes_context=True)
def sections(context):
    """All sections, in their order: those that the page has asked for already, or a query.

    The base template calls it once; the line above and the list below share the rows.
    """
    return context.get("sections", Section.objects.all())


@register.inclusion_tag("articles/_top_stories.html")
def top_stories(length, leaving_out=None):
    """The first `length` Top stories, each its blurb as a link, without the article `leaving_out`."""
    rows = TopStory.objects.current()
    if leaving_out is not None:
        rows = rows.exclude(article=leaving_out)
    return {"top_stories": rows[:length]}


@register.inclusion_tag("articles/_latest_news.html")
def latest_news(length, leaving_out=None):
    """The newest `length` stories with a headline of their own, without the article `leaving_out`."""
    rows = Article.objects.published().with_headline()
    if leaving_out is not None:
        rows = rows.exclude(pk=leaving_out.pk)
    return {"stories": rows.for_cards().newest_first()[:length]}
