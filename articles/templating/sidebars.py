"""The sidebars Top stories and Latest news; the sections of the navigation, breaking news, and what the foot links to.

Their rows are queried once per edition. A story's own page leaves the story out of
the sidebars, and the next one moves up.
"""

from django.utils import timezone
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from articles.database.prepared import Prepared
from articles.front import composition
from articles.models import Article, SitePageKind
from articles.reading import subjects
from articles.reading.cards import COLUMNS, Card, Topic
from articles.reading.masthead import BreakingLine, PageLink, masthead
from articles.templating.fragments import fragment
from articles.web.languages import page_language
from articles.web.shared_rows import once_an_edition

TOP_STORIES_BESIDE_PAGES = 6  # stories in the box beside a page; the front page shows all
LATEST_NEWS = {  # stories in the box
    "short": 6,
    "long": 10,  # where the page itself has little: a notice, a brief
}
NEEDED = composition.LATEST_STORIES + 1  # one may be left out


@pass_context
def all_sections(context: Context):
    """Return all sections in their order: those that the view has already loaded, or else a query.

    The base template calls this once; the navigation above and the list below share the rows.
    """
    return context["sections"] if "sections" in context else subjects.all_sections(context["request"])


@pass_context
def breaking_news(context: Context) -> BreakingLine | None:
    """Return the line of breaking news of the page's language, or None; a page of an earlier moment says which."""
    return context["breaking"] if "breaking" in context else masthead(context["request"]).breaking.get(page_language())


@pass_context
def site_pages(context: Context) -> tuple[PageLink, ...]:
    """Return the pages that say who we are, in the page's language."""
    return masthead(context["request"]).pages_in(page_language())


@pass_context
def topics_of_late(context: Context) -> tuple[Topic, ...]:
    """Return the tags that the newest stories have most often, in the page's language."""
    return masthead(context["request"]).topics_in(page_language())


@pass_context
def contact_path(context: Context) -> str:
    """Return the path of the page that says how to reach us, in the page's language; "" if there is none."""
    found = masthead(context["request"]).page_for(SitePageKind.CONTACT, page_language())
    return found.get_absolute_url() if found else ""


@pass_context
def top_stories(context: Context, leaving_out: Article | None = None) -> Markup:
    """Render the first Top stories, each as a link with its blurb, without the article `leaving_out`."""
    stories = _stories(context, "top stories", composition.top_stories, leaving_out)[:TOP_STORIES_BESIDE_PAGES]
    return fragment(context, "articles/_top_stories.html", stories=stories, box="top-stories")


@pass_context
def latest_news(context: Context, length: str = "short", leaving_out: Article | None = None) -> Markup:
    """Render the newest stories with their own headline, as many as `length` says, without `leaving_out`."""
    stories = _stories(context, "latest news", _newest, leaving_out)[: LATEST_NEWS[length]]
    return fragment(context, "articles/_latest_news.html", stories=stories, with_more=False)


@pass_context
def newest_stories(context: Context) -> tuple[Card, ...]:
    """Return the stories of Latest news on the front page, as many as it ever shows."""
    return _stories(context, "latest news", _newest, None)[: composition.LATEST_STORIES]


def _newest(at):
    return tuple(map(Card.of, _newest_rows(at, page_language())))


_newest_rows = Prepared(
    lambda at, language: (
        Article.objects.published(at)
        .in_language(language)
        .with_headline()
        .newest_first()
        .with_lead_photo()
        .values_list(*COLUMNS)[:NEEDED]
    )
)


def _stories(context, name, ask, leaving_out):
    name = f"{name} {page_language()}"
    stories = once_an_edition(context["request"], name, lambda: ask(timezone.now()))
    return stories if leaving_out is None else tuple(story for story in stories if story.pk != leaving_out.pk)
