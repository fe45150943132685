"""The address to which an open form sends its unsaved text every few seconds (static/js/newsroom/workingcopy.js)."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from articles.admin.article.open_elsewhere import open_elsewhere
from articles.admin.article.working_copies import DISCARD, FIELDS, FORM, NAME, STORY, copies_of, discard_copy
from articles.admin.common.lookup_widgets import is_id
from articles.models import Article, WorkingCopy
from articles.models.working_copy import Full
from articles.text.dates import format_clock

LEAVING = "_leaving"  # the page is about to close: nothing more will be sent
ACCOUNT = "_account"  # the account for which the page was made
FIELDS_MAX = 500_000  # characters
AT_MOST_EVERY = timedelta(seconds=1)


def keep(model_admin, request) -> HttpResponse:
    """Record that the form `_form` of the story `_story` is open, and store its `_fields` if they have changed.

    Return {"kept": the time of day, "holds": whether text of the form is stored, "others": who else has the story
    open}. Fields that arrive within a second of the last ones are not stored, and "kept" is null, unless the page
    is `_leaving`.

    With `_discard`, delete a copy: 204, or 409 if it was written on since. Other errors: 400 if the story's id,
    the form's name or the text is not valid, 403 and 404 as for the form itself, 409 if too many texts wait, 413
    if the text is too long.
    """
    if request.POST.get(ACCOUNT, str(request.user.pk)) != str(request.user.pk):
        raise PermissionDenied  # another account has logged in since the page was made: the text is not theirs
    if DISCARD in request.POST:
        return HttpResponse(status=204 if discard_copy(request) else 409)
    story, fields = request.POST.get(STORY, ""), request.POST.get(FIELDS)
    form = request.POST.get(FORM, story)
    article = model_admin.get_object(request, story) if is_id(story) else None
    if not NAME.fullmatch(form) or not (is_id(story) or story in ("", form)):
        return HttpResponse(status=400)
    if article is None and is_id(story):
        return HttpResponse(status=404)
    if not (
        model_admin.has_change_permission(request, article) if article else model_admin.has_add_permission(request)
    ):
        raise PermissionDenied
    if fields is not None and len(fields) > FIELDS_MAX:
        return HttpResponse(status=413)
    if "\0" in (fields or ""):  # a form sends it as %00; PostgreSQL cannot store it
        return HttpResponse(status=400)
    return _store(model_admin, request, article, form, fields)


def _store(model_admin, request, article: Article | None, form: str, fields: str | None) -> HttpResponse:
    """Store what was checked, unless it comes too soon, and return the answer that `keep` describes."""
    now, own = timezone.now(), copies_of(request.user).filter(form=form)
    hurried = fields is not None and LEAVING not in request.POST
    too_soon = hurried and own.filter(kept_at__gt=now - AT_MOST_EVERY).exists()
    if not too_soon:
        try:
            with transaction.atomic():  # COMMIT checks whether the story still exists
                WorkingCopy.objects.keep(request.user, form, article, fields, now)
        except Full:
            return HttpResponse(status=409)
        except IntegrityError:
            if article is None or model_admin.get_object(request, str(article.pk)):
                raise
            return HttpResponse(status=404)  # deleted since it was read above
    holds = own.exclude(fields="").exists()
    kept = None if too_soon else format_clock(now)
    return JsonResponse({"kept": kept, "holds": holds, "others": open_elsewhere(request.user, article)})
