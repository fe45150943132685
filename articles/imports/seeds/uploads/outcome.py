"""What an import of an upload does, as the newsroom shows it: plain values, which JSON can hold."""

from collections.abc import Sequence

from articles.imports.seeds.report import OUTCOMES, FileOutcome, Report
from articles.imports.seeds.uploads.unpacking import Member
from articles.models import Article
from articles.models.story_type import StoryType
from articles.text import richtext
from articles.text.plain import shorten

PARAGRAPHS = 3  # of a story's preview
PARAGRAPH_LETTERS = 400
BRIEFS = 100  # headlines of new briefs that are named
AT_ONCE = 500  # stories that are read in a query


def outcome_of(
    report: Report, created: set[int], members: Sequence[Member], numbers: Sequence[int], *, dry_run: bool
) -> dict:
    """Return the counts by outcome, the warnings by kind, each file with its story, and the briefs that were made.

    `members` are the upload's files, `numbers` the places among them of the report's files, `created` the ids of new
    rows. The stories are read from the database: call it while they are there.
    """
    stories = _previews({file.article for file in report.files if file.article})
    files = [
        {"name": member.name, "outcome": "rejected", "reason": member.reason, "warnings": [], "story": None}
        for member in members
    ]
    for number, file in zip(numbers, report.files, strict=True):
        files[number] |= {"outcome": file.outcome, "reason": file.reason, "warnings": list(file.warnings)}
        files[number]["story"] = _story_of(file, stories, gone=created if dry_run else set())
    outcomes = [file["outcome"] for file in files]
    briefs = Article.objects.filter(pk__in=created, story_type=StoryType.BRIEF) if created else Article.objects.none()
    return {
        "counts": {name: outcomes.count(name) for name in OUTCOMES},
        "warnings": report.warning_counts(),
        "files": files,
        "briefs": list(briefs.order_by("pk").values_list("headline", flat=True)[:BRIEFS]),
        "briefs_number": briefs.count(),
    }


def _story_of(file: FileOutcome, stories: dict[int, dict], gone: set[int]) -> dict | None:
    """Return the preview of a file's story; without its number if that will not exist."""
    story = stories.get(file.article)
    return story and story | {"number": None if file.article in gone else file.article}


def _previews(numbers: set[int]) -> dict[int, dict]:
    """Return a dict: id of a story -> its headline, section, tags, summary, first paragraphs, dateline and stamp."""
    found, rows = {}, Article.objects.select_related("section").prefetch_related("tags")
    wanted = sorted(numbers)
    for start in range(0, len(wanted), AT_ONCE):
        for story in rows.filter(pk__in=wanted[start : start + AT_ONCE]):
            paragraphs = richtext.to_paragraphs(story.body)
            found[story.pk] = {
                "headline": story.headline,
                "section": story.section.name,
                "tags": sorted(tag.name for tag in story.tags.all()),
                "summary": story.summary or story.opening,
                "dateline": ", ".join(filter(None, (story.dateline_place, story.source))),
                "stamp": story.stamp,
                "paragraphs": [shorten(paragraph, PARAGRAPH_LETTERS) for paragraph in paragraphs[:PARAGRAPHS]],
                "more": max(0, len(paragraphs) - PARAGRAPHS),
            }
    return found
