"""The search form: what a reader may search for, and the search scope it describes."""

import re
from datetime import timedelta

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from articles.models.tag import tag_key
from articles.search import Scope
from articles.text.dates import at_local
from articles.text.languages.detection import language_of
from articles.text.languages.site_languages import DEFAULT
from articles.text.plain import FIRST_YEAR, LAST_YEAR, without_invisible
from articles.web.languages import own_name, page_language

QUERY_MAX = 200  # characters
ALL_LANGUAGES = "all"  # what the query string says of the language if it is not the page's
_OF_WORDS = {
    "max_length": _("Search for at most %(limit_value)s characters."),
    "null_characters_not_allowed": _("Search for words: this holds characters that no text has."),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DayInput(forms.DateInput):
    """The browser's native date picker. It accepts only valid dates, so any other text is shown as an empty field."""

    input_type = "date"

    def format_value(self, value):
        text = super().format_value(value)
        return text if isinstance(text, str) and _DAY.fullmatch(text) else None


class NamesSelect(forms.Select):
    """A choice of names, each with its `lang` if it is in another language than the page."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        language = language_of(label)
        if language != page_language():
            option["attrs"]["lang"] = language
        return option


class SearchForm(forms.Form):
    """Search words, and where to look for them. `scope` is available after `is_valid()` returned True."""

    q = forms.CharField(
        label=_("Search for"),
        required=False,
        max_length=QUERY_MAX,
        error_messages=_OF_WORDS,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    section = forms.ChoiceField(
        label=_("Section"),
        required=False,
        widget=NamesSelect,
        error_messages={"invalid_choice": _("There is no such section. Choose one of the list.")},
    )
    tag = forms.CharField(
        label=_("Tag"),
        required=False,
        max_length=100,
        error_messages=_OF_WORDS,
    )

    def __init__(self, data, sections, languages: tuple[str, ...] = (), language: str = DEFAULT):
        """Make the form of a page in the site language `language`; `languages` are all the site's, by their tags.

        Where there are several, a reader may choose to search in all of them; otherwise it is the page's.
        """
        data = data.copy()
        if "\0" not in data.get("q", ""):  # which the field reports
            data["q"] = without_invisible(data.get("q", ""))
        super().__init__(data)
        self.fields["section"].choices = [("", gettext("All sections")), *((one.slug, one.name) for one in sections)]
        self.language = language if len(languages) > 1 else ""
        if self.language:
            self.fields["language"] = forms.ChoiceField(
                label=_("Language"),
                required=False,
                choices=[("", own_name(language)), (ALL_LANGUAGES, _("All languages"))],
                error_messages={"invalid_choice": _("There is no such choice of languages. Choose one of the list.")},
            )
        labels = {"from": pgettext("search", "From"), "to": pgettext("search", "To")}
        for name, label in labels.items():  # `from` is a keyword, so it cannot be a class attribute
            self.fields[name] = forms.DateField(
                label=label,
                required=False,
                error_messages={"invalid": gettext("“%(field)s” wants a day such as 2020-10-02.") % {"field": label}},
                widget=DayInput(format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
            )

    def clean(self):
        cleaned = super().clean()
        for name in ("from", "to"):
            day = cleaned.get(name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                years = {"first": FIRST_YEAR, "last": LAST_YEAR}
                self.add_error(name, gettext("Give a day between the years %(first)s and %(last)s.") % years)
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("to", gettext("The last day lies before the first."))
        return cleaned

    @property
    def scope(self) -> Scope:
        """The section, tag, span of time and language to search in."""
        first, last = self.cleaned_data["from"], self.cleaned_data["to"]
        return Scope(
            section=self.cleaned_data["section"],
            tag=tag_key(self.cleaned_data["tag"]),
            since=at_local(first) if first else None,
            before=at_local(last + timedelta(days=1)) if last else None,
            language="" if self.cleaned_data.get("language") == ALL_LANGUAGES else self.language,
        )
