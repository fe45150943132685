"""Working copies: who has a story open, and the text that each open form has not saved yet.

Every open form keeps its own text; the account's other forms offer it.

Each page gives its form a name of its own, and the copy belongs to that name: what is typed or saved in another form,
window or machine never touches it. A page that continues the text (after a refused save, or when a copy is taken up
again) has a new name and takes the copy over. The copy is deleted when its own form is saved, or by *Discard*.
"""

import re
from datetime import timedelta
from secrets import token_urlsafe
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.admin.common.held_form import Hold
from articles.admin.common.lookups import is_id
from articles.history.compare import Difference, differences
from articles.history.revisions import display_name
from articles.models import Article, WorkingCopy
from articles.models.working_copy import AT_MOST, KEPT, Full
from articles.text import richtext
from articles.text.dates import format_clock

FORM = "_form"  # the field that holds the form's name
STORY = "_story"  # the id of its article; empty for a new story
FIELDS = "_fields"  # the form's contents
LEAVING = "_leaving"  # the page is about to close: nothing more will be sent
ACCOUNT = "_account"  # the account for which the page was made
TAKE_UP, TAKE_UP_HERE, DISCARD = "_take_up", "_take_up_here", "_discard"
KEPT_AT = "_kept_at"  # when the copy that the discarding page shows was stored
FIELDS_MAX = 500_000  # characters
AT_MOST_EVERY = timedelta(seconds=1)
TAKEN_UP = "Your unsaved text is back in the form. Nothing of it is saved yet."
WRITTEN_ON = "This text was written on since you looked, so it was not discarded. Look at it again."
# Copies were once named by the article's id or "new-…"; pages from that time are still open, and copies still wait.
_NAME = re.compile(r"(form|new)-[\w-]{8,34}|\d{1,18}", re.ASCII)


class Offer(NamedTuple):
    """Unsaved text that can be taken up again."""

    copy: WorkingCopy
    headline: str
    differences: list[Difference]  # from the saved text to the copy's; empty for a new story

    @property
    def until(self):
        """The moment at which the offer expires."""
        return self.copy.seen_at + KEPT


