"""What stands around the stories of a tag: what an editor wrote of it, related tags, and its pages in other languages.

All of it costs the same however many stories the tag has: it is read from the newest of them, or counted up to a cap.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import Coalesce

from articles.database.capped_count import CappedCount
from articles.database.prepared import Prepared
from articles.models import Article, PhotoUse, Tag, TaggedArticle, TopicPage
from articles.models.topic_page import RELATED_MAX
from articles.models.visibility import is_listed
from articles.reading.cards import COLUMNS, Card, Topic
from articles.reading.versions import version_links
from articles.web.addresses import page_path

NEWEST = 60  # stories of a tag in which related tags are looked for
SHARED_MIN = 2  # of these that a related tag must have
RELATED = 8  # tags
COUNTED = 1_000  # stories that a tag's page counts in each language


class AboutTopic(NamedTuple):
    """What an editor wrote of a tag in a language. `lead` is None if none is chosen, or if it is not on the site."""

    page: TopicPage
    lead: Card | None

    @property
    def has_text(self) -> bool:
        """Whether there is anything besides a lead story."""
        return bool(self.page.introduction or self.page.facts or self.page.photo_id)

    @property
    def use(self) -> PhotoUse | None:
        """The picture as stories have theirs, with the photo's own words."""
        return PhotoUse(photo=self.page.photo) if self.page.photo else None


class InLanguage(NamedTuple):
    """A tag's page in a language, and its number of stories there, counted up to COUNTED; a lead without it counts."""

    language: str
    path: str
    stories: int

    @property
    def shown(self) -> int:
        return min(self.stories, COUNTED)

    @property
    def is_capped(self) -> bool:
        return self.stories > COUNTED


def about_topic(tag: int, at: datetime, language: str, *, with_versions: bool = False) -> AboutTopic | None:
    """Return what the language's page says of the tag; None if nothing. One query, and one for the lead story.

    `with_versions`: the lead names its versions in the site's other languages.
    """
    for page in _pages(tag, language):
        lead = _lead_with_versions if with_versions else _lead
        leads = lead(page.lead_id, at, language) if page.lead_id else []
        return AboutTopic(page, next(map(Card.with_links, leads), None))
    return None


def _stories(number, at, language):
    listed = Article.objects.dispatches(at).in_language(language)
    return listed.filter(pk=number).newest_first().with_lead_photo()


_pages = Prepared(lambda tag, language: TopicPage.objects.select_related("photo").filter(tag=tag, language=language))
_lead = Prepared(lambda number, at, language: _stories(number, at, language).values_list(*COLUMNS))
_lead_with_versions = Prepared(
    lambda number, at, language: _stories(number, at, language).values_list(*COLUMNS, version_links(at))
)


def related_topics(tag: int, at: datetime, language: str, chosen: Sequence[int] = ()) -> tuple[Topic, ...]:
    """Return the tags that an editor has chosen for the tag's page, in that order, as far as they have stories.

    Without any, return the tags that its newest stories share with it most often, those first. One query.
    """
    if chosen:
        asked = [*chosen[:RELATED_MAX], *[0] * (RELATED_MAX - len(chosen))]  # no tag has the number 0
        found = {row[0]: Topic(*row) for row in _chosen(at, language, *asked)}
        return tuple(found[number] for number in chosen if number in found)
    return tuple(Topic(pk, name, slug) for pk, name, slug, _ in _related(tag, at, language))


@Prepared
def _chosen(at, language, *numbers):
    stories = Article.objects.dispatches(at).tagged(OuterRef("pk")).in_language(language)
    own = FilteredRelation("names", condition=Q(names__language=language))
    tags = Tag.objects.filter(Exists(stories), pk__in=numbers).order_by().annotate(own=own)
    return tags.values_list("pk", Coalesce("own__name", "name"), Coalesce("own__slug", "slug"))


@Prepared
def _related(tag, at, language):
    newest = TaggedArticle.objects.filter(tag=tag, site_language=language, published_at__lte=at)
    newest = newest.order_by("-published_at", "-content_object_id").values("content_object")[:NEWEST]
    listed = Article.objects.filter(is_listed(at), pk__in=newest).order_by().values("pk")
    rows = TaggedArticle.objects.filter(content_object__in=listed).exclude(tag=tag)
    rows = rows.annotate(own=FilteredRelation("tag__names", condition=Q(tag__names__language=language)))
    rows = rows.values("tag").annotate(
        shown_name=Coalesce("own__name", "tag__name"),
        shown_slug=Coalesce("own__slug", "tag__slug"),
        shared=Count("pk"),
    )
    rows = rows.filter(shared__gte=SHARED_MIN).order_by("-shared", "tag")
    return rows.values_list("tag", "shown_name", "shown_slug", "shared")[:RELATED]


def in_languages(tag: int, at: datetime, slugs: dict[str, str], languages: Iterable[str]) -> tuple[InLanguage, ...]:
    """Return the tag's pages in those of the `languages` that have stories of it, in their order. One query.

    `slugs` are the tag's slugs there, by language. Languages in which all of its stories were taken back are left out.
    """
    known = [language for language in languages if language in slugs]
    if len(known) < 2:
        return ()
    counted = _counts(tag, at, *known)[0]
    pages = (
        InLanguage(
            language, page_path("articles:tag", slugs[language], language=language), stories + (stories and lead)
        )
        for language, stories, lead in zip(known, counted[: len(known)], counted[len(known) :], strict=True)
    )
    return tuple(page for page in pages if page.stories)


@Prepared
def _counts(tag, at, *languages):
    stories = Article.objects.dispatches(at).tagged(OuterRef("pk"))
    counts = {f"in_{number}": CappedCount(stories.in_language(one), COUNTED) for number, one in enumerate(languages)}
    counts |= {f"lead_{number}": Exists(_untagged_lead(tag, at, one)) for number, one in enumerate(languages)}
    return Tag.objects.filter(pk=tag).order_by().annotate(**counts).values_list(*counts)


def _untagged_lead(tag, at, language):
    """Return the lead of the tag's page in a language, as far as it is on the site and has not the tag itself."""
    leads = TopicPage.objects.filter(tag=tag, language=language).values("lead")
    tagged = TaggedArticle.objects.filter(tag=tag, content_object=OuterRef("pk"))
    return Article.objects.dispatches(at).in_language(language).filter(pk__in=leads).exclude(Exists(tagged))
