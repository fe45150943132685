"""The section of a flash: by its headline, as an import decides it, or else the one that the account uses most."""

from collections import Counter
from pathlib import Path

from django.conf import settings

from articles.admin.article.tags_in_text import vocabulary
from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.vocabulary import VocabularyError
from articles.models import Article, Section

VERSIONS_LOOKED_AT = 100  # newest ones that the account saved


def guess_section(headline: str, account) -> int | None:
    """Return the number of the section in which a story with the headline probably belongs; None without sections."""
    numbers = dict(Section.objects.values_list("slug", "pk"))
    return (
        numbers.get(_by_words(headline))
        or _most_used(account, set(numbers.values()))
        or next(iter(numbers.values()), None)
    )


def _by_words(headline: str) -> str:
    """Return the slug of the section for which the headline's words speak; empty if too few do."""
    try:
        return classify(headline, [], vocabulary(Path(settings.SEED_VOCABULARY))).section
    except VocabularyError:
        return ""  # a flash does not wait until somebody has mended the file


def _most_used(account, known: set[int]) -> int | None:
    saved = Article.history.filter(history_user=account).order_by("-history_id")
    used = Counter(saved.values_list("section_id", flat=True)[:VERSIONS_LOOKED_AT])
    return next((section for section, _ in used.most_common() if section in known), None)