class WorkingCopies:
    """A mixin for the ModelAdmin of articles, after WritesTogether."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.keep_copy))
        return [path("working-copy/", view, name="articles_article_keep"), *super().get_urls()]

    def keep_copy(self, request):
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
            return HttpResponse(status=204 if self.discard(request) else 409)
        story, fields = request.POST.get(STORY, ""), request.POST.get(FIELDS)
        form = request.POST.get(FORM, story)
        article = self.get_object(request, story) if is_id(story) else None
        if not _NAME.fullmatch(form) or not (is_id(story) or story in ("", form)):
            return HttpResponse(status=400)
        if article is None and is_id(story):
            return HttpResponse(status=404)
        if not (self.has_change_permission(request, article) if article else self.has_add_permission(request)):
            raise PermissionDenied
        if fields is not None and len(fields) > FIELDS_MAX:
            return HttpResponse(status=413)
        if "\0" in (fields or ""):  # a form sends it as %00; PostgreSQL cannot store it
            return HttpResponse(status=400)
        now, own = timezone.now(), self.copies_of(request).filter(form=form)
        hurried = fields is not None and LEAVING not in request.POST
        too_soon = hurried and own.filter(kept_at__gt=now - AT_MOST_EVERY).exists()
        if not too_soon:
            try:
                with transaction.atomic():  # COMMIT checks whether the story still exists
                    WorkingCopy.objects.keep(request.user, form, article, fields, now)
            except Full:
                return HttpResponse(status=409)
            except IntegrityError:
                if article is None or self.get_object(request, story):
                    raise
                return HttpResponse(status=404)  # deleted since it was read above
        holds = own.exclude(fields="").exists()
        kept = None if too_soon else format_clock(now)
        return JsonResponse({"kept": kept, "holds": holds, "others": self.others(request, article)})

    def copies_of(self, request):
        return WorkingCopy.objects.filter(account=request.user)

    def copies_named(self, request, name: str):
        """Return the account's own copy of the form of that name; nothing if no page gives a form such a name."""
        own = self.copies_of(request)
        return own.filter(form=name) if _NAME.fullmatch(name) else own.none()

    def discard(self, request) -> bool:
        """Delete the named copy, unless its text has changed since the page showed it; return False in that case."""
        copy = self.copies_named(request, request.POST[DISCARD]).first()
        if copy is None:
            return True
        shown = request.POST.get(KEPT_AT)
        if shown is not None and (copy.kept_at is None or copy.kept_at.isoformat() != shown):
            return False
        self.copies_of(request).filter(pk=copy.pk, kept_at=copy.kept_at).delete()
        return True

    def others(self, request, article: Article | None) -> list[str]:
        """Return who else has the article open, and since when."""
        found = article.working_copies.of_others(request.user) if article else []
        longest = {}
        for copy in found:
            longest.setdefault(copy.account_id, copy)  # the same account may have it open twice
        return [f"{display_name(copy.account)}, since {format_clock(copy.opened_at)}" for copy in longest.values()]

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        """Show Django's form, filled with unsaved text if that is taken up again; or discard a copy and redirect."""
        if request.method == "POST" and DISCARD in request.POST:
            if not self.discard(request):
                self.message_user(request, WRITTEN_ON, messages.WARNING)
            return redirect(request.get_full_path())
        if request.method == "POST" and (TAKE_UP in request.POST or TAKE_UP_HERE in request.POST):
            request.POST = self.taken_up(request)
            request.hold = Hold(TAKEN_UP, forgiving=True)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def taken_up(self, request) -> QueryDict:
        """Return the fields of the form whose text is taken up, with its name: the next form takes the copy over.

        If that form is in this browser, its page has the newest text; otherwise the stored copy has it.
        """
        sent, here = request.POST.get(FIELDS, ""), TAKE_UP_HERE in request.POST
        name = request.POST[TAKE_UP_HERE if here else TAKE_UP]
        copy = self.copies_named(request, name).first()
        kept = copy.fields if copy else ""
        fields = QueryDict((sent or kept) if here else (kept or sent), mutable=True)
        for field in [field for field in fields if field.startswith("_")]:
            del fields[field]  # a copy does not press a button
        fields[FORM] = name
        return fields

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form, sent = context["adminform"].form, request.POST.get(FORM, "")
        if add or self.has_change_permission(request, obj):
            context |= {"form_name": new_name(), "story": str(obj.pk) if obj else ""}
            context["others"] = self.others(request, obj)
            context |= {"copies_at_most": AT_MOST, "copies_days": KEPT.days}
            if form.is_bound and _NAME.fullmatch(sent):
                self.copies_of(request).hand_on(sent, to=context["form_name"])
                context["continues"] = sent
        context["offers"] = self.offers(request, obj, but=context.get("form_name", ""))
        if getattr(request, "hold", None) and request.hold.because == TAKEN_UP:
            context |= {"taken_up": TAKEN_UP, "errors": None}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def offers(self, request, article: Article | None, but: str) -> list[Offer]:
        """Return the account's waiting copies for the article, except the one of the form named `but`."""
        waiting = self.copies_of(request).offered().filter(article=article).exclude(form=but)
        return [offer(copy, article) for copy in waiting]

    def save_related(self, request, form, formsets, change):
        """Save, then delete the copy that this form has stored, and no other."""
        super().save_related(request, form, formsets, change)
        name = request.POST.get(FORM, request.POST.get(STORY, ""))
        self.copies_named(request, name).delete()


def new_name() -> str:
    """Return a new name for one form on one page."""
    return f"form-{token_urlsafe(12)}"


def offer(copy: WorkingCopy, article: Article | None) -> Offer:
    """Return the copy as it is offered, compared with the saved `article`."""
    fields = QueryDict(copy.fields)
    texts = {name: fields.get(name, "").replace("\r\n", "\n") for name in ("headline", "summary", "source")}
    written = Article(**texts, body=richtext.sanitise(fields.get("body", "")))
    return Offer(copy, written.headline, differences(article, written) if article else [])
