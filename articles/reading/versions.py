"""The language versions of a story that readers can open, and the text that a story follows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery

from articles.database.json_list import gathered, read_list
from articles.database.raw_moments import aware
from articles.models import Article, Translation
from articles.models.languages.translation import corrections_since
from articles.text.dates import last_update
from articles.web.addresses import page_path

_OF_SOURCE = ("slug", "language", "site_language", "published_at", "time_known", "updated_at")
_NEWEST = {"correction": "text", "correction_kind": "kind", "corrected_at": "made_at"}
_MOMENTS = ("published_at", "updated_at", "corrected_at", "withdrawn_at", "retracted_at")
_NEEDS = ("is_behind", "is_wrong", "is_orphaned")


class LiveVersion(NamedTuple):
    """A listed story in another language of the same group."""

    pk: int
    slug: str
    language: str
    site_language: str
    headline: str
    source: int | None  # the number of the story that it follows

    get_absolute_url = Article.get_absolute_url

    @classmethod
    def of(cls, story: Article) -> "LiveVersion":
        """Return a whole story as a version of itself."""
        source = story.follows.pk if story.follows else None
        return cls(story.pk, story.slug, story.language, story.site_language, story.headline, source)


class VersionLink(NamedTuple):
    """Where a listed story in another language of the same group is."""

    pk: int
    slug: str
    language: str
    site_language: str

    get_absolute_url = Article.get_absolute_url


def default_version(versions: Sequence[Any]) -> Any:
    """Return the one of a story's versions, in the order of their languages, that search engines take for the default.

    It is the first that follows no other (`source`), or else the first.
    """
    return next((one for one in versions if one.source is None), versions[0])


class Followed(NamedTuple):
    """The text that a story follows, and how it stands to it (TranslationQuerySet.with_needs).

    Of a source that is a draft or scheduled, readers may know nothing: the story is not said to lack anything.
    """

    pk: int | None  # of the source; None: it was deleted
    slug: str
    language: str
    site_language: str
    published_at: datetime | None
    time_known: bool
    last_update: datetime | None
    kind: str  # Translation.Kind
    source_version: int  # the version of the source's text that the story follows
    correction: str  # the newest of the source that the story does not take into account; empty: none
    correction_kind: str  # Correction.Kind
    corrected_at: datetime | None
    withdrawn: bool
    retracted: bool
    since: datetime | None  # the moment since which the story lacks something, as far as it is known
    is_behind: bool  # the source's text has changed since in more than a detail
    is_wrong: bool  # the source got a correction that the story does not have
    is_orphaned: bool  # the source is no longer on the site, or was taken back
    translator: str

    get_absolute_url = Article.get_absolute_url

    @property
    def is_retracted(self) -> bool:
        """Whether the source was taken back and its page says so."""
        return self.is_orphaned and self.retracted and not self.withdrawn

    @property
    def has_page(self) -> bool:
        """Whether readers can open the source, given that it has been published."""
        return not self.is_orphaned or self.is_retracted

    @property
    def history_path(self) -> str:
        """The path of the page that shows word by word what changed in the source."""
        return page_path("articles:history", self.pk, language=self.site_language)


def live_versions(listed) -> Subquery:
    """Return a subquery of an article: its group's stories among the `listed` ones, itself too, or NULL."""
    names = LiveVersion._fields[1:-1]
    own = {"id": "pk", "source": "translation__source", **{name: name for name in names}}
    return gathered(listed, "translation_group", "translation_group", **own)


def version_links(at: datetime) -> Subquery:
    """Return a subquery of an article: where its group's stories are that lists name at `at`, itself too, or NULL."""
    names = VersionLink._fields[1:]
    listed = Article.objects.published(at)
    return gathered(listed, "translation_group", "translation_group", id="pk", **{name: name for name in names})


def followed() -> Subquery:
    """Return a subquery of an article: what it follows, as a list of one, or NULL."""
    news = corrections_since(OuterRef("source"), OuterRef("source_correction")).order_by("-pk")
    newest = {name: Subquery(news.values(column)[:1]) for name, column in _NEWEST.items()}
    return gathered(
        Translation.objects.with_needs().annotate(**newest),
        "article",
        pk="source",
        **{name: f"source__{name}" for name in _OF_SOURCE},
        **{name: name for name in ("kind", "source_version", *_NEWEST, *_NEEDS)},
        withdrawn_at="source__withdrawn_at",
        retracted_at="source__retracted_at",
        translator="translator__name",
    )


def read_versions(found: list[dict] | None, site_language: str) -> tuple[LiveVersion, ...]:
    """Return the versions that `live_versions` has found on the sites of languages other than this one."""
    rows = [LiveVersion(row["id"], *(row[name] for name in LiveVersion._fields[1:])) for row in found or []]
    return tuple(sorted((one for one in rows if one.site_language != site_language), key=lambda one: one.language))


def read_links(found: Any, site_language: str) -> tuple[VersionLink, ...]:
    """Return what `version_links` has found on the sites of languages other than this one, by language."""
    if not found:
        return ()
    rows = (VersionLink(row["id"], row["slug"], row["language"], row["site_language"]) for row in read_list(found))
    return tuple(sorted((one for one in rows if one.site_language != site_language), key=lambda one: one.language))


def read_followed(found: list[dict] | None, now: datetime) -> Followed | None:
    """Return what `followed` has found, as it stands at the aware moment `now`."""
    if not found:
        return None
    row = dict(found[0])
    published, updated, corrected, withdrawn, retracted = ((at := row.pop(name)) and aware(at) for name in _MOMENTS)
    is_due = published is not None and published <= now
    for need in _NEEDS:
        row[need] = bool(row[need]) and (is_due or row["pk"] is None)
    if not row["is_wrong"]:
        row["correction"], row["correction_kind"], corrected = "", "", None
    row["translator"] = row["translator"] or ""
    changed = last_update(published, updated)
    row |= {"published_at": published, "last_update": changed, "corrected_at": corrected}
    row |= {"withdrawn": withdrawn is not None, "retracted": retracted is not None}
    lacking = [(withdrawn, "is_orphaned"), (retracted, "is_orphaned"), (corrected, "is_wrong"), (changed, "is_behind")]
    return Followed(**row, since=max((at for at, need in lacking if at and row[need]), default=None))
