"""What a story's form shows of languages; nothing on a site of one language."""

from articles.admin.article.translations.following import following, seen_in
from articles.admin.article.translations.offers import offers
from articles.admin.article.translations.together import waits
from articles.admin.languages.names import site_languages
from articles.models import Article, Translation
from articles.models.languages.linking import mark_checked, versions_of
from articles.text import richtext
from articles.text.languages.site_languages import name_of

FOLLOWS_NOW = "follows_now"  # the box in the form that says that the text now follows what is shown of its source


def languages_of_form(model_admin, request, article: Article | None) -> dict:
    """Return what the form's template needs: its other `language_versions`, what it is `following`, and so on.

    Empty for a new story, and on a site of one language.
    """
    if article is None or not site_languages(request):
        return {}
    versions, followed = list(versions_of(article).defer("body")), None
    if article.translation_group_id or Translation.objects.filter(article=article).exists():
        followed = following(article)
    return {
        "article": article,
        "language_versions": [(one, name_of(one.language)) for one in versions],
        "following": followed,
        "source_text": richtext.sanitise(followed.source.body) if followed and followed.source else "",
        "follows_now": request.POST.get(FOLLOWS_NOW),
        "translate_into": offers(request, article, versions) if model_admin.has_add_permission(request) else [],
        "may_change": model_admin.has_change_permission(request, article),
        "together": model_admin.has_publish_permission(request) and waits(article) and any(map(waits, versions)),
        "on_form": True,
        "several": True,
    }


def note_followed(request, article: Article) -> None:
    """Record, if the box was ticked, that the saved article follows what the form showed of its source."""
    seen = seen_in(request.POST.get(FOLLOWS_NOW, ""))
    followed = Translation.objects.filter(article=article).first() if seen else None
    if followed:
        mark_checked(followed, version=seen[0], correction=seen[1], by=request.user)
