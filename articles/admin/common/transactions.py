"""Saves by several editors at once: each changes the newest row, or its editor reads that nothing was saved.

Transactions do not wait for each other in a circle, because all take their locks in the same order
(articles/database/lock_order.py). If the database rolls one back nevertheless, the request is tried again.
"""

import errno
import logging
from contextlib import suppress

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.models import FileField
from django.shortcuts import redirect
from django.utils.http import urlencode

from articles.admin.common.one_time_forms import OneTimeForms
from articles.admin.common.unsaved_form import NotSaved, unsaved
from articles.front import curation
from articles.photos.uploads import NOT_DRAWN, NotDrawn

ATTEMPTS = 3  # at a request whose transaction the database rolls back in favour of another
AGAIN = "Somebody else changed this at the same moment; nothing was saved. Try again."
FULL = "The disk is full; nothing was saved. Tell whoever runs the site, and save again when there is room."
log = logging.getLogger(__name__)


def message_for(error: Exception) -> str | None:
    """Return what an editor is told whose POST failed with that error; None if the error is not one to live with."""
    if isinstance(error, NotDrawn):
        return NOT_DRAWN
    if isinstance(error, OSError):
        return FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else None
    return AGAIN if is_collision(error) else None


def is_collision(error: Exception) -> bool:
    """Return whether concurrent writes caused the database's error: a duplicate, a missing row, a deadlock."""
    if isinstance(error, IntegrityError):
        return True
    busy = getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return isinstance(error, OperationalError) and (busy or is_rollback(error))


def is_rollback(error: Exception) -> bool:
    """Return whether PostgreSQL rolled the transaction back in favour of another, so that a retry can succeed."""
    return (getattr(error.__cause__, "sqlstate", None) or "").startswith("40")


def remove_messages(request) -> None:
    """Remove the success messages that were added before the transaction failed."""
    for _ in messages.get_messages(request):
        pass


class AtomicViews(OneTimeForms):
    """A ModelAdmin mixin that runs each POST in one transaction, and saves each form once; it comes before all bases.

    Changes to the front page are recorded in the same transaction (articles/front/curation.py), if `may_change_front`
    says that the POST may cause one.
    """

    def changeform_view(self, request, *args, **kwargs):
        return self.run_atomically(request, super().changeform_view, *args, show_form_again=True, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        return self.run_atomically(request, super().delete_view, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        return self.run_atomically(request, super().changelist_view, *args, **kwargs)

    def run_atomically(self, request, view, *args, show_form_again=False, **kwargs):
        """Return the view's response; a POST is one transaction.

        If others wrote the same rows, the disk is full or a photo cannot be drawn, nothing is saved: return a redirect
        to the page the POST came from or, with `show_form_again`, the form as it was sent.
        """
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            return self.run_with_retries(request, view, *args, **kwargs)
        except (DatabaseError, OSError) as error:
            message = message_for(error)
            if message is None:
                raise
            log.log(logging.ERROR if message == FULL else logging.WARNING, "%s: not saved: %s", request.path, error)
        remove_messages(request)
        if show_form_again:
            request.not_saved = NotSaved(message)
            with suppress(IntegrityError, OperationalError):  # what was sent no longer fits
                return self.run_once(request, view, *args, **kwargs)
        return self.redirect_back(request, message)

    def run_with_retries(self, request, view, *args, **kwargs):
        """Run the view, and again if the database rolled the transaction back.

        Requests that write files are tried once, because a rollback does not remove files.
        """
        files = request.FILES or any(isinstance(field, FileField) for field in self.opts.fields)
        before = dict(vars(request))
        for left in reversed(range(1 if files else ATTEMPTS)):
            try:
                return self.run_once(request, view, *args, **kwargs)
            except OperationalError as error:
                if not (left and is_rollback(error)):
                    raise
                log.info("%s: tried again: %s", request.path, error)
            remove_messages(request)
            vars(request).clear()  # drop what the view noted about rows that do not exist
            vars(request).update(before)

    def run_once(self, request, view, *args, **kwargs):
        """Run the view between its lock and the record of the front page, in one transaction."""
        with transaction.atomic():
            request.locks_rows = True
            self.lock_first()
            if records := self.may_change_front(request):
                curation.record()
            response = view(request, *args, **kwargs)
            if records or self.may_change_front(request):  # somebody may have placed the story meanwhile
                curation.record(request.user)
            return response

    def lock_first(self) -> None:
        """Take the lock that comes before those of single rows. Called before the first row is read."""

    def may_change_front(self, request) -> bool:
        """Return whether the POST may change what the record of the front page holds."""
        return False

    def get_object(self, request, object_id, from_field=None):
        """Return the row; during a POST, return its newest state and lock it against other writers."""
        if not getattr(request, "locks_rows", False):
            return super().get_object(request, object_id, from_field)
        field = self.opts.get_field(from_field) if from_field else self.opts.pk
        rows = self.get_queryset(request).select_for_update(of=("self",), no_key=True)
        try:
            return rows.filter(**{field.name: field.to_python(object_id)}).first()
        except (ValidationError, ValueError):
            return None

    def get_form(self, request, *args, **kwargs):
        return unsaved(super().get_form(request, *args, **kwargs), getattr(request, "not_saved", None))

    def redirect_back(self, request, message: str):
        """Tell the editor why nothing was saved, and return a redirect to the page the POST came from."""
        self.message_user(request, message, messages.ERROR)
        address = request.get_full_path()
        if IS_POPUP_VAR in request.POST and IS_POPUP_VAR not in request.GET:
            address += ("&" if request.GET else "?") + urlencode({IS_POPUP_VAR: 1})
        return redirect(address)
