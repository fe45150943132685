"""Actions of the list of tags: merge several tags into one, remove tags that no story has."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count
from django.template.response import TemplateResponse

from articles.admin.common.confirmation import confirmation_page
from articles.models import Tag, TopicPage
from articles.models.tag_merging import merge_tags
from articles.text.languages.site_languages import name_of

TAGS_MAX = 20  # tags that can be merged at once
TWO = "Choose two tags or more to merge."
TOO_MANY = f"Choose {TAGS_MAX} tags at the most to merge."
GONE = "One of these tags was merged or deleted meanwhile. Nothing was merged: look at the list again."


class MergeForm(forms.Form):
    """A form that asks which of the tags stays; the one with the most stories is preselected."""

    stays = forms.ModelChoiceField(
        Tag.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        label="This one stays",
        error_messages={"required": "Say which of them stays.", "invalid_choice": "Say which of them stays."},
    )

    def __init__(self, tags: list, data=None):
        super().__init__(data, initial={"stays": max(tags, key=lambda tag: tag.number)})
        field = self.fields["stays"]
        field.queryset = Tag.objects.filter(pk__in=[tag.pk for tag in tags])
        names = {tag.pk: f"{tag.name} ({tag.number:,} {'story' if tag.number == 1 else 'stories'})" for tag in tags}
        field.label_from_instance = lambda tag: names[tag.pk]


@admin.action(permissions=["merge"], description="Merge")
def merge(model_admin, request, queryset):
    """Ask which tag stays, showing how many stories each has; then merge the others into it."""
    chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
    tags = list(Tag.objects.filter(pk__in=queryset.values("pk")).order_by("name")[: TAGS_MAX + 1])
    confirmed = "merge" in request.POST
    refused = None
    if confirmed and len(tags) < len(set(chosen)):
        refused = GONE
    elif len(tags) < 2:
        refused = TWO
    elif len(tags) > TAGS_MAX:
        refused = TOO_MANY
    if refused:
        return model_admin.message_user(request, refused, messages.ERROR)
    for tag in tags:
        tag.number = tag.taggings.count()
    form = MergeForm(tags, request.POST if confirmed else None)
    if not form.is_valid():
        return confirm(model_admin, request, tags, form)
    stays = form.cleaned_data["stays"]
    others = [tag for tag in tags if tag != stays]
    names = ", ".join(f"“{tag}”" for tag in others)
    model_admin.log_deletions(request, others)
    merge_tags(stays, others)
    model_admin.log_change(request, stays, f"Merged with {names}.")
    text = f"{names} {'is' if len(others) == 1 else 'are'} now “{stays}”: stories, addresses and feeds lead there."
    return model_admin.message_user(request, text, messages.SUCCESS)


def confirm(model_admin, request, tags, form) -> TemplateResponse:
    title, ids = f"Merge {len(tags)} tags", [tag.pk for tag in tags]
    context = {"title": title, "form": form, "chosen": ids, "across": False, "written_twice": written_twice(ids)}
    return confirmation_page(model_admin, request, "merge", "tag/merge.html", **context)


def written_twice(tags: list[int]) -> list[str]:
    """Return the names of the languages in which several of the tags with these numbers have a page: one is kept."""
    pages = TopicPage.objects.filter(tag__in=tags).order_by().values("language").annotate(number=Count("pk"))
    return sorted(name_of(tag) for tag in pages.filter(number__gt=1).values_list("language", flat=True))


@admin.action(permissions=["delete"], description="Remove unused ones")
def remove_unused(model_admin, request, queryset):
    """Delete the chosen tags that no story has, whatever the story's state; keep the others."""
    chosen = Tag.objects.filter(pk__in=queryset.values("pk"))
    unused = list(chosen.unused())
    left = chosen.count() - len(unused)
    model_admin.log_deletions(request, unused)
    Tag.objects.filter(pk__in=[tag.pk for tag in unused]).delete()
    text = f"{len(unused)} {'tag is' if len(unused) == 1 else 'tags are'} removed."
    if left:
        text += f" {left} {'stays: a story has it' if left == 1 else 'stay: stories have them'}."
    model_admin.message_user(request, text, messages.SUCCESS if unused else messages.WARNING)
