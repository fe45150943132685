"""Two versions of a story in one language, which the database refuses: said before anything is saved."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html

from articles.models import Article
from articles.models.derived_values import SUBSTANCE, judged_language
from articles.models.languages.linking import version_in
from articles.text.languages.site_languages import name_of

TWICE = (
    "{} and {} are both the {} version of one story, of which there can be only one. Nothing was restored. "
    "Restore one of them; if both are wanted, unlink one first."
)
TAKEN = "{} is the version in {} already. Withdraw it or unlink one of the two first."


def clash(article: Article, language: str) -> str:
    """Return the message, in HTML, about the version of the article that is in `language` already; "" if none is."""
    other = version_in(article, language) if article.translation_group_id else None
    if other is None:
        return ""
    return format_html(TAKEN, _link(other), name_of(language))


def clash_among(articles: Iterable[Article]) -> str:
    """Return the message, in HTML, about the first two of the articles that are one version; "" if all differ."""
    met = {}
    for article in articles:
        place = article.translation_group_id, article.language
        if article.translation_group_id and (other := met.get(place)):
            return format_html(TWICE, _link(other), _link(article), name_of(article.language))
        met[place] = article
    return ""


def _link(article: Article):
    address = reverse("admin:articles_article_change", args=[article.pk])
    return format_html('<a href="{}">“{}”</a>', address, article)


def language_to_be(article: Article, given: dict) -> str:
    """Return the language that the article will have once the form's values `given` are saved, as `derive` sets it."""
    if not given.get("language"):
        words = {name: given.get(name, getattr(article, name)) for name in SUBSTANCE}
        return judged_language(**words)
    return given["language"]
