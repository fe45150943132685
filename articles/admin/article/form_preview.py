"""The preview of what stands in a story's form: the public page with values that are not saved. It writes nothing."""

from itertools import chain
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponse
from django.template.response import TemplateResponse

from articles.admin.article.bylines import BylineRows
from articles.admin.article.corrections import CorrectionRows
from articles.admin.article.more_photos import PhotoRows
from articles.admin.article.story_files import FileRows
from articles.database.django_internals import set_related
from articles.models import Article, Correction
from articles.models.photo_use import FIRST
from articles.pages.preview import shown, unkept
from articles.reading.cards import Topic
from articles.reading.story import whole_story

ROWS_GONE = "Somebody else has removed a row of this form since you opened it. Save your text, and look at it again."


class Trouble(NamedTuple):
    """Why a form cannot be shown as a page: the field's label (empty for the whole form) and what is wrong there."""

    field: str
    errors: list[str]


def preview_form(model_admin, request, article: Article | None) -> HttpResponse:
    """Return the page that readers would get if the posted form of the article (None: a new one) were saved.

    If the form cannot be saved, the page names the fields and says why. Raises PermissionDenied as saving does.
    """
    allowed = model_admin.has_change_permission if article else model_admin.has_add_permission
    if not (allowed(request, article) if article else allowed(request)):
        raise PermissionDenied
    if request.method != "POST":
        return _explain(model_admin, request, [])
    form_class = model_admin.get_form(request, article, change=article is not None)
    form_class.only_shows = True
    form = form_class(request.POST, request.FILES, instance=article)
    try:
        rows = _rows(model_admin, request, form) if form.is_valid() else []
    except IntegrityError:
        return _explain(model_admin, request, [Trouble("", [ROWS_GONE])])
    if trouble := [*_trouble_in(form), *chain.from_iterable(_trouble_in_rows(one) for one in rows)]:
        return _explain(model_admin, request, trouble)
    return shown(request, unsaved_story(form, rows), state=form.state_before, is_saved=False)


def new_story_preview(model_admin, request) -> HttpResponse:
    """Return the preview of a story that was never saved."""
    return preview_form(model_admin, request, None)


def _rows(model_admin, request, form) -> list:
    """Return the form's inline rows as they were posted; those that are older than the saved ones are left out."""
    article = form.instance
    found = []
    for rows_class, inline in model_admin.get_formsets_with_inlines(request, article if article.pk else None):
        given = model_admin.get_formset_kwargs(request, article, inline, rows_class.get_default_prefix())
        found.append(rows_class(**given))
    return [rows for rows in found if rows.is_bound]


def unsaved_story(form, rows: list) -> Article:
    """Return the article that the valid form and its rows describe, with all that a story's page shows of it."""
    before = whole_story(form.instance.pk) if form.instance.pk else None
    article = form.save(commit=False)
    article.pk = article.pk or 0  # a row without a number has no tags and authors
    article.derive()
    uses = [use for use in before.photo_uses.all() if use.position > FIRST] if before else []
    files = list(before.file_uses.all()) if before else []
    article.revised = before is not None and before.revised
    article.versions, article.follows = (before.versions, before.follows) if before else ((), None)
    chosen = {tag.pk: Topic(tag.pk, tag.name, tag.slug) for tag in form.cleaned_data["tags"]}
    old = [tag.pk for tag in before.tags.all() if tag.pk in chosen] if before else []
    set_related(article, "tags", [chosen[pk] for pk in dict.fromkeys([*old, *chosen])])
    authors, notes = (list(before.authors.all()), list(before.corrections.all())) if before else ([], [])
    for one in rows:
        if isinstance(one, BylineRows):
            authors = [byline.author for byline in one.in_order()]
        elif isinstance(one, PhotoRows):
            uses = one.in_order()
        elif isinstance(one, FileRows):
            files = one.in_order()
        elif isinstance(one, CorrectionRows):
            one.mark(article)
            notes += one.new()
    set_related(article, "photo_uses", form.unsaved_photos(uses))
    set_related(article, "file_uses", files)
    set_related(article, "authors", authors)
    retractions = [note for note in notes if note.kind == Correction.Kind.RETRACTION]
    article.retraction = retractions[-1] if retractions else None
    article.remarks = [note for note in notes if note not in retractions]
    return article


def _trouble_in(form, within: str = "") -> list[Trouble]:
    found = []
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        label = str(form[name].label) if field else ""
        found.append(Trouble(": ".join(filter(None, [within, label])), list(errors)))
    return found


def _trouble_in_rows(rows) -> list[Trouble]:
    """Return what is wrong with inline rows; rows that may only be added are not checked again once they are saved."""
    name = str(rows.model._meta.verbose_name).capitalize()
    if isinstance(rows, CorrectionRows):
        forms = [form for form in rows.extra_forms if form.has_changed()]
        return [one for form in forms for one in _trouble_in(form, name)]
    if rows.is_valid():
        return []
    found = [one for form in rows.forms for one in _trouble_in(form, name)]
    general = list(rows.non_form_errors())
    return [*found, *([Trouble(name, general)] if general else [])]


def _explain(model_admin, request, trouble: list[Trouble]) -> HttpResponse:
    """Return the page in the newsroom's look that says why there is nothing to show."""
    request.current_app = model_admin.admin_site.name
    context = {**model_admin.admin_site.each_context(request), "title": "No preview", "trouble": trouble}
    return unkept(TemplateResponse(request, "admin/articles/article/no_preview.html", context))
