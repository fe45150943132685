from django import forms
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.common.one_line import readable_line
from articles.admin.common.stale_versions import refuse_stale
from articles.admin.site_pages.first_texts import gaps
from articles.models import SitePage
from articles.text import richtext
from articles.text.languages.site_languages import DEFAULT

GAPS = "Fill in what stands in brackets before readers see the page: {}."
TAKEN = 'The site has this page already. <a href="{}">Edit it.</a>'


class SitePageForm(forms.ModelForm):
    """The form of a page that says who we are. What it is for and its language stay as they were first chosen.

    `languages` are those of the site as choices, if it has several; `restored` is the version
    whose words the form begins with, if it was opened to restore one.
    """

    languages: list[tuple[str, str]] = []
    restored = None
    on_site = forms.BooleanField(
        label="On the site",
        required=False,
        help_text="Readers see the page, and the foot of every page links to it. Off: it is a draft.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = self.instance.history.first() if self.instance.pk else None
        if "version" in self.fields:
            self.initial["version"] = self.newest.history_id if self.newest else None
        if "on_site" in self.fields:
            self.initial["on_site"] = self.instance.published_at is not None
        if "language" in self.fields:
            self.fields["language"] = forms.ChoiceField(choices=self.languages, initial=DEFAULT)
        for name in self.fields.keys() & {"title", "body"}:
            self.fields[name].widget.attrs["lang"] = self.initial.get("language") or self.instance.language
        if self.restored and not self.is_bound:
            self.initial |= {"title": self.restored.title, "body": self.restored.body}

    def clean_title(self):
        return readable_line(self.cleaned_data["title"])

    def clean_body(self):
        body = richtext.sanitise(self.cleaned_data["body"])
        if not richtext.to_paragraphs(body):
            raise forms.ValidationError("Write a text.")
        return body

    def clean(self):
        cleaned = super().clean()
        if self.newest:
            refuse_stale(self, self.newest, reverse("admin:articles_sitepage_history", args=[self.instance.pk]))
        if "kind" in cleaned:
            language = cleaned.get("language", DEFAULT)
            twin = SitePage.objects.filter(kind=cleaned["kind"], language=language).first()
            if twin:
                address = reverse("admin:articles_sitepage_change", args=[twin.pk])
                self.add_error("kind", format_html(TAKEN, address))
        left = gaps(cleaned.get("body", "")) if cleaned.get("on_site") else []
        if left:
            self.add_error("body", GAPS.format(", ".join(left)))
        return cleaned
