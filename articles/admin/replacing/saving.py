"""How a row is saved with new texts: a story exactly as if an editor had typed them into its form."""

from collections.abc import Mapping
from datetime import datetime

from articles.admin.article.corrections import CORRECTED
from articles.admin.article.form import ON_RECORD
from articles.admin.article.translations.clashes import clash, language_to_be
from articles.admin.replacing.rows import BLURB, UNDER_PHOTOS, under_photo
from articles.models import Article, Correction, PhotoUse, ShownPhoto, TopStory
from articles.models.derived_values import SUBSTANCE
from articles.models.version import MINOR_EDIT
from articles.text.slugs import story_slug


def clashes(article: Article, new: Mapping[str, str]) -> bool:
    """Return whether the story's language, judged by the new words, would be that of another version of it."""
    if article.translation_group_id is None or article.withdrawn_at is not None:
        return False
    words = {name: new[name] for name in SUBSTANCE if name in new}
    before = {name: getattr(article, name) for name in SUBSTANCE}
    if article.language != language_to_be(article, before):  # somebody has said it, so it stays
        return False
    language = language_to_be(article, words)
    return language != article.language and bool(clash(article, language))


def save_story(
    article: Article, new: Mapping[str, str], *, correction: str, at: datetime, headline_known: bool = True
) -> None:
    """Save the locked story with its `new` texts, by their keys, as one version.

    `correction`: what readers are told under a story that they can open; empty for a minor edit. `headline_known`:
    whether a new headline is one, and not the blurb of a brief that stands for it.
    """
    before = article.state
    article.keep_as_imported()
    if "headline" in new:
        follows = before not in ON_RECORD and article.slug == story_slug(article.headline)
        article.headline_known = headline_known
        article.slug = "" if follows else article.slug
    for name in SUBSTANCE:
        setattr(article, name, new.get(name, getattr(article, name)))
    note = _note(article, correction, at) if before in CORRECTED else None
    if note:
        article.mark_corrected(at, retracts=False)
    elif before == Article.State.PUBLISHED and new.keys() & set(SUBSTANCE):
        article._change_reason = MINOR_EDIT
    article.save()
    if note:
        Correction.objects.bulk_create([note])
    _save_under_photos(article, new)
    if BLURB in new:
        TopStory.objects.take_over()
        article.top_story.blurb = new[BLURB]
        article.top_story.save(update_fields=["blurb"])


def _note(article: Article, text: str, at: datetime) -> Correction | None:
    """Return the correction to be made; None if there is none to make, or the story has the same one already."""
    if not text or article.corrections.filter(kind=Correction.Kind.CORRECTION, text=text).exists():
        return None
    return Correction(article=article, kind=Correction.Kind.CORRECTION, text=text, made_at=at)


def _save_under_photos(article: Article, new: Mapping[str, str]) -> None:
    uses = sorted(article.photo_uses.all(), key=lambda use: use.position)
    if not new.keys() & {under_photo(use, name) for use in uses for name in UNDER_PHOTOS}:
        return
    shown = [
        ShownPhoto(use.photo_id, **{name: new.get(under_photo(use, name), getattr(use, name)) for name in UNDER_PHOTOS})
        for use in uses
    ]
    PhotoUse.objects.show(article, shown)
    article.keep_tags_and_photos()


def save_row(row, new: Mapping[str, str]) -> None:
    """Save a row that is no story with its `new` texts, by the names of its fields."""
    for name, text in new.items():
        setattr(row, name, text)
    row.save()
