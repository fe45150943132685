"""No lost edits: a form that was opened on an older version of a story is not saved, and both texts are shown."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.history.compare import Difference, differences
from articles.history.revisions import display_name
from articles.models import Article
from articles.text.dates import format_stamp

VERSION = "version"  # the hidden field: the number of the version on which the form was opened
STALE = "Nothing was saved: the story was changed while you wrote. Compare, and save again what shall stand."


class Conflict(NamedTuple):
    """The data shown to an editor whose form started from an older version."""

    who: str  # who saved the newest version; empty if nobody with a name here did, such as for an import
    at: datetime
    reason: str
    differences: list[Difference]  # from the saved text to that of the form
    others: list[tuple[str, str, str]]  # label, as saved, as in the form


def is_stale(article: Article, data) -> bool:
    """Return whether the posted `data` comes from a form that was not opened on the newest version."""
    return data.get(VERSION) != str(article.version)


class StartsFromNewest:
    """A mixin for the form of articles: the form is not valid if it started from an older version."""

    stale = False

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and is_stale(self.instance, self.data):
            self.stale = True
            raise ValidationError(STALE)
        return cleaned

    def conflict(self) -> Conflict:
        """Return how the saved story differs from the form's contents."""
        saved = Article.objects.select_related("section", "photo").get(pk=self.instance.pk)
        newest = saved.history.select_related("history_user").order_by("-history_id").first()
        return Conflict(
            who=display_name(newest and newest.history_user),
            at=newest.history_date if newest else timezone.now(),
            reason=(newest and newest.history_change_reason) or "",
            differences=differences(saved, self.instance),
            others=self._others(saved),
        )

    def _others(self, saved: Article) -> list[tuple[str, str, str]]:
        mine, given = self.instance, self.cleaned_data
        rows = [
            ("Section", saved.section, given.get("section", saved.section)),
            ("Photo", saved.photo, given.get("photo", saved.photo)),
            ("Publication", _stamp(saved.published_at), _stamp(mine.published_at)),
            ("Tags", _names(saved.tags.all()), _names(given.get("tags", saved.tags.all()))),
        ]
        return [(name, str(one or "none"), str(other or "none")) for name, one, other in rows if one != other]


class ShowsConflicts:
    """A mixin for the ModelAdmin of articles."""

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Show the rows as they are now if someone has removed one since: the posted data no longer fits them."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in given and obj.pk and is_stale(obj, request.POST):
            sent = request.POST.get(f"{prefix}-INITIAL_FORMS", "0")
            if sent.isdecimal() and int(sent) > inline.model.objects.filter(article=obj).count():
                return {name: value for name, value in given.items() if name not in ("data", "files", "save_as_new")}
        return given

    def render_change_form(self, request, context, *args, **kwargs):
        form = context["adminform"].form
        context |= {"version": form.instance.version if form.instance.pk else ""}
        if form.is_bound and form.stale:
            context["conflict"] = form.conflict()
        return super().render_change_form(request, context, *args, **kwargs)


def _stamp(at: datetime | None) -> str:
    return format_stamp(at) if at else ""


def _names(tags) -> str:
    return ", ".join(sorted(tag.name for tag in tags))
