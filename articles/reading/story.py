"""A story with everything that belongs to it, in one query.

Authors, tags and corrections are few rows each; they are fetched with the story
as JSON columns, where `prefetch_related` would need three more queries.
"""

import json
from hashlib import blake2b

from django.db.models import BigIntegerField, F, FilteredRelation, Q
from django.utils import timezone

from articles.database.django_internals import loaded_values, set_related
from articles.database.json_list import gathered
from articles.database.prepared import Prepared
from articles.database.raw_moments import aware
from articles.history.photo_words import said_otherwise
from articles.history.public_history import published_rows, was_revised
from articles.models import Article, Author, Byline, Correction, ShownPhoto, TaggedArticle
from articles.reading.cards import Topic
from articles.reading.story_files import files_of_story, read_files
from articles.reading.story_photos import photos_of_story, read_photos
from articles.reading.versions import followed, live_versions, read_followed, read_versions


@Prepared
def _stories(pk, now):
    bylines = Byline.objects.annotate(own=in_site_language("author"))
    names = gathered(
        bylines,
        "article",
        place="position",
        at="pk",
        id="author",
        name="author__name",
        slug="author__slug",
        own_name="own__name",
    )
    taggings = TaggedArticle.objects.annotate(own=in_site_language("tag"))
    tags = gathered(
        taggings,
        "content_object",
        at="pk",
        id="tag",
        name="tag__name",
        slug="tag__slug",
        own_name="own__name",
        own_slug="own__slug",
    )
    notes = gathered(Correction.objects, "article", id="pk", kind="kind", text="text", made_at="made_at")
    earlier = gathered(published_rows(now), "id", photos="photos")
    whole = Article.objects.select_related("section").filter(pk=pk).annotate(revised=was_revised(now))
    whole = whole.annotate(
        own=in_site_language("section"), own_section_name=F("own__name"), own_section_slug=F("own__slug")
    )
    versions = live_versions(Article.objects.published(now))
    whole = whole.annotate(found_versions=versions, found_source=followed())
    return whole.annotate(
        names=names, found_tags=tags, notes=notes, photos=photos_of_story(), earlier=earlier, **files_of_story()
    )


def in_site_language(subject: str) -> FilteredRelation:
    """Return a relation to the name that the `subject` of a row (a foreign key) has in the row's site language."""
    return FilteredRelation(f"{subject}__names", condition=Q(**{f"{subject}__names__language": F("site_language")}))


def whole_story(pk: int) -> Article:
    """Return article `pk`, whatever its state, with section, `photo_uses`, `file_uses`, `authors`
    (in order), `tags`, `corrections`.

    A text that embeds addresses costs a second query, for `embeds`.

    Section, authors and tags are named in its site language. `versions` are its live versions in other languages,
    `follows` is the text that it follows (articles/reading/versions.py). `revised` says whether readers could once
    read it in different words than now,
    `fingerprint` is a digest of all of it. Raises Article.DoesNotExist.
    """
    now = timezone.now()
    found = _stories(pk, now) if pk <= BigIntegerField.MAX_BIGINT else []
    if not found:
        raise Article.DoesNotExist
    [story] = found
    story.follows = read_followed(story.found_source, now)  # before the digest: a source comes to light by the clock
    story.fingerprint = _digest(story, story.section, *story.embeds.values())
    if story.own_section_name:
        story.section.name, story.section.slug = story.own_section_name, story.own_section_slug
    story.versions = read_versions(story.found_versions, story.site_language)
    uses = read_photos(story.photos)
    set_related(story, "photo_uses", uses)
    set_related(story, "file_uses", read_files(story.found_files, story.found_captions))
    story.revised = story.revised or said_otherwise(uses, map(_shown_photos, story.earlier or []))
    in_order = sorted(story.names or [], key=lambda row: (row["place"], row["at"]))
    authors = [Author(pk=row["id"], name=row["own_name"] or row["name"], slug=row["slug"]) for row in in_order]
    set_related(story, "authors", authors)
    tags = sorted(story.found_tags or [], key=lambda row: row["at"])
    named = [Topic(row["id"], row["own_name"] or row["name"], row["own_slug"] or row["slug"]) for row in tags]
    set_related(story, "tags", named)
    for note in story.notes or []:
        note["made_at"] = aware(note["made_at"])
    notes = sorted(story.notes or [], key=lambda row: (row["made_at"], row["id"]))
    set_related(story, "corrections", [Correction(**note) for note in notes])
    retractions = [note for note in story.corrections.all() if note.kind == Correction.Kind.RETRACTION]
    story.retraction = retractions[-1] if retractions else None
    story.remarks = [note for note in story.corrections.all() if note not in retractions]
    return story


def _shown_photos(row: dict) -> list[ShownPhoto]:
    """Return a version's photos from a row that the query has gathered; SQLite gives JSON within JSON as text."""
    photos = row["photos"]
    return [ShownPhoto(**one) for one in (json.loads(photos) if isinstance(photos, str) else photos)]


def _digest(*rows) -> str:
    """Return a digest of everything loaded with the rows.

    Each value is hashed with its name, type and length, so that different rows never give the same text.
    """
    told = []
    for row in filter(None, rows):
        for name, value in loaded_values(row).items():
            text = value if isinstance(value, str) else repr(value)
            told.append(f"{name} {type(value).__name__} {len(text)} {text}")
    return blake2b("".join(told).encode(), digest_size=16).hexdigest()
