"""Importing seeds in the newsroom: upload a file, read what an import would do, confirm, read what it did.

    upload_page  the form        -> SeedUpload, tried at once -> trial_page
    trial_page   the dry run     -> "Import" -> the import, in this request -> trial_page with the report

Every POST ends in a redirect, so that a reload repeats nothing; an upload is imported once, however often it is sent.
"""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator

from articles.imports.seeds.lock import ImportRunning
from articles.imports.seeds.report import OUTCOMES
from articles.imports.seeds.uploads import trial
from articles.imports.seeds.uploads.unpacking import (
    FILES_MAX,
    TOO_LARGE_UPLOAD,
    UPLOAD_BYTES_MAX,
    Member,
    NoSeeds,
    unpack,
)
from articles.imports.seeds.vocabulary import Vocabulary, VocabularyError
from articles.imports.seeds.warning_kinds import kind_of
from articles.models import SeedUpload
from articles.models.import_run import most_frequent

FILES_A_PAGE = 50
LISTED_FIRST = ("rejected", "updated", "created", "duplicate", "unchanged")  # what needs a look comes first
WHAT = (
    "A seed: a page as plain text (.txt) whose first line reads “date 2020-10-02 Headline”. Or a .zip of at most "
    f"{FILES_MAX:,} seeds and {UPLOAD_BYTES_MAX / 1e6:g} MB. For more, use the command import_seeds on the server."
)
RUNNING = "Another import is running. Nothing of this file is imported; try again when it has ended."
TOO_LONG = (
    "An import of this file takes too long for this page. Upload fewer files, or use the command import_seeds on the "
    "server."
)
EARLY = (
    "The import ended early: {} Finished stories are saved and none is half-written. Import again: the rest follows."
)
ALL_REJECTED = "No file of this upload can be read. Mend what is said below, and upload it again."
ALL_KNOWN = "Every story that can be read is on the site already, as it is here."
NO_TRIAL = "It could not be tried: {} Try again."
GONE = "This upload is no longer here: uploads are deleted after a day, or by five newer ones. Upload the file again."
ONCE = "This upload was imported already. Nothing was imported twice."
BEGUN = "This upload is being imported just now. Reload this page to see what it did."
DISCARDED = "“{}” is deleted. Nothing of it was imported."
DONE = "The import is done: {}."


class UploadForm(forms.Form):
    """A form for one file; its cleaned value is the file's name, its bytes, and what they hold."""

    file = forms.FileField(
        label="File",
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.zip,text/plain,application/zip"}),
        help_text=WHAT,
    )

    def clean_file(self) -> tuple[str, bytes, list[Member]]:
        upload = self.cleaned_data["file"]
        if upload.size > UPLOAD_BYTES_MAX:
            raise ValidationError(TOO_LARGE_UPLOAD.format(size=upload.size / 1e6))
        data = upload.read()
        try:
            return upload.name, data, unpack(data, upload.name)
        except NoSeeds as error:
            raise ValidationError(str(error)) from error


