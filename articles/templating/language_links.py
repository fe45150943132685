"""Links from a page to the same page in the other languages of the site: for people, and for search engines."""

from typing import NamedTuple

from jinja2 import pass_context
from jinja2.runtime import Context

from articles.reading.masthead import Masthead, masthead
from articles.reading.versions import LiveVersion, default_version
from articles.web.addresses import absolute, page_path
from articles.web.languages import own_name, page_language
from articles.web.shared_rows import once_an_edition

X_DEFAULT = "x-default"
FRONT, SECTION = "front", "section"
# Pages that every language has, whatever it has published.
_EVERYWHERE = {
    *("articles:front", "articles:latest", "articles:tags", "articles:authors"),
    *("articles:archive", "articles:corrections", "articles:search"),
}
_LISTS = {
    "articles:front",
    "articles:latest",
    "articles:tags",
    "articles:authors",
}  # of these, those that search engines are told of


class LanguageLink(NamedTuple):
    """A language of the site, by its own name, and where its switch leads from a page.

    `instead` names the page to which it leads if the language lacks this one: FRONT or SECTION, else "".
    """

    tag: str
    name: str
    path: str
    is_here: bool
    instead: str = ""


class Alternate(NamedTuple):
    """A page with the same content in another language: its language tag, or x-default, and its URL."""

    hreflang: str
    url: str


@pass_context
def language_links(context: Context) -> list[LanguageLink]:
    """Return the languages of the site with where each leads from this page; none on a site of one language.

    That is the same page if the language has it; else its section, else its front page.
    """
    head = masthead(context["request"])
    if len(head.languages) == 1:
        return []
    here, same = page_language(), _counterparts(context, head)
    return [
        LanguageLink(tag, own_name(tag), same[tag], tag == here)
        if tag in same
        else LanguageLink(tag, own_name(tag), *_next_best(context, head, tag))
        for tag in head.languages
    ]


@pass_context
def other_fronts(context: Context) -> tuple[LanguageLink, ...]:
    """Return the front pages of the site's other languages; the same on all pages of a language."""
    here, request = page_language(), context["request"]

    def ask():
        tags = (tag for tag in masthead(request).languages if tag != here)
        return tuple(LanguageLink(tag, own_name(tag), page_path("articles:front", language=tag), False) for tag in tags)

    return once_an_edition(request, f"fronts beside {here}", ask)


@pass_context
def alternates(context: Context) -> list[Alternate]:
    """Return the live versions of this page in all languages, itself too, and the default one; none if it is alone.

    Only of a story's page, the front page, latest news, and the first page of a section and a tag.
    """
    if "article" in context:
        return story_alternates(context["article"]) if getattr(context.get("view"), "names_versions", False) else []
    head, request = masthead(context["request"]), context["request"]
    match = request.resolver_match
    listed = match and (match.view_name in _LISTS or ("view" in context and hasattr(context["view"], "counterparts")))
    if len(head.languages) == 1 or not listed or request.GET:
        return []
    same = _counterparts(context, head)
    links = [Alternate(tag, absolute(same[tag])) for tag in head.languages if tag in same]
    return [*links, Alternate(X_DEFAULT, links[0].url)] if len(links) > 1 else []


def story_alternates(article) -> list[Alternate]:
    """Return the live versions of a story, itself too, and the one that follows no other as the default."""
    if not article.versions or not article.is_public or article.retracted_at:
        return []
    every = sorted([LiveVersion.of(article), *article.versions], key=lambda one: one.language)
    links = [Alternate(one.language, absolute(one.get_absolute_url())) for one in every]
    return [*links, Alternate(X_DEFAULT, absolute(default_version(every).get_absolute_url()))]


def _counterparts(context: Context, head: Masthead) -> dict[str, str]:
    """Return the paths of the same page in the languages that have it, by tag."""
    if "article" in context:
        article = context["article"]
        return {one.site_language: one.get_absolute_url() for one in (article, *article.versions)}
    view = context.get("view")
    if hasattr(view, "counterparts"):
        return view.counterparts(head)
    match = context["request"].resolver_match
    if match and match.view_name in _EVERYWHERE:
        return {tag: page_path(match.view_name, language=tag) for tag in head.languages}
    return {}


def _next_best(context: Context, head: Masthead, tag: str) -> tuple[str, bool, str]:
    """Return the path of the story's section in a language, or of its front page; that it is not here; and which."""
    section = head.heading(context["article"].section_id, tag) if "article" in context else None
    if section:
        return page_path("articles:section", section.slug, language=tag), False, SECTION
    return page_path("articles:front", language=tag), tag == page_language(), FRONT
