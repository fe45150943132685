"""Who else has a story's form open: whoever has a working copy of it that was seen a moment ago."""

from articles.history.versions import display_name
from articles.models import Article
from articles.text.dates import format_clock


def open_elsewhere(account, article: Article | None) -> list[str]:
    """Return who else has the article open, and since when."""
    found = article.working_copies.of_others(account) if article else []
    longest = {}
    for copy in found:
        longest.setdefault(copy.account_id, copy)  # the same account may have it open twice
    return [f"{display_name(copy.account)}, since {format_clock(copy.opened_at)}" for copy in longest.values()]