def upload_page(admin, request):
    """Show the form and the account's last uploads; on POST, store the upload, try it and lead to its page."""
    _allow(admin, request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        name, data, members = form.cleaned_data["file"]
        upload = SeedUpload.objects.keep(request.user, name, data)
        _try(admin, request, upload, members)
        return redirect(_address(upload))
    SeedUpload.objects.forget_old()
    uploads = SeedUpload.objects.of(request.user).defer("data", "trial", "result")
    context = {"title": "New import", "form": form, "uploads": uploads}
    return _page(admin, request, "upload", **context)


def trial_page(admin, request, token: str):
    """Show what the account's upload would do, or what its import did; on POST, import, try or delete it."""
    _allow(admin, request)
    upload = SeedUpload.objects.of(request.user).filter(token=token).first()
    if upload is None:
        admin.message_user(request, GONE, messages.ERROR)
        return redirect("admin:articles_importrun_add")
    if request.method == "POST":
        return _answer(admin, request, upload)
    outcome = upload.result or upload.trial
    title = f"Import of {upload.name}" if upload.ended_at else f"What an import of {upload.name} would do"
    context = {"title": title, "upload": upload, "address": _address(upload)}
    return _page(admin, request, "trial", **context, **(_shown(request, outcome) if outcome else {}))


def _answer(admin, request, upload: SeedUpload):
    if "_discard" in request.POST and upload.discard():
        admin.message_user(request, DISCARDED.format(upload.name))
        return redirect("admin:articles_importrun_add")
    if upload.ended_at is not None:
        admin.message_user(request, ONCE, messages.WARNING)
    elif "_try" in request.POST:
        _try_again(admin, request, upload)
    elif "_import" in request.POST:
        _import(admin, request, upload)
    return redirect(_address(upload))


def _try_again(admin, request, upload: SeedUpload) -> None:
    try:
        members = unpack(bytes(upload.data), upload.name)
    except NoSeeds as error:  # too many are read just now, perhaps
        admin.message_user(request, NO_TRIAL.format(error), messages.ERROR)
    else:
        _try(admin, request, upload, members)


def _try(admin, request, upload: SeedUpload, members: list[Member]) -> None:
    """Store what an import of the upload would do; if that cannot be found out now, tell the account why."""
    try:
        upload.tried(trial.run(members, _vocabulary(), dry_run=True))
    except ImportRunning:
        admin.message_user(request, RUNNING, messages.WARNING)
    except trial.TrialTooLong:
        admin.message_user(request, TOO_LONG, messages.ERROR)
    except (DatabaseError, OSError, VocabularyError) as error:
        admin.message_user(request, NO_TRIAL.format(error), messages.ERROR)


def _import(admin, request, upload: SeedUpload) -> None:
    """Import the upload, once, and store what that did."""
    if upload.trial is None:  # nobody confirms what was not shown
        return
    if not upload.begin():
        upload.refresh_from_db(fields=["ended_at"])
        admin.message_user(request, BEGUN if upload.ended_at is None else ONCE, messages.WARNING)
        return
    try:
        result = trial.run(unpack(bytes(upload.data), upload.name), _vocabulary(), dry_run=False)
        upload.end(result)
    except ImportRunning:
        upload.call_off()
        admin.message_user(request, RUNNING, messages.WARNING)
    except (DatabaseError, OSError, VocabularyError, NoSeeds) as error:
        upload.call_off()
        admin.message_user(request, EARLY.format(error), messages.ERROR)
    except BaseException:
        upload.call_off()
        raise
    else:
        counts = ", ".join(f"{result['counts'][name]:,} {name}" for name in OUTCOMES if result["counts"][name])
        admin.log_addition(request, upload, f"Imported: {counts}.")
        admin.message_user(request, DONE.format(counts), messages.SUCCESS)


def _shown(request, outcome: dict) -> dict:
    """Return the context of what an import does: one page of its files, of one outcome, or with one kind of warning."""
    chosen, kind = request.GET.get("outcome", ""), request.GET.get("kind", "")
    files = [file for name in LISTED_FIRST for file in outcome["files"] if file["outcome"] == name]
    files.sort(key=lambda file: (LISTED_FIRST.index(file["outcome"]), not file["warnings"]))
    if chosen in OUTCOMES:
        files = [file for file in files if file["outcome"] == chosen]
    if kind:
        files = [file for file in files if kind in map(kind_of, file["warnings"])]
    page = Paginator(files, FILES_A_PAGE).get_page(request.GET.get("page"))
    counts = [(name, outcome["counts"][name]) for name in LISTED_FIRST if outcome["counts"][name]]
    more = outcome["briefs_number"] - len(outcome["briefs"])
    return {
        "outcome": outcome,
        "nothing": _reason_against(outcome),
        "counts": counts,
        "chosen": chosen,
        "kind": kind,
        "kinds": most_frequent(outcome["warnings"]),
        "page": page,
        "query": urlencode([(name, value) for name, value in (("outcome", chosen), ("kind", kind)) if value]),
        "more_briefs": more,
    }


def _reason_against(outcome: dict) -> str:
    """Return why an import would change nothing; empty if it would change something."""
    present = {name for name, number in outcome["counts"].items() if number}
    if outcome["briefs_number"] or not present <= {"rejected", "unchanged"}:
        return ""
    return ALL_KNOWN if "unchanged" in present else ALL_REJECTED


def _vocabulary() -> Vocabulary:
    return Vocabulary.load(settings.SEED_VOCABULARY)


def _address(upload: SeedUpload) -> str:
    return reverse("admin:articles_importrun_upload", args=[upload.token])


def _allow(admin, request) -> None:
    if not admin.has_add_permission(request):
        raise PermissionDenied


def _page(admin, request, name: str, **context) -> TemplateResponse:
    request.current_app = admin.admin_site.name
    context = {**admin.admin_site.each_context(request), "opts": admin.opts, **context}
    context["title"] = Truncator(context["title"]).chars(120)
    return TemplateResponse(request, f"admin/articles/importrun/{name}.html", context)
