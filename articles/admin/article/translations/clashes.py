"""Two versions of a story in one language, which the database refuses: said before anything is saved."""

from django.urls import reverse
from django.utils.html import format_html

from articles.models import Article
from articles.models.derived_values import SUBSTANCE, judged_language
from articles.models.languages.linking import version_in
from articles.text.languages.site_languages import name_of

TAKEN = "{} is the version in {} already. Withdraw it or unlink one of the two first."


def clash(article: Article, language: str) -> str:
    """Return the message, in HTML, about the version of the article that is in `language` already; "" if none is."""
    other = version_in(article, language) if article.translation_group_id else None
    if other is None:
        return ""
    link = format_html('<a href="{}">“{}”</a>', reverse("admin:articles_article_change", args=[other.pk]), other)
    return format_html(TAKEN, link, name_of(language))


def language_to_be(article: Article, given: dict) -> str:
    """Return the language that the article will have once the form's values `given` are saved, as `derive` sets it."""
    if not given.get("language"):
        words = {name: given.get(name, getattr(article, name)) for name in SUBSTANCE}
        return judged_language(**words)
    return given["language"]
