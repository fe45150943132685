"""Linking stories as language versions of each other, and unlinking them.

The versions of a story are a group, at most one in each language that is not withdrawn. All but the first follow the
text of another one, their source: a Translation says which version of it.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles.models.article import Article
from articles.models.correction import Correction
from articles.models.languages.translation import Translation, TranslationGroup
from articles.text.languages.site_languages import name_of


class NotLinked(ValueError):
    """Error: two stories cannot be versions of each other. `existing` is the story in the way, if there is one."""

    def __init__(self, message: str, existing: Article | None = None):
        super().__init__(message)
        self.existing = existing


def versions_of(article: Article):
    """Return the other stories of the article's group, withdrawn ones included, in the order of their numbers."""
    if article.translation_group_id is None:
        return Article.objects.none()
    return Article.objects.filter(translation_group=article.translation_group_id).exclude(pk=article.pk).order_by("pk")


def version_in(article: Article, language: str) -> Article | None:
    """Return the other version of the article that is in `language` and not withdrawn; None if there is none."""
    return versions_of(article).filter(language=language, withdrawn_at=None).first()


def newest_correction(article: Article) -> int:
    """Return the number of the article's newest correction; 0 if it has none."""
    return Correction.objects.filter(article=article).aggregate(newest=Max("pk"))["newest"] or 0


def link(article: Article, source: Article, *, by=None, **values) -> Translation:
    """Make `article` a version of `source` that follows its present text, and return the row that says so.

    All versions of both are one group from then on. If the article followed another story, it leaves that one's group
    first, together with the stories that follow it. `by` is the account or None; `values` are other fields of the
    Translation, such as `translator`, or `source_version` if it follows an older text.

    Raises NotLinked if they are one story, are in one language, would follow each other in a circle, or if another
    version in the same language is not withdrawn.
    """
    with transaction.atomic():
        article, source = _locked(article, source)
        _check(article, source)
        followed = Translation.objects.filter(article=article).first()
        if followed and followed.source_id != source.pk:
            _take_out(article)
            for story in (article, source):
                story.refresh_from_db(fields=["translation_group"])
        _join(article, source)
        known = {"source_version": source.text_version, "source_correction": newest_correction(source)}
        values = known | {"source": source, "by": by, "at": timezone.now()} | values
        return Translation.objects.update_or_create(article=article, defaults=values)[0]


def unlink(article: Article) -> None:
    """Take `article`, and the stories that follow it, out of the group of the story that it follows.

    A group of which one story is left is deleted.
    """
    with transaction.atomic():
        Article.objects.lock_many()
        _take_out(article)
        Translation.objects.filter(article=article).delete()


def mark_checked(translation: Translation, *, version: int, correction: int, by=None) -> None:
    """Record that the story is still right by its source's text of that version and its correction of that number.

    They are what the account `by` saw; a newer one that came meanwhile remains to be checked.
    """
    translation.source_version, translation.source_correction = version, correction
    translation.by, translation.at = by, timezone.now()
    translation.save(update_fields=["source_version", "source_correction", "by", "at"])


def _locked(*articles: Article) -> list[Article]:
    """Return the articles as they are now, locked until the transaction ends."""
    Article.objects.lock_many()
    numbers = [article.pk for article in articles]
    rows = Article.objects.filter(pk__in=numbers).defer("body").order_by("pk").select_for_update(no_key=True)
    found = {row.pk: row for row in rows}
    if missing := [number for number in numbers if number not in found]:
        raise NotLinked(f"Story {missing[0]} was deleted meanwhile. Choose another one.")
    return [found[number] for number in numbers]


def _check(article: Article, source: Article) -> None:
    if article.pk == source.pk:
        raise NotLinked("A story cannot be a version of itself. Choose the story that it follows.")
    if article.language == source.language:
        language = name_of(article.language)
        raise NotLinked(
            f"Both stories are in {language}. Correct the language of one of them, or choose a story in another one."
        )
    if article.pk in _sources_of(source):
        raise NotLinked(f"“{source}” follows this story already. Unlink it first if it is the other way round.")


def _sources_of(article: Article) -> set[int]:
    """Return the numbers of the story that the article follows, of the one that this follows, and so on."""
    found, number = set(), article.pk
    while number and number not in found:
        found.add(number)
        number = Translation.objects.filter(article=number).values_list("source", flat=True).first()
    return found - {article.pk}


def _followers_of(article: Article) -> set[int]:
    """Return the article's number and those of the stories that follow it, directly or through others."""
    found, new = set(), {article.pk}
    while new:
        found |= new
        rows = Translation.objects.filter(source__in=new).exclude(article__in=found)
        new = set(rows.values_list("article", flat=True))
    return found


def _join(article: Article, source: Article) -> None:
    """Make the groups of both stories one. Raises NotLinked if two of its versions are in one language."""
    if source.translation_group_id and source.translation_group_id == article.translation_group_id:
        return
    members = [[one, *versions_of(one)] for one in (source, article)]
    taken = {one.language: one for one in members[0] if one.withdrawn_at is None}
    for one in members[1]:
        if one.withdrawn_at is None and (other := taken.get(one.language)):
            raise NotLinked(
                f"“{other}” (#{other.pk}) is the version in {name_of(one.language)} already. "
                "Unlink or withdraw it first.",
                other,
            )
    old = article.translation_group_id
    group = source.translation_group_id or TranslationGroup.objects.create().pk
    Article.objects.filter(pk__in=[one.pk for row in members for one in row]).update(translation_group=group)
    if old:
        TranslationGroup.objects.filter(pk=old).delete()


def _take_out(article: Article) -> None:
    """Give the article and its followers a group of their own, or none; and none to a story that is left alone."""
    group = article.translation_group_id
    leaving = _followers_of(article)
    staying = versions_of(article).exclude(pk__in=leaving)
    rows = Article.objects.filter(pk__in=leaving, translation_group=group)
    rows.update(translation_group=TranslationGroup.objects.create().pk if len(leaving) > 1 else None)
    if len(staying[:2]) < 2:
        TranslationGroup.objects.filter(pk=group).delete()  # its foreign key is emptied in the story that is left
