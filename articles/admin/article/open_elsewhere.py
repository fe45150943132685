"""Who else has a story's form open: whoever has a working copy of it that was seen a moment ago."""

from collections.abc import Collection

from articles.history.versions import display_name
from articles.models import Article, WorkingCopy
from articles.text.dates import format_clock


def open_elsewhere(account, article: Article | None) -> list[str]:
    """Return who else has the article open, and since when."""
    return who_has_open(account, [article.pk]).get(article.pk, []) if article else []


def who_has_open(account, articles: Collection[int]) -> dict[int, list[str]]:
    """Return who else has the articles of these numbers open, and since when, by the article's number. One query."""
    longest = {}
    for copy in WorkingCopy.objects.of_others(account).filter(article__in=articles):
        longest.setdefault((copy.article_id, copy.account_id), copy)  # the same account may have it open twice
    found: dict[int, list[str]] = {}
    for copy in longest.values():
        said = f"{display_name(copy.account)}, since {format_clock(copy.opened_at)}"
        found.setdefault(copy.article_id, []).append(said)
    return found
