"""Rows below the form of a tag: what its page says in each language of the site, above the stories."""

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.admin.common.inlines import InlineRows
from articles.admin.common.lookup_widgets import LookupSelectMultiple, LookupWidgets, OrderedRowsField
from articles.admin.common.stale_versions import refuse_stale
from articles.admin.languages.names import NameInline, site_languages
from articles.admin.tags.topic_versions import history_of, initial_of, restored
from articles.models import Article, Tag, TaggedArticle, TopicPage
from articles.models.story_type import IS_NO_BRIEF
from articles.models.topic_page import RELATED_MAX
from articles.models.visibility import is_listed
from articles.text import richtext
from articles.text.languages.site_languages import DEFAULT, name_of

PREFIX = "pages"
NOT_ON_THE_SITE = (
    "This story is not on the site, or it is a brief. Choose a story that is published, or leave this empty."
)
TOO_MANY = "{} are too many: leave {} at the most."
ITSELF = "This is the tag itself: take it out."
OTHER_LANGUAGE = "“{}” stands in the lists of {}. Choose a story of {} here."


class TopicPageForm(forms.ModelForm):
    """What a tag's page says in a language. A row in which nothing was written is not saved.

    `restored` is the version whose contents the row of its language begins with, if the form was opened to restore one.
    """

    languages: list[str] = []
    restored = None
    related = OrderedRowsField(
        Tag.objects.all(),
        required=False,
        label="Related topics",
        help_text=TopicPage._meta.get_field("related").help_text,
        widget=LookupSelectMultiple(TaggedArticle._meta.get_field("tag"), admin.site),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        widgets = {"facts": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = self.instance.language if self.instance.pk else self.initial.get("language", DEFAULT)
        choices = [(tag, tag) for tag in {*self.languages, language}]
        self.fields["language"] = forms.ChoiceField(choices=choices, widget=forms.HiddenInput)
        self.language_name = name_of(language)
        for name in ("introduction", "facts"):
            self.fields[name].widget.attrs["lang"] = language
        if "lead" in self.fields:
            self.fields["lead"].queryset = Article.objects.filter(
                (is_listed(timezone.now()) & IS_NO_BRIEF) | Q(pk=self.instance.lead_id)
            )
            self.fields["lead"].error_messages["invalid_choice"] = NOT_ON_THE_SITE
        if self.restored and self.restored.language == language and not self.is_bound:
            self.initial |= initial_of(self.restored)
        if "related" in self.fields:
            self.fields["related"].put_in_order(self["related"].value() or [])

    def begin(self, tag: Tag, language: str) -> None:
        """Note on which version of the tag's page the row is opened."""
        self.newest = history_of(tag.pk, language).select_related("history_user").first()
        self.initial["version"] = self.newest and self.newest.history_id
        self.versions = reverse("admin:articles_tag_versions", args=[tag.pk, language]) if self.newest else ""

    def has_changed(self):
        """Return whether somebody filled the row in; which language it has is no change."""
        return bool(set(self.changed_data) - {"language", "version"})

    def clean_introduction(self):
        body = richtext.sanitise(self.cleaned_data["introduction"])
        return body if richtext.to_paragraphs(body) else ""

    def clean_related(self):
        related = self.cleaned_data["related"]
        if self.instance.tag_id in related:
            raise forms.ValidationError(ITSELF)
        if len(related) > RELATED_MAX:
            raise forms.ValidationError(TOO_MANY.format(len(related), RELATED_MAX))
        return related

    def clean(self):
        """Refuse a row that is stale, and a lead story of another language.

        A lead story that was taken back since it was chosen may stay.
        """
        cleaned = super().clean()
        refuse_stale(self, self.newest, self.versions)
        lead, language = cleaned.get("lead"), cleaned.get("language")
        if lead and language and lead.site_language != language and "lead" in self.changed_data:
            said = OTHER_LANGUAGE.format(lead, name_of(lead.site_language), name_of(language))
            self.add_error("lead", said)
        return cleaned


class TopicPageRows(InlineRows):
    """A row for each language of the site; new ones for those in which nothing is written yet."""

    languages: list[str] = []

    def __init__(self, *args, instance=None, **kwargs):
        written = set(instance.pages.values_list("language", flat=True)) if instance and instance.pk else set()
        missing = [tag for tag in self.languages if tag not in written]
        self.extra = len(missing)
        self.max_num = len(written) + len(missing)
        super().__init__(*args, instance=instance, initial=[{"language": tag} for tag in missing], **kwargs)

    def _construct_form(self, i, **kwargs):
        """Return a row's form; a page that was begun in another window since is changed, not made once more."""
        form = super()._construct_form(i, **kwargs)
        language = form["language"].value() or DEFAULT
        if form.instance.pk is None:
            form.instance = self.instance.pages.filter(language=language).first() or form.instance
        form.begin(self.instance, language)
        return form

    def save_existing(self, form, obj, commit=True):
        """Save the row; one in which nothing is left is deleted."""
        if commit and obj.is_empty:
            obj.delete()
            return obj
        return super().save_existing(form, obj, commit)


class TopicPageInline(LookupWidgets, admin.StackedInline):
    """The page of the tag. Whoever may change the tag may write it."""

    model = TopicPage
    form = TopicPageForm
    formset = TopicPageRows
    template = "admin/articles/tag/topic_pages.html"
    fields = ["language", "version", "introduction", "facts", "photo", "lead", "related"]
    autocomplete_fields = ["photo", "lead"]
    ordering = ["language"]
    can_delete = False  # an emptied row is deleted
    verbose_name_plural = "the page of this tag"

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.languages = formset.form.languages = [DEFAULT, *site_languages(request)]
        formset.form.restored = restored(obj, request.GET.get("version", ""))
        return formset

    _may = NameInline._may
    has_view_permission = NameInline.has_view_permission
    has_add_permission = NameInline.has_add_permission
    has_change_permission = has_delete_permission = has_add_permission


def topic_pages(request) -> list[type[TopicPageInline]]:
    """Return the inline as a list of one; none for a form that was sent without it."""
    sent = request.method != "POST" or f"{PREFIX}-TOTAL_FORMS" in request.POST
    return [TopicPageInline] if sent else []
