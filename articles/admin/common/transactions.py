"""Saves by several editors at once: each changes the newest row, or its editor reads that nothing was saved.

Transactions do not wait for each other in a circle, because all take their locks in the same order
(articles/database/lock_order.py). If the database rolls one back nevertheless, the request is tried again.
"""

import errno
import logging
from contextlib import suppress

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import FileField
from django.shortcuts import redirect
from django.utils.http import urlencode

from articles.admin.common.held_form import Hold, held
from articles.front import curation
from articles.photos.uploads import NOT_DRAWN, NotDrawn

TIMES = 3  # attempts at a request whose transaction the database rolls back in favour of another
AGAIN = "Somebody else changed this at the same moment; nothing was saved. Try again."
FULL = "The disk is full; nothing was saved. Tell whoever runs the site, and save again when there is room."
log = logging.getLogger(__name__)


def collided(error: Exception) -> bool:
    """Return whether concurrent writes caused the database's error: a duplicate, a missing row, a deadlock."""
    busy = getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return isinstance(error, IntegrityError) or busy or given_up(error)


def given_up(error: Exception) -> bool:
    """Return whether PostgreSQL rolled the transaction back in favour of another, so that a retry can succeed."""
    return (getattr(error.__cause__, "sqlstate", None) or "").startswith("40")


def take_back(request) -> None:
    """Remove the success messages that were added before the transaction failed."""
    for _ in messages.get_messages(request):
        pass


class WritesTogether:
    """A ModelAdmin mixin that runs each POST in one transaction; it comes before all other bases.

    Changes to the front page are recorded in the same transaction (articles/front/curation.py).
    """

    def changeform_view(self, request, *args, **kwargs):
        return self.write(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        return self.write(request, super().delete_view, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        return self.write(request, super().changelist_view, *args, **kwargs)

    def get_form(self, request, *args, **kwargs):
        return held(super().get_form(request, *args, **kwargs), getattr(request, "hold", None))

    def write(self, request, view, *args, **kwargs):
        """Return the view's response.

        If others wrote the same rows, the disk is full or a photo cannot be drawn, return the form as it was sent, or
        a redirect to the page it came from.
        """
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            return self.write_patiently(request, view, *args, **kwargs)
        except (IntegrityError, OperationalError) as error:
            if not collided(error):
                raise
            why = AGAIN
            log.warning("Nothing was saved at %s: %s", request.path, error)
        except NotDrawn as error:
            why = NOT_DRAWN
            log.warning("Nothing was saved at %s: %s", request.path, error)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            why = FULL
            log.error("Nothing was saved at %s: %s", request.path, error)
        take_back(request)
        if view.__name__ == "changeform_view":
            request.hold = Hold(why)
            with suppress(IntegrityError, OperationalError):  # what was sent no longer fits
                return self.write_once(request, view, *args, **kwargs)
        return self.try_again(request, why)

    def write_patiently(self, request, view, *args, **kwargs):
        """Write, and try again if the database rolled the transaction back.

        Requests that write files are tried once, because a rollback does not remove files.
        """
        files = request.FILES or any(isinstance(field, FileField) for field in self.opts.fields)
        as_it_came = dict(vars(request))
        for left in reversed(range(1 if files else TIMES)):
            try:
                return self.write_once(request, view, *args, **kwargs)
            except OperationalError as error:
                if not (left and given_up(error)):
                    raise
                log.info("Tried again at %s: %s", request.path, error)
            take_back(request)
            vars(request).clear()  # drop what the view noted about rows that do not exist
            vars(request).update(as_it_came)

    def write_once(self, request, view, *args, **kwargs):
        with transaction.atomic():
            request.writes = True
            self.wait_for_turn()
            curation.record()
            response = view(request, *args, **kwargs)
            curation.record(request.user)
            return response

    def wait_for_turn(self) -> None:
        """Take the lock that comes before those of single rows. Called before the first row is read."""

    def try_again(self, request, why: str = AGAIN):
        self.message_user(request, why, messages.ERROR)
        address = request.get_full_path()
        if IS_POPUP_VAR in request.POST and IS_POPUP_VAR not in request.GET:
            address += ("&" if request.GET else "?") + urlencode({IS_POPUP_VAR: 1})
        return redirect(address)

    def get_object(self, request, object_id, from_field=None):
        """Return the row; during a write, return its newest state and lock it against other writers."""
        found = super().get_object(request, object_id, from_field)
        if found is None or not getattr(request, "writes", False):
            return found
        return self.get_queryset(request).select_for_update(of=("self",), no_key=True).filter(pk=found.pk).first()
