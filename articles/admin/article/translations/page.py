"""The page of a story's language versions: translate it, link it as a version of another one, unlink or check it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.article.changelist.pasted_address import number_in_address, number_in_text
from articles.admin.article.translations.following import following, seen_in
from articles.admin.article.translations.offers import offers
from articles.admin.article.translations.pairs_page import offers_of
from articles.admin.article.translations.together import waits
from articles.admin.languages.names import site_languages
from articles.history.audit_log import audit
from articles.models import Article, Author, Redirect, Translation
from articles.models.languages.drafting import draft_version
from articles.models.languages.linking import NotLinked, link, mark_checked, unlink, versions_of
from articles.text.languages.site_languages import name_of

NO_STORY = "“{}” is no story. Write its number, such as 93, or paste its address."
NOT_FOLLOWING = "The story follows no other one any more. Nothing was changed."
CHANGED = "The source was changed meanwhile. Look at what is new, and check it again."
BACK = "back"  # a field of the buttons on the story's form: return to the form


def page(model_admin, request, pk: int):
    """Show the versions of the story; a POST translates, links, unlinks or checks it, by the name of its button."""
    return model_admin.run_atomically(request, partial(_show_or_do, model_admin), pk)


def _show_or_do(model_admin, request, pk: int):
    posted = request.method == "POST"
    if posted:
        Article.objects.lock_many()  # comes before the locks of single stories
    article = model_admin.get_object(request, str(pk))
    if article is None:
        raise Http404("no such story")
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    if not posted:
        return _show(model_admin, request, article)
    act = next((act for name, act in ACTS.items() if name in request.POST), None)
    if act is None:
        raise Http404("no such button")
    try:
        return act(model_admin, request, article)
    except NotLinked as error:
        model_admin.message_user(request, _with_link(error), messages.ERROR)
        return redirect("admin:articles_article_versions", article.pk)


def _translate(model_admin, request, article: Article):
    """Make a draft in the language, and open its form; if there is a version already, open that one's."""
    language = request.POST["translate"]
    versions = list(versions_of(article))
    existing = next((one for one in versions if one.language == language and one.withdrawn_at is None), None)
    if existing is None:
        if not model_admin.has_add_permission(request):
            raise PermissionDenied
        if language not in [one.tag for one in offers(request, article, versions)]:
            raise Http404("no such language")
        translator = Author.objects.of_account(request.user)
        existing = draft_version(article, language, by=request.user, translator=translator)
        model_admin.log_addition(request, existing, f"Translation of “{article}” (#{article.pk}) begun.")
        said = f"A draft in {name_of(language)}, with the text of “{article}” to write over. Readers do not see it."
        model_admin.message_user(request, said, messages.SUCCESS)
    else:
        said = f"This is the version in {name_of(language)}. Nothing was made twice."
        model_admin.message_user(request, said, messages.INFO)
    return redirect("admin:articles_article_change", existing.pk)


def _link(model_admin, request, article: Article):
    _allow(model_admin, request, article)
    written = request.POST.get("source", "").strip()
    source = _story_meant(model_admin, request, written)
    if source is None:
        raise NotLinked(NO_STORY.format(written[:80]))
    link(article, source, by=request.user, translator=Author.objects.of_account(request.user))
    audit(request, article, f"Linked as a version of “{source}” (#{source.pk}).")
    model_admin.message_user(request, f"“{article}” is a version of “{source}” from now on.", messages.SUCCESS)
    return _back(request, article)


def _story_meant(model_admin, request, text: str) -> Article | None:
    """Return the story of that number or address, if the account sees it; a merged brief's number is its story's."""
    number = number_in_address(text) or number_in_text(text)
    if not number:
        return None
    rows = model_admin.get_queryset(request)
    merged = Redirect.objects.filter(number=number).values("article")
    return rows.filter(pk=number).first() or rows.filter(pk__in=merged).first()


def _unlink(model_admin, request, article: Article):
    followed = _followed(model_admin, request, article)
    if followed is None:
        model_admin.message_user(request, NOT_FOLLOWING, messages.WARNING)
    else:
        unlink(article)
        audit(request, article, f"Unlinked from “{followed.source}”." if followed.source else "Unlinked.")
        model_admin.message_user(request, f"“{article}” is no version of another story any more.", messages.SUCCESS)
    return _back(request, article)


def _check(model_admin, request, article: Article):
    """Record that the story is right by what the page showed of its source, which is in the button's value."""
    followed = _followed(model_admin, request, article)
    seen = seen_in(request.POST["check"])
    if seen is None:
        raise Http404("no such version")
    if followed is None:
        model_admin.message_user(request, NOT_FOLLOWING, messages.WARNING)
        return _back(request, article)
    mark_checked(followed, version=seen[0], correction=seen[1], by=request.user)
    audit(request, article, "Checked: still right.")
    now = Translation.objects.with_needs().get(pk=followed.pk)
    if now.is_behind or now.is_wrong:
        model_admin.message_user(request, CHANGED, messages.WARNING)
    else:
        model_admin.message_user(request, f"“{article}” is still right.", messages.SUCCESS)
    return _back(request, article)


ACTS = {"translate": _translate, "link": _link, "unlink": _unlink, "check": _check}


def _followed(model_admin, request, article: Article) -> Translation | None:
    _allow(model_admin, request, article)
    return Translation.objects.filter(article=article).select_related("source").first()


def _allow(model_admin, request, article: Article) -> None:
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied


def _back(request, article: Article):
    name = "change" if BACK in request.POST else "versions"
    return redirect(f"admin:articles_article_{name}", article.pk)


def _with_link(error: NotLinked):
    if error.existing is None:
        return str(error)
    address = reverse("admin:articles_article_change", args=[error.existing.pk])
    return format_html('{} <a href="{}">Open it</a>', str(error), address)


def _show(model_admin, request, article: Article) -> TemplateResponse:
    versions = list(versions_of(article).defer("body"))
    seen = set(
        model_admin.get_queryset(request).filter(pk__in=[one.pk for one in versions]).values_list("pk", flat=True)
    )
    missing = offers(request, article, versions)
    may_pair = missing and request.user.has_perm("articles.change_article")
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Language versions of “{article}”",
        "article": article,
        "language": name_of(article.language),
        "versions": [(one, name_of(one.language), one.pk in seen) for one in versions],
        "following": following(article),
        "pairs": offers_of(model_admin, request, article) if may_pair else [],
        "translate_into": missing if model_admin.has_add_permission(request) else [],
        "together": model_admin.has_publish_permission(request) and sum(map(waits, [article, *versions])) > 1,
        "may_change": model_admin.has_change_permission(request, article),
        "several": bool(site_languages(request)),
    }
    return TemplateResponse(request, "admin/articles/article/language_versions.html", context)
