"""The page of a flash. A script shows what is in it in a dialog on any page of the newsroom, and sends its form.

Without JavaScript it is a page like others. A form that was sent twice made one story (articles/models/sent_form.py).
"""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from articles.admin.article.publishing.publish_warnings import confirmation_of
from articles.admin.common.lookup_widgets import is_id
from articles.admin.common.one_time_forms import ONCE, token_in
from articles.admin.flash.form import FlashForm
from articles.admin.flash.publishing import doubts, publish
from articles.admin.flash.section_guess import guess_section
from articles.admin.front.breaking import may_break
from articles.admin.languages.names import opened_languages
from articles.admin.languages.own import own_languages
from articles.models import Article, Breaking, Front, FrontSlot, SentForm, TopStory
from articles.models.sent_form import new_token
from articles.text.languages.detection import language_of
from articles.text.plain import HEADLINE_MAX

NAME = "articles_article_flash"  # of the page's address
PUBLISH = "_publish"
MADE_ALREADY = (
    "This form has made “{}” already. What you typed since is below: press Publish, and it is a second story."
)


def may_flash(model_admin, request) -> bool:
    """Return whether the account may bring a story of its own onto the site."""
    return model_admin.has_add_permission(request) and model_admin.has_publish_permission(request)


def page(model_admin, request):
    """Show the form, publish what it says, or show what became of a story that it made (`?story=12`)."""
    return model_admin.run_atomically(request, partial(_page, model_admin), show_form_again=True)


def _page(model_admin, request):
    if not may_flash(model_admin, request):
        raise PermissionDenied
    if request.method == "POST":
        return _send(model_admin, request)
    if "story" in request.GET:
        return _show_outcome(model_admin, request, request.GET["story"])
    return _show(model_admin, request, _form(model_admin, request))


def section(model_admin, request):
    """Return what the headline in the address says: {"section": a number or null, "language": a tag}."""
    if not may_flash(model_admin, request):
        raise PermissionDenied
    headline = request.GET.get("headline", "")[:HEADLINE_MAX]
    return JsonResponse({"section": guess_section(headline, request.user), "language": language_of(headline)})


def _form(model_admin, request, data=None) -> FlashForm:
    languages = opened_languages(request)
    own = next((tag for tag in own_languages(request) if tag in languages), languages[0])
    may_lead = model_admin.admin_site.get_model_admin(Front).has_change_permission(request)
    rights = {"may_lead": may_lead, "may_break": may_break(model_admin.admin_site, request)}
    return FlashForm(data, account=request.user, languages=languages, initial={"language": own}, **rights)


def _send(model_admin, request):
    """Publish the form, unless it is wrong, was sent before, or leaves a doubt; then show it again, with all of it."""
    form = _form(model_admin, request, request.POST)
    if not_saved := getattr(request, "not_saved", None):
        form.add_error(None, not_saved.because)
    if not form.is_valid():
        return _show(model_admin, request, form)
    TopStory.objects.lock_order()  # comes before the lock of the form; the desk arranges under the same one
    digest = _digest(form)
    sent, is_first = SentForm.objects.begin(request.user, token_in(request.POST) or new_token(), digest)
    if made := _made_by(sent, is_first):
        if is_first:
            sent.delete()
        if is_first or sent.digest == digest:
            return _lead_to(made)
        form.add_error(None, MADE_ALREADY.format(Article.objects.filter(pk=made).first()))
        return _show(model_admin, request, form, token=new_token())
    warnings = doubts(form)
    if warnings and request.POST.get(PUBLISH) != confirmation_of(warnings):
        sent.delete()
        return _show(model_admin, request, form, warnings)
    article = publish(request, form)
    sent.record(article, digest)
    SentForm.objects.forget_old(sent)
    return _lead_to(article.pk)


def _made_by(sent: SentForm, is_first: bool) -> str:
    """Return the number of the story that this form made; or its twin, if that story is still on the site. Else ""."""
    if not is_first:
        return sent.number_of(Article._meta.label_lower)
    twin = SentForm.objects.twin_of(sent, Article._meta.label_lower)
    made = twin.number_of(Article._meta.label_lower) if twin else ""
    return made if made and Article.objects.published().filter(pk=made).exists() else ""


def _digest(form: FlashForm) -> str:
    """Return a digest of what makes two sent forms the same story.

    It is the headline and the language; the section may be a guess that came in between.
    """
    told = form.cleaned_data["headline"], form.cleaned_data.get("language", "")
    return salted_hmac(__name__, "\n".join(told), algorithm="sha256").hexdigest()


def _lead_to(number):
    return redirect(f"{reverse(f'admin:{NAME}')}?story={number}")


def _show(model_admin, request, form: FlashForm, warnings=(), token: str = "") -> TemplateResponse:
    context = {
        "form": form,
        "warnings": warnings,
        "answer": confirmation_of(warnings) if warnings else "1",
        ONCE: token or token_in(request.POST) or new_token(),
        "title": f"{'Error: ' if form.errors else ''}Flash",
    }
    return _respond(model_admin, request, context)


def _show_outcome(model_admin, request, number: str) -> TemplateResponse:
    found = model_admin.get_queryset(request).filter(pk=number).first() if is_id(number) else None
    if found is None:
        raise Http404("no such story")
    context = {
        "article": found,
        "leads": FrontSlot.objects.filter(article=found, place=FrontSlot.Place.LEAD).exists(),
        "line": Breaking.objects.standing().filter(article=found).first(),
        "title": "Flash",
    }
    return _respond(model_admin, request, context)


def _respond(model_admin, request, context: dict) -> TemplateResponse:
    request.current_app = model_admin.admin_site.name
    context = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, **context}
    return TemplateResponse(request, "admin/articles/article/flash.html", context)
