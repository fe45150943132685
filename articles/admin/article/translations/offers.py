"""The languages into which a story can be translated."""

from collections.abc import Iterable
from typing import NamedTuple

from articles.admin.languages.names import site_languages
from articles.models import Article
from articles.text.languages.site_languages import DEFAULT, name_of


class Offer(NamedTuple):
    """A language in which a story has no version yet."""

    tag: str
    name: str


def offers(request, article: Article, versions: Iterable[Article]) -> list[Offer]:
    """Return the languages of the site, open or prepared, in which neither the article nor one of its versions is.

    None on a site of one language, and for a withdrawn or retracted article.
    """
    others = site_languages(request)
    if not others or article.withdrawn_at or article.retracted_at:
        return []
    taken = [article.language, *(one.language for one in versions if one.withdrawn_at is None)]
    free = (tag for tag in (DEFAULT, *others) if not any(is_within(language, tag) for language in taken))
    return [Offer(tag, name_of(tag)) for tag in free]


def is_within(language: str, tag: str) -> bool:
    """Return whether the language is the one of the tag, or says more than it, as ru-KZ than ru."""
    return language == tag or language.startswith(f"{tag}-")
