"""The page of search and replace: the form, what was found in context, and the press that replaces what is chosen."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html_join

from articles.admin.common.lookup_widgets import is_id
from articles.admin.common.one_time_forms import ONCE, digest_of, token_in
from articles.admin.replacing.candidates import STORIES_READ
from articles.admin.replacing.finding import find
from articles.admin.replacing.form import SearchForm
from articles.admin.replacing.rows import KINDS, kinds_of
from articles.admin.replacing.writing import Press, read_choices, replace
from articles.history.audit_log import audit_all
from articles.models import Article, ReplacedRow, Replacement, SentForm, TopStory
from articles.models.sent_form import new_token
from articles.text.plain import is_readable, visible

PAGE = "admin:articles_replacement_changelist"
RUN = "admin:articles_replacement_change"
RUNS_SHOWN = 20
MINOR, CORRECTION = "minor", "correction"
NOTHING_CHOSEN = "Nothing was replaced: choose at least one place."
NO_TEXT = "Nothing was replaced: write what readers are told under each story, or choose “Minor edit”."
NO_SEARCH = "Nothing was replaced: say what is looked for, then search again."
ALL_LEFT = "Nothing was replaced. {}"
DONE_ALREADY = "This was replaced when the page was sent the first time. Nothing was done twice."


class TellForm(forms.Form):
    """Whether readers are told, and what."""

    tell = forms.ChoiceField(
        label="Published stories",
        choices=[
            (MINOR, "Minor edit: readers are not told"),
            (CORRECTION, "Correction: this text stands under each story"),
        ],
        initial=MINOR,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Correction",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="What was wrong, and what is right. Drafts, scheduled and withdrawn stories get none.",
    )

    def clean_text(self):
        return visible(self.cleaned_data["text"].replace("\r\n", "\n")).strip()


def may_replace(request) -> bool:
    """Return whether the account may replace in stories."""
    return request.user.has_perms(["articles.add_replacement", "articles.change_article"])


def page(model_admin, request):
    """Show the form and, once something is looked for, what was found; a POST replaces what was chosen."""
    if not may_replace(request):
        raise PermissionDenied
    return _replace_once(model_admin, request) if request.method == "POST" else show(model_admin, request)


def show(model_admin, request, *, chosen: set[str] | None = None, tell: TellForm | None = None) -> TemplateResponse:
    """Return the page; `chosen` None: every place that can be is ticked."""
    form = SearchForm(request.GET if "find" in request.GET else None, label_suffix="")
    findings, before = None, request.GET.get("before", "")
    if form.is_valid():
        visible_stories = model_admin.visible_stories(request)
        number = int(before) if is_id(before) else None
        findings = find(kinds_of(request.user), visible_stories, form.wanted, request.user, number)
    request.current_app = model_admin.admin_site.name
    query = request.GET.copy()
    query["before"] = findings.next_before if findings and findings.next_before else ""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "Search and replace",
        "form": form,
        "findings": findings,
        "first": not before,
        "read_at_most": STORIES_READ,
        "next": query.urlencode(),
        "chosen": chosen,
        "seen": " ".join(f"{one.name}={one.seen}" for one in findings.rows) if findings else "",
        "tell": tell or TellForm(initial={"tell": MINOR}, label_suffix=""),
        "runs": Replacement.objects.select_related("by")[:RUNS_SHOWN],
        ONCE: new_token(),
    }
    return TemplateResponse(request, "admin/articles/replacement/page.html", context)


def _replace_once(model_admin, request):
    """Replace what was chosen, unless this form did so before; then lead to what was done."""
    Article.objects.lock_many()
    TopStory.objects.lock_order()
    digest, token = digest_of(request, with_buttons=True), token_in(request.POST) or new_token()
    sent, is_first = SentForm.objects.begin(request.user, token, digest)
    number = sent.number_of(model_admin.opts.label_lower)
    if not is_first and number and sent.digest == digest:
        model_admin.message_user(request, DONE_ALREADY, messages.WARNING)
        return redirect(RUN, number)
    made, response = _replace(model_admin, request)
    if made is not None:
        sent.record(made, digest)
        SentForm.objects.forget_old(sent)
    elif is_first:
        sent.delete()
    return response


def _replace(model_admin, request):
    """Return the replacement that was made, or None, and the response."""
    form, tell = SearchForm(request.GET), TellForm(request.POST, label_suffix="")
    chosen = request.POST.getlist("chosen")
    correction = tell.cleaned_data["text"] if tell.is_valid() and tell.cleaned_data["tell"] == CORRECTION else ""
    corrects = tell.is_valid() and tell.cleaned_data["tell"] == CORRECTION
    if not form.is_valid():
        wrong = NO_SEARCH
    elif not chosen:
        wrong = NOTHING_CHOSEN
    elif not tell.is_valid() or (corrects and not is_readable(correction)):
        wrong = NO_TEXT
    else:
        return _press(model_admin, request, form, chosen, correction)
    model_admin.message_user(request, wrong, messages.ERROR)
    return None, show(model_admin, request, chosen=set(chosen), tell=tell)


def _press(model_admin, request, form: SearchForm, chosen: list[str], correction: str):
    seen = dict(one.partition("=")[::2] for one in request.POST.get("seen", "").split(" "))
    result = replace(Press(form.wanted, read_choices(chosen), seen, correction), kinds_of(request.user), request.user)
    if not result.rows:
        said = format_html_join(" ", "“{}”: {}", ((title, reason) for title, _, reason in result.left))
        model_admin.message_user(request, ALL_LEFT.format(said or NOTHING_CHOSEN), messages.ERROR)
        return None, redirect(request.get_full_path())
    made = result.rows[0].replacement
    log(request, result.rows, f"Replaced “{made.looked_for}” by “{made.written}”.")
    return made, redirect(RUN, made.pk)


def log(request, rows: list[ReplacedRow], what: str) -> None:
    """Write what was done with the rows into the log."""
    found = []
    for kind in KINDS.values():
        numbers = [row.number for row in rows if row.kind == kind.name]
        found += kind.model.objects.filter(pk__in=numbers) if numbers else ()
    audit_all(request, found, what)
