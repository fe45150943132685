"""The list of stories that look like versions of each other: one press links a pair, or says that it is none."""

from datetime import datetime, timedelta
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.article.translations.pairs import STORIES_READ, Offer, offers_among, stories_around, stories_before
from articles.admin.common.lookup_widgets import is_id
from articles.admin.languages.names import site_languages
from articles.history.audit_log import audit
from articles.models import Article, NotVersions
from articles.models.languages.linking import NotLinked, link
from articles.text.dates import at_local
from articles.text.languages.site_languages import name_of
from articles.text.typed_moments import parse_day

NAME = "articles_article_pairs"  # of the page's address
STEP = STORIES_READ * 3 // 4  # stories of a page; the others are the next one's, too, so that no pair is cut
GONE = "One of the two stories is gone. Nothing was changed."
LINKED_ALREADY = "“{}” and “{}” are versions of each other already. Nothing was changed."
OF_ANOTHER = "“{}” follows another story already. Unlink it first."


def page(model_admin, request):
    """Show the offered pairs among the newest stories, or those before a day or a story; a POST takes one."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    if not site_languages(request):
        return redirect("admin:articles_article_changelist")
    if request.method == "POST":
        return model_admin.run_atomically(request, partial(_take, model_admin))
    day, at = _asked_for(model_admin, request)
    stories = stories_before(model_admin.get_queryset(request), at)
    here = {one.pk for one in stories[:STEP]}
    offers = [one for one in offers_among(stories) if {one.article.pk, one.source.pk} & here]
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "Offered pairs",
        "offers": with_names(offers),
        "stories": stories[:STEP],
        "first": stories[0] if stories else None,
        "last": stories[:STEP][-1] if stories else None,
        "earlier": stories[STEP].pk if len(stories) > STEP else None,
        "day": day,
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/articles/article/pairs.html", context)


def _asked_for(model_admin, request) -> tuple[str, datetime]:
    """Return the day and the moment up to which the address asks for stories; the end of today's if it names none."""
    day, number = request.GET.get("day", ""), request.GET.get("before", "")
    try:
        return day, at_local(parse_day(day) + timedelta(days=1))
    except (ValueError, OverflowError):
        story = model_admin.get_queryset(request).filter(pk=number).first() if is_id(number) else None
        return "", (story and story.published_at) or timezone.now()


def with_names(offers: list[Offer]) -> list[tuple[Offer, str, str]]:
    """Return each offer with the names of the languages of its story and of the source."""
    return [(one, name_of(one.article.language), name_of(one.source.language)) for one in offers]


def offers_of(model_admin, request, article: Article) -> list[tuple[Offer, str, str]]:
    """Return what the page of the article's versions offers: pairs of which it, or its group, is part."""
    offers = offers_among(stories_around(model_admin.get_queryset(request), article))
    group = article.translation_group_id
    return with_names(
        one
        for one in offers
        if article.pk in (one.article.pk, one.source.pk)
        or (group and group in (one.source.translation_group_id, one.article.translation_group_id))
    )


def _take(model_admin, request):
    """Link the pair that the button names, or record that its stories are no versions; go back where it was pressed."""
    act = next((act for act in ("link", "apart") if act in request.POST), None)
    numbers = request.POST.get(act, "").split("-") if act else []
    if len(numbers) != 2 or not all(map(is_id, numbers)):
        raise Http404("no such button")
    Article.objects.lock_many()
    rows = model_admin.get_queryset(request).in_bulk([int(number) for number in numbers])
    article, source = (rows.get(int(number)) for number in numbers)
    if article is None or source is None or article is source:
        model_admin.message_user(request, GONE, messages.WARNING)
    elif act == "link":
        _link(model_admin, request, article, source)
    else:
        _keep_apart(model_admin, request, article, source)
    return redirect(_way_back(request))


def _link(model_admin, request, article: Article, source: Article) -> None:
    if article.translation_group_id and article.translation_group_id == source.translation_group_id:
        model_admin.message_user(request, LINKED_ALREADY.format(article, source), messages.WARNING)
        return
    if hasattr(article, "translation"):
        model_admin.message_user(request, OF_ANOTHER.format(article), messages.ERROR)
        return
    try:
        link(article, source, by=request.user)
    except NotLinked as error:
        model_admin.message_user(request, str(error), messages.ERROR)
        return
    audit(request, article, f"Linked as a version of “{source}” (#{source.pk}).")
    model_admin.message_user(request, f"“{article}” is a version of “{source}” from now on.", messages.SUCCESS)


def _keep_apart(model_admin, request, article: Article, source: Article) -> None:
    if NotVersions.objects.say(article.pk, source.pk, by=request.user):
        audit(request, article, f"No version of “{source}” (#{source.pk}).")
    said = f"“{article}” and “{source}” are not offered as a pair any more. They can still be linked by hand."
    model_admin.message_user(request, said, messages.SUCCESS)


def _way_back(request) -> str:
    """Return the page on which the button was pressed: that of a story's versions, or the list as it was asked for."""
    back = request.POST.get("back", "")
    return reverse("admin:articles_article_versions", args=[back]) if is_id(back) else request.get_full_path()
