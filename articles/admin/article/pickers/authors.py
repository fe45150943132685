"""The address that the picker of authors asks: who is called like this, for which account, and a new one, please."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import JsonResponse

from articles.admin.article.pickers.lookups import READ, SHOWN, TYPED_MAX, check_may_write, typed
from articles.admin.common.one_line import readable_line
from articles.history.audit_log import audit
from articles.models import Author
from articles.text.folding import fold, words_of
from articles.text.similarity import near_names


def pick_authors(model_admin, request) -> JsonResponse:
    """GET: look up `q`, or with nothing typed the account's own author. POST: find or make the author of the `name`."""
    check_may_write(model_admin, request)
    return _make(model_admin, request) if request.method == "POST" else _found(model_admin, request)


def _found(model_admin, request) -> JsonResponse:
    """Return {"found": [{"id", "name", "says"}], "exact": whether the first one is called like this, "may_make"}."""
    name = typed(request)
    rows = Author.objects.select_related("account")
    for word in name.split():
        named = Q(name__folded__contains=word) | Q(account__username__icontains=word)
        rows = rows.filter(named | Q(account__last_name__icontains=word))
    rows = rows[:READ] if name else rows.filter(account=request.user)
    beginning = fold(name)
    places = {
        author.pk: (words_of(author.name) != words_of(name), not fold(author.name).startswith(beginning))
        for author in rows
    }
    found = sorted(rows, key=lambda author: places[author.pk])[:SHOWN]
    exact = bool(name and found and not places[found[0].pk][0])
    return JsonResponse(
        {"found": [_row(author) for author in found], "exact": exact, "may_make": _may_make(model_admin, request)}
    )


def _may_make(model_admin, request) -> bool:
    return model_admin.admin_site.get_model_admin(Author).has_add_permission(request)


def _row(author: Author) -> dict:
    """Return the author as the picker shows them: with the account that signs so."""
    return {"id": author.pk, "name": author.name, "says": f"account {author.account}" if author.account else ""}


def _make(model_admin, request) -> JsonResponse:
    """Return {"authors": [the new one]}, or those that may be meant as "near", or what is wrong as "wrong".

    Two people may have one name; who wants that makes the second one among the authors, with an address of its own.
    """
    if not _may_make(model_admin, request):
        raise PermissionDenied
    try:
        author = Author(name=readable_line(request.POST.get("name", "")[:TYPED_MAX]))
        author.full_clean()
    except ValidationError as error:
        return JsonResponse({"wrong": " ".join(error.messages)})
    names = dict(Author.objects.values_list("name", "pk").order_by())
    near = near_names(author.name, names)
    same = [name for name in near if words_of(name) == words_of(author.name)]
    if same or (near and "sure" not in request.POST):
        rows = Author.objects.select_related("account").filter(pk__in=[names[name] for name in (same or near)[:SHOWN]])
        return JsonResponse({"near": [_row(one) for one in rows], "same": bool(same)})
    author.save()
    audit(request, author, "Made in a story's form.")
    return JsonResponse({"authors": [_row(author)]})
