"""The language versions of a story that readers can open, and the text that a story follows."""

from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from articles.database.json_list import gathered
from articles.models import Article, Correction, Translation


class LiveVersion(NamedTuple):
    """A listed story in another language of the same group."""

    pk: int
    slug: str
    language: str
    site_language: str
    headline: str

    get_absolute_url = Article.get_absolute_url


class Followed(NamedTuple):
    """The text that a story follows, and how it stands to it."""

    pk: int | None  # of the source; None: it was deleted
    kind: str  # Translation.Kind
    source_version: int  # the version of the source's text that the story follows
    text_version: int | None  # the version that the source has now
    source_correction: int  # the newest correction of the source that the story takes into account
    newest_correction: int | None  # the newest that the source has
    withdrawn: bool  # the source is off the site, or taken back
    translator: str


def live_versions(listed) -> Subquery:
    """Return a subquery of an article: its group's stories among the `listed` ones, itself too, or NULL."""
    names = LiveVersion._fields[1:]
    return gathered(listed, "translation_group", "translation_group", id="pk", **{name: name for name in names})


def followed() -> Subquery:
    """Return a subquery of an article: what it follows, as a list of one, or NULL."""
    newest = Correction.objects.filter(article=OuterRef("source")).order_by("-pk").values("pk")[:1]
    return gathered(
        Translation.objects.annotate(newest_correction=Subquery(newest)),
        "article",
        pk="source",
        kind="kind",
        source_version="source_version",
        text_version="source__text_version",
        source_correction="source_correction",
        newest_correction="newest_correction",
        withdrawn_at="source__withdrawn_at",
        retracted_at="source__retracted_at",
        translator="translator__name",
    )


def read_versions(found: list[dict] | None, site_language: str) -> tuple[LiveVersion, ...]:
    """Return the versions that `live_versions` has found on the sites of languages other than this one."""
    rows = [LiveVersion(row["id"], *(row[name] for name in LiveVersion._fields[1:])) for row in found or []]
    return tuple(sorted((one for one in rows if one.site_language != site_language), key=lambda one: one.language))


def read_followed(found: list[dict] | None) -> Followed | None:
    """Return what `followed` has found."""
    if not found:
        return None
    row = dict(found[0])
    withdrawn = row.pop("withdrawn_at") is not None
    retracted = row.pop("retracted_at") is not None
    return Followed(**row | {"withdrawn": withdrawn or retracted, "translator": row["translator"] or ""})
