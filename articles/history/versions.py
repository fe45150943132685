"""The saved versions of a story, as the newsroom reads them: who, when, why, what changed; and how to restore one."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from articles.history.compare import Difference, changes_substance, differences, field_paragraphs
from articles.models import Article, Photo, PhotoUse, Section, ShownPhoto, Tag
from articles.models.tag_merging import now_called
from articles.text import richtext
from articles.text.dates import format_stamp
from articles.text.diff import StepBudget

# and the text, the section, the tags
RESTORED_FIELDS = ("kicker", "headline", "headline_known", "summary", "source", "dateline_place", "language")


class Revision(NamedTuple):
    """One saved version compared with the one before it."""

    version: object  # the row of the history
    who: str  # who saved it; empty: nobody with a name here
    differences: list[Difference]  # in its words
    facts: list[tuple[str, str, str]]  # what else differs: label, before, after
    words: dict[str, list[str]]  # all of them, the paragraphs of each field
    first: bool


def display_name(user) -> str:
    """Return the name that the newsroom uses for an account; empty for None."""
    return (user.get_full_name() or user.get_username()) if user else ""


def revisions(versions: Sequence, before=None) -> list[Revision]:
    """Return a Revision for each of `versions` of one story, newest first.

    `before` is the version that precedes the last of them.
    """
    sections = dict(Section.objects.values_list("pk", "name"))
    shown = {one.photo for version in [*versions, before] if version for one in version.shown_photos}
    photos = dict(Photo.objects.filter(pk__in=shown).values_list("pk", "alt"))
    tags = now_called({name for version in [*versions, before] if version for name in version.tag_list})
    previous_versions, work = [*versions[1:], before][: len(versions)], StepBudget()
    return [
        Revision(
            version,
            display_name(version.history_user),
            differences(older, version, work) if older else [],
            _changed_facts(_facts(older, sections, photos, tags), _facts(version, sections, photos, tags))
            if older
            else [],
            {name: lines for name, lines in field_paragraphs(version).items() if any(lines)},
            older is None,
        )
        for version, older in zip(versions, previous_versions, strict=True)
    ]


def _facts(version, sections: dict[int, str], photos: dict[int, str], tags: dict[str, str]) -> dict[str, str]:
    """Return the version's facts by label. A tag that was merged or renamed since has its current name."""
    return {
        "Section": sections.get(version.section_id, "a deleted section"),
        "Tags": ", ".join(sorted({tags.get(name, name) for name in version.tag_list})),
        **_photo_facts(version.shown_photos, photos),
        "Kicker": version.get_kicker_display(),
        "Address": version.slug,
        "Language": version.language,
        "Publication": _stamp(version.published_at),
        "Updated": _stamp(version.updated_at),
        "Withdrawn": _stamp(version.withdrawn_at),
        "Retracted": _stamp(version.retracted_at),
    }


def _photo_facts(shown: list[ShownPhoto], photos: dict[int, str]) -> dict[str, str]:
    """Return which photos a version showed, and the story's own words about them."""
    return {
        "Photo": "; ".join(photos.get(one.photo, "a deleted photo") for one in shown),
        "Caption": "; ".join(one.caption for one in shown if one.caption),
        "Credit": "; ".join(one.credit for one in shown if one.credit),
        "Alternative text": "; ".join(one.alt for one in shown if one.alt),
    }


def _changed_facts(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(name, before[name], after[name]) for name in after if before[name] != after[name]]


def _stamp(at: datetime | None) -> str:
    return format_stamp(at) if at else ""


def restore_version(article: Article, version) -> None:
    """Restore in the article what `version` of it said, and save that as a new version.

    Headline, summary, text, dateline, language, section and tags are restored, but only a section and tags that still
    exist; and the story's own words about a photo that it still shows. Its state, its address and its photos stay,
    because a photo may have been taken off for a reason. Call it inside a transaction that holds the article.
    """
    before = copy(article)
    article.keep_as_imported()
    for name in RESTORED_FIELDS:
        setattr(article, name, getattr(version, name))
    article.body = richtext.sanitise(version.body)
    if Section.objects.filter(pk=version.section_id).exists():
        article.section_id = version.section_id
    if article.state == Article.State.PUBLISHED and changes_substance(before, article):
        article.updated_at = timezone.now()
    article._change_reason = f"restored the version of {format_stamp(version.history_date)}"
    article.save()
    article.tags.set(Tag.objects.known(version.tag_list).values())
    then = {one.photo: one for one in version.shown_photos}
    PhotoUse.objects.show(article, [then.get(one.photo, one) for one in PhotoUse.objects.shown_in(article.pk)])
    article.keep_tags_and_photos()
