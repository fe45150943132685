"""The language versions of a story that readers can open, and the text that a story follows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery

from articles.database.json_list import gathered
from articles.database.raw_moments import aware
from articles.models import Article, Correction, Translation
from articles.models.languages.translation import MISLED
from articles.text.dates import last_update
from articles.web.addresses import page_path

_OF_SOURCE = ("slug", "language", "site_language", "published_at", "time_known", "updated_at", "text_version")


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


def default_version(versions: Sequence[Any]) -> Any:
    """Return the one of a story's versions, in the order of their languages, that search engines take for the default.

    It is the first that follows no other (`source`), or else the first.
    """
    return next((one for one in versions if one.source is None), versions[0])


class Followed(NamedTuple):
    """The text that a story follows, and how it stands to it.

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
    text_version: int | None  # the version that the source has now
    source_correction: int  # the newest correction of the source that the story takes into account
    newest_correction: int | None  # the newest that the source has
    correction: str  # its text
    withdrawn: bool
    retracted: bool
    is_due: bool  # the source's moment has come, whatever became of it
    translator: str

    get_absolute_url = Article.get_absolute_url

    @property
    def is_orphaned(self) -> bool:
        """Whether the source is no longer on the site, or was taken back."""
        return self.pk is None or (self.is_due and (self.withdrawn or self.retracted))

    @property
    def _is_readable(self) -> bool:
        return self.is_due and not self.is_orphaned

    @property
    def is_wrong(self) -> bool:
        """Whether the source got a correction that the story does not have."""
        return self._is_readable and (self.newest_correction or 0) > self.source_correction

    @property
    def is_behind(self) -> bool:
        """Whether the source's text has changed since in more than a detail."""
        return self._is_readable and (self.text_version or 0) > self.source_version

    @property
    def history_path(self) -> str:
        """The path of the page that shows word by word what changed in the source."""
        return page_path("articles:history", self.pk, language=self.site_language)


def live_versions(listed) -> Subquery:
    """Return a subquery of an article: its group's stories among the `listed` ones, itself too, or NULL."""
    names = LiveVersion._fields[1:-1]
    own = {"id": "pk", "source": "translation__source", **{name: name for name in names}}
    return gathered(listed, "translation_group", "translation_group", **own)


def followed() -> Subquery:
    """Return a subquery of an article: what it follows, as a list of one, or NULL."""
    newest = Correction.objects.filter(article=OuterRef("source"), kind__in=MISLED).order_by("-pk")
    said = {"newest_correction": Subquery(newest.values("pk")[:1]), "correction": Subquery(newest.values("text")[:1])}
    return gathered(
        Translation.objects.annotate(**said),
        "article",
        pk="source",
        **{name: f"source__{name}" for name in _OF_SOURCE},
        kind="kind",
        source_version="source_version",
        source_correction="source_correction",
        newest_correction="newest_correction",
        correction="correction",
        withdrawn_at="source__withdrawn_at",
        retracted_at="source__retracted_at",
        translator="translator__name",
    )


def read_versions(found: list[dict] | None, site_language: str) -> tuple[LiveVersion, ...]:
    """Return the versions that `live_versions` has found on the sites of languages other than this one."""
    rows = [LiveVersion(row["id"], *(row[name] for name in LiveVersion._fields[1:])) for row in found or []]
    return tuple(sorted((one for one in rows if one.site_language != site_language), key=lambda one: one.language))


def read_followed(found: list[dict] | None, now: datetime) -> Followed | None:
    """Return what `followed` has found, as it stands at the aware moment `now`."""
    if not found:
        return None
    row = dict(found[0])
    row["withdrawn"], row["retracted"] = (row.pop(f"{state}_at") is not None for state in ("withdrawn", "retracted"))
    for moment in ("published_at", "updated_at"):
        row[moment] = row[moment] and aware(row[moment])
    row["is_due"] = row["published_at"] is not None and row["published_at"] <= now
    row["last_update"] = last_update(row["published_at"], row.pop("updated_at"))
    row["translator"], row["correction"] = row["translator"] or "", row["correction"] or ""
    return Followed(**row)
