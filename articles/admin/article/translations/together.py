"""The versions of a story that can go onto the site in one press: the doubts about each, and what stands against it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from articles.admin.article.open_elsewhere import open_elsewhere
from articles.admin.article.publishing.publish_warnings import PublishWarning, confirmation_of, warnings_by_story
from articles.admin.article.publishing.steps import BEFORE
from articles.admin.article.translations.offers import is_within
from articles.models import Article, Translation
from articles.models.languages.linking import versions_of
from articles.text.languages.site_languages import DEFAULT, name_of

State = Article.State
ORPHANED = "Its source was {}. Unlink it if it stands on its own."
BEHIND = "Its source has a later text than the one that it follows."
WRONG = "Its source was corrected, and it does not take that into account yet."
# Why a chosen version cannot be published, and the cure. {} is the version, named by its language.
DELETED = "Story {} was deleted meanwhile. Leave it out."
LEFT = "{} is no version of this story any more. Publish it from its own form, or leave it out."
WITHDRAWN = "{} is withdrawn. Restore it in its form first, or leave it out."
THERE_ALREADY = "{} is on the site already. Leave it out."
CHANGED = "{} was changed since this page was opened. Look at it as it is now, then press again."


class Candidate(NamedTuple):
    """A version that is not on the site yet, and what the page says of it."""

    article: Article
    language: str  # its English name
    warnings: list[PublishWarning]
    open_elsewhere: list[str]  # who else has its form open, and since when
    elsewhere: str  # the language whose lists show it, if its own is not open; else empty

    @property
    def seen(self) -> str:
        """What the page showed of it: the number of its version, and a digest of the warnings."""
        return f"{self.article.version_when_locked}-{confirmation_of(self.warnings)}"

    @property
    def version(self) -> str:
        return self.seen.partition("-")[0]


def group_of(article: Article) -> list[Article]:
    """Return the article and its versions that are not withdrawn: first the one that no other is the source of."""
    members = sorted([article, *versions_of(article)], key=lambda one: one.pk)
    following = set(Translation.objects.filter(article__in=members).values_list("article", flat=True))
    live = [one for one in members if one.withdrawn_at is None]
    return sorted(live, key=lambda one: (one.pk in following, one.language != DEFAULT, one.pk))


def waits(article: Article) -> bool:
    """Return whether the article is a draft or scheduled."""
    return article.state in BEFORE


def candidates(account, articles: Iterable[Article]) -> list[Candidate]:
    """Return those of the versions that wait to be published, with the doubts about each."""
    waiting = [one for one in articles if waits(one)]
    followed = {one.article_id: one for one in _followed(waiting)}
    doubts = {article.pk: warnings for article, warnings in warnings_by_story(waiting)}
    return [
        Candidate(
            article,
            name_of(article.language),
            [*_of_source(followed.get(article.pk)), *doubts.get(article.pk, [])],
            open_elsewhere(account, article),
            "" if is_within(article.language, article.site_language) else name_of(article.site_language),
        )
        for article in waiting
    ]


def _followed(articles: list[Article]):
    return Translation.objects.with_needs().filter(article__in=articles).select_related("source")


def _of_source(followed: Translation | None) -> list[PublishWarning]:
    """Return what a version lacks next to the text that it follows."""
    if followed is None:
        return []
    if followed.is_orphaned:
        source = followed.source
        gone = "deleted" if source is None else "withdrawn" if source.withdrawn_at else "retracted"
        return [PublishWarning(ORPHANED.format(gone), "following")]
    found = [PublishWarning(WRONG, "following")] if followed.is_wrong else []
    return found + ([PublishWarning(BEHIND, "following")] if followed.is_behind else [])


def obstacles(chosen: list[int], locked: dict[int, Article], group: set[int], versions: dict[int, str]) -> list[str]:
    """Return why the chosen numbers cannot be published together, a sentence each with the cure; none if they can.

    `locked` are their rows as they are now, `group` the numbers of the story's versions, and `versions` says which
    version of each the page showed.
    """
    return [why for number in chosen if (why := _obstacle(number, locked.get(number), group, versions.get(number)))]


def _obstacle(number: int, article: Article | None, group: set[int], version: str | None) -> str:
    if article is None:
        return DELETED.format(number)
    if article.withdrawn_at is not None:
        return WITHDRAWN.format(named(article))
    if number not in group:
        return LEFT.format(named(article))
    if not waits(article):
        return THERE_ALREADY.format(named(article))
    return "" if version == str(article.version_when_locked) else CHANGED.format(named(article))


def named(article: Article) -> str:
    return f"The {name_of(article.language)} version, “{article}”,"


def put_on_site(articles: Iterable[Article], at: datetime | None) -> None:
    """Publish the locked articles at the aware moment `at`, which lies ahead, or now: all at one moment."""
    moment = at or timezone.now()
    for article in articles:
        article.keep_as_imported()
        if at is None:
            article.mark_published(moment)
        else:
            article.mark_scheduled(moment)
        article.save(update_fields=["published_at", "withdrawn_at", "withdrawn_because", "time_known", "story_type"])
