"""The saved versions of the page of a tag in a language, and what a version brings back into the form."""

from articles.admin.site_pages.versions import PageVersion, compared, newest_rows
from articles.models import Article, Photo, Tag, TopicPage
from articles.text import richtext


def history_of(tag: int, language: str):
    """Return the saved versions of the tag's page in that language, also of one that was emptied, newest first."""
    return TopicPage.history.filter(tag=tag, language=language).order_by("-history_id")


def topic_versions(tag: Tag, language: str) -> list[PageVersion]:
    """Return the newest versions of the tag's page in a language, newest first. At most five queries."""
    rows = newest_rows(history_of(tag.pk, language))
    photos = Photo.objects.in_bulk({row.photo_id for row in rows if row.photo_id})
    stories = Article.objects.in_bulk({row.lead_id for row in rows if row.lead_id})
    tags = Tag.objects.in_bulk({number for row in rows for number in row.related})

    def named(found: dict, *numbers: int | None) -> list[str]:
        return [str(found.get(number, f"number {number}, deleted since")) for number in numbers if number]

    def fields(row) -> dict[str, list[str]]:
        return {
            "Text": richtext.to_paragraphs(row.introduction),
            "Key facts": row.facts.splitlines(),
            "Picture": named(photos, row.photo_id),
            "Lead story": named(stories, row.lead_id),
            "Related topics": named(tags, *row.related),
        }

    def other_body(row, older) -> bool:
        return older is not None and older.introduction != row.introduction

    return compared(rows, fields, other_body, lambda row, _: "emptied" if row.history_type == "-" else "")


def restored(tag: Tag | None, asked: str):
    """Return the version of any of the tag's pages that an address asks for by number; None if there is none."""
    if tag is None or not asked.isdecimal() or len(asked) > 17:
        return None
    return TopicPage.history.filter(tag=tag.pk, history_id=int(asked)).first()


def initial_of(version) -> dict:
    """Return what the form's fields begin with if it is opened to restore the version."""
    return {
        "introduction": version.introduction,
        "facts": version.facts,
        "photo": version.photo_id,
        "lead": version.lead_id,
        "related": version.related,
    }
