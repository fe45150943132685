"""No lost edits: a form that was opened on an older version of a story saves nothing, and shows both texts."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.history.compare import Difference, differences
from articles.history.revisions import name_of
from articles.models import Article
from articles.text.dates import format_stamp

VERSION = "version"  # the hidden field: the number of the version on which the form was opened
STALE = "Nothing was saved: the story was changed while you wrote. Compare, and save again what shall stand."


class Conflict(NamedTuple):
    """What an editor is shown whose form started from an older version."""

    who: str  # saved the newest version; empty: nobody who has a name here, such as an import
    at: datetime
    reason: str
    differences: list[Difference]  # from the saved words to those of the form
    others: list[tuple[str, str, str]]  # label, as saved, as in the form


def is_stale(article: Article, data) -> bool:
    """Whether the posted `data` come from a form that was opened on another than the newest version."""
    return data.get(VERSION) != str(article.version)


class StartsFromNewest:
    """For the form of articles: not valid when it started from an older version."""

    stale = False

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and is_stale(self.instance, self.data):
            self.stale = True
            raise ValidationError(STALE)
        return cleaned

    def conflict(self) -> Conflict:
        """The saved story beside what the form holds."""
        saved = Article.objects.select_related("section", "photo").get(pk=self.instance.pk)
        newest = saved.history.select_related("history_user").order_by("-history_id").first()
        return Conflict(
            who=name_of(newest and newest.history_user),
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
    """For the ModelAdmin of articles."""

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Rows that somebody has removed since are shown as they stand: what was posted of them fits no more."""
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
