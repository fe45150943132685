"""Machine-readable metadata in a page's head. The values come from articles/formats/."""

import json
from collections.abc import Iterable
from urllib.parse import quote

from django.utils.safestring import mark_safe

from articles.formats import metadata, social_card
from articles.formats.schema_org import pages, site, story
from articles.models import SitePage, TopicPage
from articles.reading.cards import Topic
from articles.reading.masthead import PageLink
from articles.web.addresses import absolute, story_file_path

# With these escapes no text can end the script element, open a comment in it or break a line.
_ESCAPES = [(character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029"]


def _data_block(*things):
    """Return a JSON-LD data block of schema.org `things`. It does not run as a script; the content policy allows it."""
    text = json.dumps(site.graph(*things), ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 escaped above


def page_query(request) -> str:
    """Return the query string of the current page of a list, `?before=…` or `?after=…`; empty for the first page."""
    asked = request.GET
    return next((f"?{name}={quote(asked[name])}" for name in ("before", "after") if asked.get(name)), "")


def site_card(title="", description="", path="") -> list[tuple[str, str, str]]:
    """Return the `<meta>`s of the social media card of a page that is not a story, with what is given about it."""
    about = social_card.titled(title, description or title, absolute(path)) if title else []
    return _card([*social_card.site_card(), *about])


def article_card(article) -> list[tuple[str, str, str]]:
    """Return the `<meta>`s of a story's social media card."""
    return _card(social_card.article_card(article))


def _card(pairs):
    """Return (attribute, its value, content) of each `<meta>`; Twitter reads `name`, Open Graph `property`."""
    return [("name" if key.startswith("twitter:") else "property", key, content) for key, content in pairs]


def article_data(article):
    """Return the JSON-LD of a story, of a series' photos, and of its breadcrumbs.

    A brief is not a NewsArticle, so it has only breadcrumbs.
    """
    things = [] if article.is_brief else [story.news_article(article)]
    gallery = [story.image_gallery(article)] if article.is_series and not article.retracted_at else []
    return _data_block(*things, *gallery, story.trail(article))


def site_data(links: Iterable[PageLink]):
    """Return the JSON-LD of the agency and its site, for the front page; `links` lead to the pages about it."""
    return _data_block(site.agency({page.kind: metadata.address(page) for page in links}), site.website())


def site_page_data(page: SitePage):
    """Return the JSON-LD of a page that says who we are, and its breadcrumbs."""
    return _data_block(pages.site_page(page), site.breadcrumbs((page.title, metadata.address(page))))


def list_data(thing):
    """Return the JSON-LD breadcrumbs of a section or a tag."""
    return _data_block(site.breadcrumbs((thing.name, metadata.address(thing))))


def topic_card(topic: Topic, page: TopicPage) -> list[tuple[str, str, str]]:
    """Return the `<meta>`s of the social media card of a tag's page of which an editor has written something."""
    return _card(social_card.topic_card(topic, page))


def topic_data(topic: Topic, page: TopicPage):
    """Return the JSON-LD of a tag's page of which an editor has written something, and its breadcrumbs."""
    return _data_block(pages.topic_page(topic, page), site.breadcrumbs((topic.name, metadata.address(topic))))


def data_links(article) -> list[tuple[str, str]]:
    """Return the (media type, path) of a story's data formats: none for a brief, a seed only if readers see a text."""
    if article.is_brief:
        return []
    kinds = [("md", "text/markdown"), ("json", "application/json")]
    kinds = kinds if article.retracted_at or not article.body else [("txt", "text/plain"), *kinds]
    return [(kind, story_file_path(article.pk, name)) for name, kind in kinds]
