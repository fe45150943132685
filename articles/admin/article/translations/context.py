"""What a story's form shows of languages; nothing on a site of one language."""

from articles.admin.article.translations.following import following
from articles.admin.article.translations.offers import offers
from articles.admin.languages.names import site_languages
from articles.models import Article
from articles.models.languages.linking import versions_of
from articles.text.languages.site_languages import name_of


def languages_of_form(model_admin, request, article: Article | None) -> dict:
    """Return what the form's template needs: its other `language_versions`, what it is `following`, and so on.

    Empty for a new story, and on a site of one language.
    """
    if article is None or not site_languages(request):
        return {}
    versions = list(versions_of(article).defer("body"))
    return {
        "article": article,
        "language_versions": [(one, name_of(one.language)) for one in versions],
        "following": following(article) if article.translation_group_id else None,
        "translate_into": offers(request, article, versions) if model_admin.has_add_permission(request) else [],
        "may_change": model_admin.has_change_permission(request, article),
        "on_form": True,
        "several": True,
    }
