"""The pages that ask before a language is opened for readers or closed, and what happens then."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.history.audit_log import audit
from articles.models import Article, Language, Section, SectionName


def stories_of(language: Language):
    """Return the stories in the language, also those whose tag says more (ru-KZ): they move when it is opened."""
    return Article.objects.filter(Q(language=language.tag) | Q(language__startswith=f"{language.tag}-"))


def page(model_admin, request, pk: int, *, opens: bool):
    """Ask whether the language shall be opened (`opens`) or closed, and say how many stories move; a POST does it."""
    return model_admin.run_atomically(request, partial(_ask_or_do, model_admin), pk, opens)


def _ask_or_do(model_admin, request, pk: int, opens: bool):
    language = model_admin.get_object(request, str(pk))
    if not model_admin.has_open_permission(request):
        raise PermissionDenied
    if language is None:
        raise Http404("no such language")
    if bool(language.opened_at) == opens:
        said = "open for readers" if opens else "closed"
        model_admin.message_user(request, f"{language} is {said} already.", messages.WARNING)
    elif request.method == "POST":
        _do(model_admin, request, language, opens)
    else:
        return _ask(model_admin, request, language, opens)
    return redirect("admin:articles_language_change", pk)


def _do(model_admin, request, language: Language, opens: bool) -> None:
    number = stories_of(language).count()
    (language.open if opens else language.close)()
    audit(request, language, "Opened for readers." if opens else "Closed for readers.")
    state = "open for readers" if opens else "closed"
    said = f"{language} is {state}. {_stories(number)} moved to {_lists(language, opens)}."
    model_admin.message_user(request, said, messages.SUCCESS)


def _ask(model_admin, request, language: Language, opens: bool) -> TemplateResponse:
    stories = stories_of(language)
    named = SectionName.objects.filter(language=language.tag).values("section")
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"{'Open' if opens else 'Close'} {language}",
        "language": language,
        "opens": opens,
        "number": stories.count(),
        "public": stories.published().count(),
        "lists": _lists(language, opens),
        "unnamed": Section.objects.exclude(pk__in=named) if opens else [],
    }
    return TemplateResponse(request, "admin/articles/language/ask.html", context)


def _stories(number: int) -> str:
    return f"{number} {'story' if number == 1 else 'stories'}"


def _lists(language: Language, opens: bool) -> str:
    return f"/{language.prefix}/" if opens else "the lists of the default language"
