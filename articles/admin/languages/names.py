"""Rows below the forms of sections, tags and authors: their names in the site's languages, also in prepared ones."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.html import format_html

from articles.admin.common.inlines import InlineRows
from articles.admin.common.one_line import readable_line, single_line
from articles.models import AuthorName, Language, SectionName, TagName
from articles.text.languages.site_languages import DEFAULT, name_of
from articles.text.slugs import readable_slug

PREFIX = "names"
LABELS = {"name": "Name", "description": "Description", "bio": "Bio", "slug": "Address (slug)"}
NAME_TAKEN = "“{}” has this name in {} already. Choose another one."
ADDRESS_TAKEN = "“{}” has this address in {} already. Choose another one."
DEFAULT_ADDRESS_TAKEN = "“{}” has this address, which serves in {} until it gets one of its own. Choose another one."


class LanguageOfRow(forms.HiddenInput):
    """The language of a row, which nobody changes: its name, and a hidden field with its tag."""

    is_hidden = False

    def render(self, name, value, attrs=None, renderer=None):
        return format_html("{}{}", name_of(value or ""), super().render(name, value, attrs, renderer))


class NameForm(forms.ModelForm):
    """A name in a language. Nothing is saved of a row without one."""

    languages: list[str] = []

    class Meta:
        widgets = {"bio": AdminTextareaWidget(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = self.instance.language or self.initial.get("language", "")
        choices = [(tag, tag) for tag in {*self.languages, language}]
        self.fields["language"] = forms.ChoiceField(choices=choices, widget=LanguageOfRow, label="Language")
        for name in self.fields.keys() & set(LABELS):  # on a phone the row has no heading
            spoken = {} if name == "slug" else {"lang": language}
            said = f"{LABELS[name]}, {name_of(language)}"
            self.fields[name].widget.attrs |= {"aria-label": said, "placeholder": LABELS[name], **spoken}

    def has_changed(self):
        """Return whether somebody filled the row in; which language it has is no change."""
        return bool(set(self.changed_data) - {"language"})

    def clean_name(self):
        return readable_line(self.cleaned_data["name"])

    def clean_description(self):
        return single_line(self.cleaned_data["description"])

    def clean(self):
        """Refuse a name or an address that another row has in the language, with the name of that row."""
        cleaned = super().clean()
        language, name = cleaned.get("language"), cleaned.get("name")
        if language and name and self.subject != "author":  # two people may have one name
            slug = cleaned.get("slug") or readable_slug(name, max_length=90)
            if other := self._taken(language=language, name=name):
                self.add_error("name", NAME_TAKEN.format(other, name_of(language)))
            elif other := self._taken(language=language, slug=slug):
                self.add_error("slug", ADDRESS_TAKEN.format(other, name_of(language)))
            elif other := self._taken_by_default(language, slug):
                self.add_error("slug", DEFAULT_ADDRESS_TAKEN.format(other, name_of(language)))
        return cleaned

    @property
    def subject(self) -> str:
        """The name of the field that leads to the section, tag or author."""
        return next(name for name in ("section", "tag", "author") if hasattr(type(self.instance), name))

    def _taken(self, **condition):
        own = {f"{self.subject}_id": getattr(self.instance, f"{self.subject}_id")}
        rows = type(self.instance).objects.filter(**condition).exclude(**own).select_related(self.subject)
        return next((getattr(row, self.subject) for row in rows), None)

    def _taken_by_default(self, language: str, slug: str):
        """Return another section or tag without a name in the language that has this address in the default one."""
        subjects = type(self.instance)._meta.get_field(self.subject).related_model.objects.filter(slug=slug)
        own = getattr(self.instance, f"{self.subject}_id")
        return subjects.exclude(pk=own).exclude(names__language=language).first()


class NameRows(InlineRows):
    """A row for each language of the site; new ones for those in which the subject has no name yet."""

    languages: list[str] = []

    def __init__(self, *args, instance=None, **kwargs):
        named = set(instance.names.values_list("language", flat=True)) if instance and instance.pk else set()
        missing = [tag for tag in self.languages if tag not in named]
        self.extra = len(missing)
        self.max_num = len(named) + len(missing)  # no row for a language that the site does not have
        super().__init__(*args, instance=instance, initial=[{"language": tag} for tag in missing], **kwargs)


class NameInline(admin.TabularInline):
    """A base of the inlines of names. Whoever may change the subject may name it."""

    form = NameForm
    formset = NameRows
    ordering = ["language"]

    class Media:
        css = {"all": ["css/newsroom/languages.css"]}

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.languages = formset.form.languages = site_languages(request)
        return formset

    def _may(self, request, *verbs: str) -> bool:
        names = (f"{verb}_{self.parent_model._meta.model_name}" for verb in verbs)
        return any(request.user.has_perm(f"articles.{name}") for name in names)

    def has_view_permission(self, request, obj=None):
        return self._may(request, "view", "change")

    def has_add_permission(self, request, obj=None):
        return self._may(request, "change" if obj else "add")

    has_change_permission = has_delete_permission = has_add_permission


class SectionNameInline(NameInline):
    model = SectionName
    fields = ["language", "name", "description", "slug"]


class TagNameInline(NameInline):
    model = TagName
    fields = ["language", "name", "slug"]


class AuthorNameInline(NameInline):
    model = AuthorName
    fields = ["language", "name", "bio"]


def site_languages(request) -> list[str]:
    """Return the tags of the site's languages besides the default one, in their order; one query for each request."""
    if not hasattr(request, "site_languages"):
        rows = list(Language.objects.order_by("position").values_list("tag", "opened_at"))
        request.site_languages = [tag for tag, _ in rows]
        request.opened_languages = [DEFAULT, *(tag for tag, opened_at in rows if opened_at)]
    return request.site_languages


def opened_languages(request) -> list[str]:
    """Return the tags of the languages that readers have, the default one first; no query after `site_languages`."""
    site_languages(request)
    return request.opened_languages


def names_inlines(request, inline: type[NameInline]) -> list[type[NameInline]]:
    """Return the inline as a list of one; none on a site of one language, or for a form that was sent without it."""
    sent = request.method != "POST" or f"{PREFIX}-TOTAL_FORMS" in request.POST
    return [inline] if sent and site_languages(request) else []
