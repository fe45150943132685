"""What an account may do with stories: reporters write drafts of their own and read what is published.

An account that may view or change articles may do so with all of them; one that only has `draft_article`, with its own
drafts, and with those that a colleague has handed to it (articles/models/handover/).
"""

from django.db.models import Q

from articles.models import Article, Assignment
from articles.models.querysets import is_public


def may(account, verb: str) -> bool:
    """Return whether the account may do this (view, change, draft, publish …) with every article."""
    return account.has_perm(f"articles.{verb}_article")


def is_own_draft(account, article: Article | None) -> bool:
    """Return whether the account may draft, and the article is still a draft of its own."""
    if article is None or not may(account, "draft"):
        return False
    return Article.objects.drafts().written_by(account).filter(pk=article.pk).exists()


def works_on_draft(account, article: Article | None) -> bool:
    """Return whether the account may draft, and the article is a draft of its own, or one that it was handed."""
    if article is None or not may(account, "draft"):
        return False
    return (
        is_own_draft(account, article)
        or Assignment.objects.of_drafts().filter(pk=article.pk, assignee=account).exists()
    )


def visible_to(account, rows):
    """Return those of the rows of articles that the account sees in the newsroom."""
    if may(account, "view") or may(account, "change"):
        return rows
    own = Article.objects.written_by(account).values("pk")
    handed = Assignment.objects.filter(assignee=account).values("pk")
    return rows.filter(is_public() | Q(pk__in=own) | Q(pk__in=handed))
