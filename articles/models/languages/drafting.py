"""Drafts of language versions, which begin with the text that is to be translated."""

from django.db import transaction

from articles.models.article import Article
from articles.models.author import Byline
from articles.models.files.file_use import FileUse
from articles.models.languages.linking import NotLinked, link, version_in
from articles.models.photo_use import PhotoUse, ShownPhoto
from articles.text.languages.site_languages import name_of


def draft_version(source: Article, language: str, **values) -> Article:
    """Make a draft in `language`, a tag, that follows the source, and return it; `values` are those of `link`.

    It has the source's words, for its translator to write over, and its section, dateline, tags, authors, photos and
    files;
    not what the source says about the photos, which is in another language. Raises NotLinked if the source has a
    version in that language already, or is in it.
    """
    with transaction.atomic():
        Article.objects.lock_many()
        source = Article.objects.select_for_update(no_key=True).get(pk=source.pk)
        if existing := version_in(source, language):
            raise NotLinked(f"“{existing}” (#{existing.pk}) is the version in {name_of(language)} already.", existing)
        draft = Article.objects.create(
            language=language,
            headline=source.headline,
            summary=source.summary,
            body=source.body,
            kicker=source.kicker,
            section_id=source.section_id,
            source=source.source,
            dateline_place=source.dateline_place,
        )
        draft.tags.set(source.tags.all())
        bylines = Byline.objects.filter(article=source).order_by("position")
        Byline.objects.bulk_create(
            Byline(article=draft, author_id=one.author_id, position=one.position) for one in bylines
        )
        PhotoUse.objects.show(draft, [ShownPhoto(one.photo) for one in PhotoUse.objects.shown_in(source.pk)])
        files = FileUse.objects.filter(article=source).order_by("pk")
        FileUse.objects.bulk_create(FileUse(article=draft, media_file_id=one.media_file_id) for one in files)
        draft.keep_tags_and_photos()
        link(draft, source, **values)
    draft.refresh_from_db()
    return draft


def says_the_same(article: Article, source: Article) -> list[str]:
    """Return which of "headline", "summary" and "text" still are those of the source, in that order."""
    fields = {"headline": "headline", "summary": "summary", "body": "text"}
    words = ((label, getattr(article, name), getattr(source, name)) for name, label in fields.items())
    return [label for label, own, others in words if own and own == others]
