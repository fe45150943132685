"""Sections, tags and authors, as far as readers may know them.

The name of a tag or an author becomes public with the first story published under it. From then on its
page and its feed stay, even if that story is withdrawn, because subscribers of the
feed must read there that it is gone. Before that, the name alone would reveal a draft.
"""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from articles.database.json_list import all_gathered, gathered, read_list
from articles.database.prepared import Prepared
from articles.models import Author, Byline, Language, Tag, TaggedArticle, TagName, TopicPage
from articles.reading.cards import Heading, Topic
from articles.reading.masthead import masthead
from articles.text.languages.site_languages import DEFAULT
from articles.web.languages import page_language


def all_sections(request: HttpRequest) -> tuple[Heading, ...]:
    """Return all sections in their order, in the page's language, queried once per edition."""
    return masthead(request).sections()


def known_tags(at: datetime | None = None, language: str | None = None) -> QuerySet[Tag]:
    """Return the tags of stories that have been published by the aware moment `at` (default: now).

    `language` is the site language of these stories (default: the page's).
    """
    appeared = TaggedArticle.objects.filter(tag=OuterRef("pk"), **_appeared(at, language))
    return Tag.objects.filter(Exists(appeared))


def known_authors(at: datetime | None = None, language: str | None = None) -> QuerySet[Author]:
    """Return the authors of stories that have been published by `at` (now) in a site language (the page's)."""
    appeared = Byline.objects.filter(author=OuterRef("pk"), **_appeared(at, language))
    return Author.objects.filter(Exists(appeared.order_by()))


def _appeared(at: datetime | None, language: str | None) -> dict:
    return {"site_language": language or page_language(), "published_at__lte": at or timezone.now()}


class FoundTag(NamedTuple):
    """A tag, as the page's language names it, and its slugs in the languages with stories about it, by tag.

    `written_of`: whether an editor has written something for its page in the language.
    """

    topic: Topic
    slugs: dict[str, str]
    written_of: bool


def find_tag(slug: str, at: datetime, language: str) -> FoundTag | None:
    """Return the known tag that has this slug in the site language; None if there is none. One query.

    A tag without a name in the language has the slug of the default language there.
    """
    rows = _tags(slug, at, language) if language == DEFAULT else _tags_in_language(slug, at, language)
    if not rows:
        return None
    pk, name, own_slug, in_default, in_others, names, pages = rows[0]
    named = {one["language"]: one for one in read_list(names)}
    spoken = [*([DEFAULT] if in_default else []), *(one["tag"] for one in read_list(in_others))]
    here = named.get(language, {"name": name, "slug": own_slug})
    slugs = {tag: named.get(tag, {"slug": own_slug})["slug"] for tag in spoken}
    written_of = any(one["language"] == language for one in read_list(pages))
    return FoundTag(Topic(pk, here["name"], here["slug"]), slugs, written_of)


def _told(tags: QuerySet[Tag], at: datetime) -> QuerySet:
    """Return what `find_tag` reads of the tags."""
    due = TaggedArticle.objects.filter(published_at__lte=at)
    others = Language.objects.opened().filter(
        Exists(due.filter(tag=OuterRef(OuterRef("pk")), site_language=OuterRef("tag")))
    )
    return tags.annotate(
        in_default=Exists(due.filter(tag=OuterRef("pk"), site_language=DEFAULT)),
        in_others=all_gathered(others, tag="tag"),
        own_names=gathered(TagName.objects, "tag", language="language", name="name", slug="slug"),
        own_pages=gathered(TopicPage.objects, "tag", language="language"),
    ).values_list("pk", "name", "slug", "in_default", "in_others", "own_names", "own_pages")


_tags = Prepared(lambda slug, at, language: _told(known_tags(at, language).filter(slug=slug), at))


@Prepared
def _tags_in_language(slug, at, language):
    known, own = known_tags(at, language), TagName.objects.filter(language=language)
    named = known.filter(pk__in=own.filter(slug=slug).values("tag"))
    unnamed = known.filter(~Exists(own.filter(tag=OuterRef("pk"))), slug=slug)
    return _told(named.order_by(), at).union(_told(unnamed.order_by(), at), all=True)


def find_author(slug: str, language: str) -> Author:
    """Return the known author with this slug, by name and profile in the site language; raise Http404 if none."""
    author = get_object_or_404(known_authors(language=language).select_related("photo"), slug=slug)
    own = author.names.filter(language=language).first() if language != DEFAULT else None
    if own:
        author.name, author.bio = own.name, own.bio or author.bio
    return author
