"""The address that the picker of photos asks: the newest ones, those with these words, and room for a new one."""

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import JsonResponse

from articles.admin.article.pickers.lookups import check_may_write, typed
from articles.admin.common.lookup_widgets import is_id
from articles.admin.common.transactions import message_for
from articles.models import Photo
from articles.text.dates import format_stamp

A_PAGE = 12  # photos that the picker shows at once
MIDDLE = "50"  # percent: where the focal point is until somebody sets it


def pick_photos(model_admin, request) -> JsonResponse:
    """GET: the newest photos, `q` in their texts, older than the one numbered `before`. POST: store a new one."""
    check_may_write(model_admin, request)
    photos = model_admin.admin_site.get_model_admin(Photo)
    if not photos.has_view_permission(request):
        raise PermissionDenied
    return _add(photos, request) if request.method == "POST" else _found(photos, request)


def _found(photos, request) -> JsonResponse:
    """Return {"found": [{"id", "name", "says", "picture"}], "more": the number after which there are more, or null}."""
    rows = photos.get_search_results(request, Photo.objects.order_by("-id"), typed(request))[0]
    before = request.GET.get("before", "")
    if is_id(before):
        rows = rows.filter(pk__lt=before)
    rows = list(rows[: A_PAGE + 1])
    more = rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None
    return JsonResponse({"found": [_row(photo) for photo in rows[:A_PAGE]], "more": more})


def _row(photo: Photo) -> dict:
    source = photo.sources("wide")[0]
    return {
        "id": photo.pk,
        "name": photo.alt,
        "says": ", ".join(filter(None, [photo.credit, format_stamp(photo.added_at)])),
        "picture": {"url": source.webp or source.jpeg, "width": source.width, "height": source.height},
    }


def _add(photos, request) -> JsonResponse:
    """Store the posted photo as its own form would: {"photo": the row}, or {"errors": {field: what is wrong}}.

    What its file says fills the fields that were not sent.
    """
    if not photos.has_add_permission(request):
        raise PermissionDenied
    data = request.POST.copy()
    for name in ("focal_x", "focal_y"):
        data.setdefault(name, MIDDLE)
    data.setdefault("may_be_passed_on", "on")
    form = photos.get_form(request)(data, request.FILES)
    try:
        with transaction.atomic():
            if not form.is_valid():
                return JsonResponse({"errors": {name: " ".join(errors) for name, errors in form.errors.items()}})
            photo = photos.save_form(request, form, change=False)
            photo.added_by = request.user
            photo.save()
            photos.log_addition(request, photo, [{"added": {}}])
    except (DatabaseError, OSError) as error:
        message = message_for(error)
        if message is None:
            raise
        return JsonResponse({"errors": {"image": message}})
    return JsonResponse({"photo": _row(photo)})
