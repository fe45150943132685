"""The page on which several versions of a story are published in one press: now, or at one moment."""

from datetime import datetime
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.admin.article.publishing.steps import PUBLISH, SCHEDULE, Step, outcome, pressed
from articles.admin.article.translations.together import candidates, group_of, obstacles, put_on_site, waits
from articles.admin.common.datetimes import MomentField, MomentWidget
from articles.admin.common.lookup_widgets import is_id
from articles.admin.common.one_time_forms import ONCE, digest_of, token_in
from articles.admin.languages.names import site_languages
from articles.history.audit_log import audit
from articles.models import Article, SentForm
from articles.models.sent_form import new_token
from articles.text.languages.site_languages import name_of

NAME = "articles_article_together"  # of the page's address
NOTHING = "Nothing was published. {}"
NONE_CHOSEN = "Choose at least one version."
NO_TIME = "Say when the versions shall appear, then schedule them."
TIME_PAST = "This moment has passed. Set one that lies ahead, or publish the versions now."
NEW_DOUBTS = "There is something new to look at below. Press again if all is right."
DONE_ALREADY = "This was done when the page was sent the first time. Nothing was published twice."


class MomentForm(forms.Form):
    """A form with the one moment at which all the chosen versions appear."""

    at = MomentField(widget=MomentWidget, required=False, label="Appear at")


def page(model_admin, request, pk: int):
    """Show the versions of the story that wait, with the doubts about each; a POST publishes the chosen ones."""
    return model_admin.run_atomically(request, partial(_show_or_publish, model_admin), pk)


def _show_or_publish(model_admin, request, pk: int):
    posted = request.method == "POST"
    if not model_admin.has_publish_permission(request):
        raise PermissionDenied
    if posted:
        Article.objects.lock_many()  # comes before the locks of the form and of single stories
    article = model_admin.get_queryset(request).filter(pk=pk).first()
    if article is None or not site_languages(request):
        raise Http404("no such story")
    step = pressed(request.POST) if posted else None
    if posted and step not in (PUBLISH, SCHEDULE):
        raise Http404("no such button")
    return _publish_once(model_admin, request, article, step) if posted else _show(model_admin, request, article)


def _publish_once(model_admin, request, article: Article, step: Step):
    """Publish what was chosen, unless this form did so before; then lead to the story's versions."""
    digest, token = digest_of(request, with_buttons=True), token_in(request.POST) or new_token()
    sent, is_first = SentForm.objects.begin(request.user, token, digest)
    if not is_first and sent.made and sent.digest == digest:
        model_admin.message_user(request, DONE_ALREADY, messages.WARNING)
        return redirect("admin:articles_article_versions", article.pk)
    response = _publish(model_admin, request, article, step)
    if response.status_code == 302:
        sent.record(article, digest)
        SentForm.objects.forget_old(sent)
    elif is_first:
        sent.delete()
    return response


def _publish(model_admin, request, article: Article, step: Step):
    chosen = _chosen(request.POST)
    group = {one.pk for one in group_of(article)}
    rows = Article.objects.filter(pk__in={*chosen, *group}).order_by("pk").select_for_update(no_key=True)
    locked = {row.pk: row for row in rows}
    moment = MomentForm(request.POST if step is SCHEDULE else None)
    at, wrong = _moment(moment) if step is SCHEDULE else (None, "")
    versions = {number: _seen(request.POST, number).partition("-")[0] for number in chosen}
    against = obstacles(chosen, locked, group, versions) if chosen else [NONE_CHOSEN]
    against += [wrong] if wrong else []
    shown = [one for one in candidates(request.user, locked.values()) if one.article.pk in chosen]
    if not against and any(one.seen != _seen(request.POST, one.article.pk) for one in shown):
        against = [NEW_DOUBTS]
    if against:
        model_admin.message_user(request, NOTHING.format(" ".join(against)), messages.ERROR)
        article.refresh_from_db()  # it was read before it was locked
        return _show(model_admin, request, article, chosen=chosen, moment=moment if step is SCHEDULE else None)
    ready = [one.article for one in shown]
    put_on_site(ready, at)
    for one in ready:
        audit(request, one, _log_text(step, one, ready))
        model_admin.message_user(request, outcome(one), messages.SUCCESS)
    return redirect("admin:articles_article_versions", article.pk)


def _moment(form: MomentForm) -> tuple[datetime | None, str]:
    """Return the moment that was typed, and what is wrong with it."""
    at = form.cleaned_data["at"] if form.is_valid() else None
    if form.errors:
        return None, " ".join(form.errors["at"])
    if at is None:
        return None, NO_TIME
    return at, "" if at > timezone.now() else TIME_PAST


def _chosen(sent) -> list[int]:
    return sorted({int(one) for one in sent.getlist("chosen") if is_id(one)})


def _seen(sent, number: int) -> str:
    return sent.get(f"seen-{number}", "")


def _log_text(step: Step, article: Article, ready: list[Article]) -> str:
    """Return the log's text: that of the single step, with the numbers of those that were published with it."""
    others = ", ".join(f"{name_of(one.language)} #{one.pk}" for one in ready if one.pk != article.pk)
    said = step.log_text(article).rstrip(".")
    return f"{said}, together with {others}." if others else f"{said}."


def _show(model_admin, request, article: Article, chosen: list[int] | None = None, moment=None) -> TemplateResponse:
    """Return the page with the versions as they are now; `chosen` None: all that wait are ticked."""
    group = group_of(article)
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"Publish together: “{article}”",
        "article": article,
        "candidates": candidates(request.user, group),
        "others": [(one, name_of(one.language)) for one in group if not waits(one)],
        "chosen": chosen,
        "moment": moment or MomentForm(),
        ONCE: new_token(),
        "media": model_admin.media + MomentForm().media,
    }
    return TemplateResponse(request, "admin/articles/article/together.html", context)
