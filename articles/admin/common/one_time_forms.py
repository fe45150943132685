"""Forms that are saved once: a second POST of the same form leads to what the first one made.

A double click, Back and Save again, a slow network and a second tab that took the same text up all send one form twice.
Each form has a token (articles/models/sent_form.py), which its copies in other tabs carry along.
"""

import re
from hashlib import sha256

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from articles.admin.common.unsaved_form import NotSaved
from articles.models import SentForm
from articles.models.sent_form import new_token

ONCE = "once"  # the hidden field with the form's token; a copy of unsaved text contains it
_TOKEN = re.compile(r"[\w-]{22}", re.ASCII)
SAVED_ALREADY = "“{}” was saved when this form was sent the first time. Nothing was made or changed twice."
CHANGED_SINCE = "This form has made “{}” already. What you have changed since is below and not saved yet."
NOT_TAKEN = "This form has made “{}” already, so nothing was made twice. What you changed since was not saved."


def token_in(data) -> str:
    """Return the token in the posted data; empty if there is none that a page of ours gave."""
    sent = data.get(ONCE, "")
    return sent if _TOKEN.fullmatch(sent) else ""


def digest_of(request, *, with_buttons: bool) -> str:
    """Return a digest of the posted values and files; the fields that begin with "_" are buttons and names.

    It is made with the site's key and without passwords, so that the database tells nothing of what was typed.
    """
    left_out = (ONCE, "csrfmiddlewaretoken", "_form", "_story")
    told = [request.path if with_buttons else ""]
    for name, values in sorted(request.POST.lists()):
        if name not in left_out and "password" not in name and (with_buttons or not name.startswith("_")):
            told.append(f"{name}={values}")
    told += [f"{name}={file.name} {_digest_of_file(file)}" for name, file in sorted(request.FILES.items())]
    return salted_hmac(__name__, "\n".join(told), algorithm="sha256").hexdigest()


def _digest_of_file(file) -> str:
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


class OneTimeForms:
    """A ModelAdmin mixin for forms that are saved once. Its POSTs run in a transaction (AtomicViews)."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form; if it was saved already, lead to what it made."""

        def usual():
            return super(OneTimeForms, self).changeform_view(request, object_id, form_url, extra_context)

        token = token_in(request.POST) if request.method == "POST" else ""
        if not token or getattr(request, "not_saved", None):
            return usual()
        adds = object_id is None
        if adds and not self.has_add_permission(request):
            raise PermissionDenied
        digest = digest_of(request, with_buttons=not adds)
        form, is_first = SentForm.objects.begin(request.user, token, digest)
        known = SentForm.objects.twin_of(form, self.opts.label_lower) if is_first and adds else form
        made = self.made_by(request, known) if known and (known is not form or not is_first) else None
        if made is not None and (adds or form.digest == digest):
            if is_first:
                form.delete()
            return self.lead_to(request, made, known, extra_context)
        response = usual()
        if saved := getattr(request, "saved_row", None):
            form.record(saved, digest)
            SentForm.objects.forget_old(form)
        elif is_first:
            form.delete()
        return response

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance.pk is not None:
            request.saved_row = form.instance

    def made_by(self, request, form: SentForm):
        """Return the row that the form made, or None if it is gone or not for this account to see."""
        number = form.number_of(self.opts.label_lower)
        row = self.get_object(request, number) if number else None
        return row if row is not None and self.has_view_or_change_permission(request, row) else None

    def lead_to(self, request, row, form: SentForm, extra_context):
        """Return the response to a second POST of a form that made the row.

        A popup closes with the row. A form that was written on since is shown as a form of the row, not saved.
        """
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, row)
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
        if form.digest in (digest_of(request, with_buttons=False), digest_of(request, with_buttons=True)):
            self.message_user(request, SAVED_ALREADY.format(row), messages.WARNING)
            return redirect(address)
        fields = [set(self.get_form(request, one, change=one is not None).base_fields) for one in (None, row)]
        if fields[0] - fields[1] or not self.has_change_permission(request, row):
            self.message_user(request, NOT_TAKEN.format(row), messages.WARNING)
            return redirect(address)
        request.not_saved = NotSaved(CHANGED_SINCE.format(row))
        request.shows_made_row = True
        return super().changeform_view(request, str(row.pk), address, extra_context)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Show the rows of a story as they are if the form that made it is shown again: it knows no row's number."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if getattr(request, "shows_made_row", False):
            return {name: value for name, value in kwargs.items() if name not in ("data", "files", "save_as_new")}
        return kwargs

    def render_change_form(self, request, context, *args, **kwargs):
        used = getattr(request, "shows_made_row", False) or getattr(request, "saved_row", None)
        context[ONCE] = (not used and token_in(request.POST)) or new_token()
        if getattr(request, "shows_made_row", False) and not context["inline_admin_formsets"]:
            context["another"] = request.get_full_path()  # the form of a new row
        return super().render_change_form(request, context, *args, **kwargs)
