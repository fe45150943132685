"""Several editors at once: each writes on top of the newest row, or reads that nothing was saved.

No two wait for each other: all take their locks in one order (articles/database/lock_order.py). Should the database
give one of them up all the same, what was sent is done once more.
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

TIMES = 3  # that a request is tried which the database gives up for another's sake
AGAIN = "Somebody else changed this at the same moment; nothing was saved. Try again."
FULL = "The disk is full; nothing was saved. Tell whoever runs the site, and save again when there is room."
log = logging.getLogger(__name__)


def collided(error: Exception) -> bool:
    """Whether two who wrote at once caused the database's error: a twin, a row that went away, a deadlock."""
    busy = getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    return isinstance(error, IntegrityError) or busy or given_up(error)


def given_up(error: Exception) -> bool:
    """Whether PostgreSQL rolled the transaction back so that another may go on: done again, it can be saved."""
    return (getattr(error.__cause__, "sqlstate", None) or "").startswith("40")


def take_back(request) -> None:
    """Drops the messages of a success that was announced before the transaction failed."""
    for _ in messages.get_messages(request):
        pass


class WritesTogether:
    """For a ModelAdmin; stands before all others: each POST is one transaction, whole or not at all.

    What it changes of the front page is recorded in it (articles/front/curation.py).
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
        """The view's answer; when others wrote the same, the disk is full or a photo cannot be drawn: the form as it
        was sent, or the page it came from."""
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
            with suppress(IntegrityError, OperationalError):  # what was sent fits no more
                return self.write_once(request, view, *args, **kwargs)
        return self.try_again(request, why)

    def write_patiently(self, request, view, *args, **kwargs):
        """Writes, and once more where the database gave it up; not what writes files, which no rollback takes back."""
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
            vars(request).clear()  # what the view noted of rows that do not exist
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
        """Taken before the first row is read: a lock that goes before those of single rows."""

    def try_again(self, request, why: str = AGAIN):
        self.message_user(request, why, messages.ERROR)
        address = request.get_full_path()
        if IS_POPUP_VAR in request.POST and IS_POPUP_VAR not in request.GET:
            address += ("&" if request.GET else "?") + urlencode({IS_POPUP_VAR: 1})
        return redirect(address)

    def get_object(self, request, object_id, from_field=None):
        """The row; when it is about to be written, the newest, which nobody else writes meanwhile."""
        found = super().get_object(request, object_id, from_field)
        if found is None or not getattr(request, "writes", False):
            return found
        return self.get_queryset(request).select_for_update(of=("self",), no_key=True).filter(pk=found.pk).first()
