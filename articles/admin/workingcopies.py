"""Who has a story open, and what each has not saved yet: the form of a story keeps it, and offers it again."""

import re
from datetime import timedelta
from secrets import token_urlsafe
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import richtext
from articles.admin.choices import is_id
from articles.admin.held import Hold
from articles.dates import format_clock
from articles.models import Article, WorkingCopy
from articles.revisions import name_of
from articles.versions import Difference, differences

STORY = "_story"  # the form's field: whose working copy it is
FIELDS = "_fields"  # what its form holds
TAKE_UP, DISCARD = "_take_up", "_discard"
FIELDS_MAX = 500_000  # characters
AT_MOST_EVERY = timedelta(seconds=1)
TAKEN_UP = "Your unsaved text is back in the form. Nothing of it is saved yet."
_NEW = re.compile(r"new-[\w-]{8,36}")


class Offer(NamedTuple):
    """Unsaved text that may be taken up again."""

    copy: WorkingCopy
    headline: str
    differences: list[Difference]  # from the saved words to those of the copy; of a new story none are named


class WorkingCopies:
    """For the ModelAdmin of articles, after WritesTogether."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.keep_copy))
        return [path("working-copy/", view, name="articles_article_keep"), *super().get_urls()]

    def keep_copy(self, request):
        """Takes the `_story` of an open form and, when they have changed, its `_fields`.

        Gives {"kept": the clock, "others": who else has the story open}; what comes
        sooner than a second after the last is not kept, and the clock null. 400 for
        no story of ours and for what is no form's, 403 and 404 as the form itself, 413 for too much text.
        """
        story, fields = request.POST.get(STORY, ""), request.POST.get(FIELDS)
        article = self.get_object(request, story) if is_id(story) else None
        if article is None and not _NEW.fullmatch(story):
            return HttpResponse(status=404 if is_id(story) else 400)
        if not (self.has_change_permission(request, article) if article else self.has_add_permission(request)):
            raise PermissionDenied
        if fields is not None and len(fields) > FIELDS_MAX:
            return HttpResponse(status=413)
        if "\0" in (fields or ""):  # a form writes %00; PostgreSQL takes none
            return HttpResponse(status=400)
        now, own = timezone.now(), self.copies_of(request)
        story = str(article.pk) if article else story
        too_soon = fields is not None and own.filter(story=story, kept_at__gt=now - AT_MOST_EVERY).exists()
        if not too_soon:
            WorkingCopy.objects.keep(request.user, story, article, fields, now)
        return JsonResponse({"kept": None if too_soon else format_clock(now), "others": self.others(request, article)})

    def copies_of(self, request):
        return WorkingCopy.objects.filter(account=request.user)

    def copies_named(self, request, story: str):
        """The account's own copy of what a form calls `story`; none for what no form does."""
        own = self.copies_of(request)
        return own.filter(story=story) if is_id(story) or _NEW.fullmatch(story) else own.none()

    def others(self, request, article: Article | None) -> list[str]:
        """Who else has the article open, and since when."""
        found = article.working_copies.of_others(request.user) if article else []
        return [f"{name_of(copy.account)}, since {format_clock(copy.opened_at)}" for copy in found]

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        """Django's; or the form filled with unsaved text that is taken up again, or without what is discarded."""
        if request.method == "POST" and DISCARD in request.POST:
            self.copies_named(request, request.POST[DISCARD]).delete()
            return redirect(request.get_full_path())
        if request.method == "POST" and TAKE_UP in request.POST:
            request.POST = self.taken_up(request, object_id)
            request.hold = Hold(TAKEN_UP, forgiving=True)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def taken_up(self, request, object_id) -> QueryDict:
        """What the form sent when the text was kept; a browser that kept it sends it along."""
        story = request.POST[TAKE_UP]
        copy = self.copies_named(request, story).first()
        fields = QueryDict(request.POST.get(FIELDS) or (copy.fields if copy else ""), mutable=True)
        for name in [name for name in fields if name.startswith("_")]:
            del fields[name]  # a copy presses no button
        fields[STORY] = object_id or (story if _NEW.fullmatch(story) else new_name())
        if copy and not object_id and copy.article_id is None:
            self.copies_of(request).filter(pk=copy.pk).update(story=fields[STORY])
        return fields

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form, sent = context["adminform"].form, request.POST.get(STORY, "")
        if add or self.has_change_permission(request, obj):
            context["story"] = str(obj.pk) if obj else sent if _NEW.fullmatch(sent) else new_name()
            context["others"] = self.others(request, obj)
            context["offers"] = [] if form.is_bound else self.offers(request, obj)
        if getattr(request, "hold", None) and request.hold.because == TAKEN_UP:
            context |= {"taken_up": TAKEN_UP, "errors": None}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def offers(self, request, article: Article | None) -> list[Offer]:
        return [offer(copy, article) for copy in self.copies_of(request).offered().filter(article=article)]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        stories = {request.POST.get(STORY, ""), str(form.instance.pk)}
        self.copies_of(request).filter(story__in=stories).delete()


def new_name() -> str:
    """What the form of a new story calls it until it has a number."""
    return f"new-{token_urlsafe(9)}"


def offer(copy: WorkingCopy, article: Article | None) -> Offer:
    """The copy as it is offered, beside the saved `article`."""
    fields = QueryDict(copy.fields)
    texts = {name: fields.get(name, "").replace("\r\n", "\n") for name in ("headline", "summary", "source")}
    written = Article(**texts, body=richtext.sanitise(fields.get("body", "")))
    return Offer(copy, written.headline, differences(article, written) if article else [])
