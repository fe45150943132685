"""The address that the picker of tags asks: which tags are called like this, and a new one, please."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from articles.admin.article.pickers.lookups import READ, SHOWN, TYPED_MAX, check_may_write, typed
from articles.admin.tags.forms import ANEW
from articles.history.audit_log import audit
from articles.models import Tag
from articles.models.tag import tag_key
from articles.text.folding import fold
from articles.text.plain import one_line

NAMES_MAX = 50  # names in one request


def pick_tags(model_admin, request) -> JsonResponse:
    """GET: look up `q`. POST: find or make the tags of the `names`."""
    check_may_write(model_admin, request)
    return _make(model_admin, request) if request.method == "POST" else _found(model_admin, request)


def _found(model_admin, request) -> JsonResponse:
    """Return {"found": [{"id", "name", "says"}], "exact": whether the first one is called like this, "may_make"}.

    A tag that is called so in another case or alphabet, or by another of its names, is the first.
    """
    tags, name = model_admin.admin_site.get_model_admin(Tag), typed(request)
    exact = Tag.objects.known([name]).get(tag_key(name)) if name else None
    rows = tags.get_search_results(request, Tag.objects.order_by("name"), name)[0][:READ] if name else []
    beginning = fold(name)
    others = sorted((tag for tag in rows if tag != exact), key=lambda tag: not fold(tag.name).startswith(beginning))
    found = [*([exact] if exact else []), *others][:SHOWN]
    answer = {"found": [_row(tag, name if tag == exact else "") for tag in found]}
    return JsonResponse(answer | {"exact": exact is not None, "may_make": tags.has_add_permission(request)})


def _row(tag: Tag, name: str = "") -> dict:
    """Return the tag as the picker shows it; next to it the other name by which it was found, if there is one."""
    says = f"for “{name}”" if name and fold(name) != fold(tag.name) else ""
    return {"id": tag.pk, "name": tag.name, "says": says}


def _make(model_admin, request) -> JsonResponse:
    """Return {"tags": [{"id", "name"}], "near": [{"name", "tags"}], "wrong": [{"name", "why"}]} for the `names`.

    A name that no tag has becomes a new one, unless one of nearly that name may be meant; `sure` says that none is.
    """
    tags = model_admin.admin_site.get_model_admin(Tag)
    names = [one_line(name[:TYPED_MAX]) for name in request.POST.getlist("names")[:NAMES_MAX] if "\0" not in name]
    names = list(dict.fromkeys(filter(None, names)))
    known = Tag.objects.known(names)
    answer = {"tags": [], "near": [], "wrong": []}
    for name in names:
        if tag := known.get(tag_key(name)):
            answer["tags"].append(_row(tag, name))
        elif not tags.has_add_permission(request):
            if len(names) == 1:
                raise PermissionDenied
            answer["wrong"].append({"name": name, "why": f"There is no tag “{name}”, and only editors make new ones."})
        elif made := _made(tags, request, name, answer):
            known[tag_key(name)] = made
            answer["tags"].append(_row(made))
    return JsonResponse(answer)


def _made(tags, request, name: str, answer: dict) -> Tag | None:
    """Make the tag and return it; or return None and add to the answer which ones may be meant, or what is wrong."""
    form = tags.get_form(request)({"name": name, ANEW: name if "sure" in request.POST else ""})
    if form.is_valid():
        tag = Tag.objects.named([form.cleaned_data["name"]])[0]
        audit(request, tag, "Made in a story's form.")
        return tag
    if form.near:
        answer["near"].append({"name": name, "tags": [_row(tag) for tag in form.near]})
    else:
        why = " ".join(text for errors in form.errors.values() for text in errors)
        answer["wrong"].append({"name": name, "why": f"“{name[:40]}”: {why}"})
    return None
