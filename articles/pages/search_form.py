"""The search form: what a reader may search for, and the search scope it describes."""

import re
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from articles.reading.named_subjects import OFFERED, Subject, authors_called, tags_called
from articles.search import Scope
from articles.search.query_parser import PREFIX_MIN
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
_OF_NAMES = {
    "max_length": _("A name has at most %(limit_value)s characters."),
    "null_characters_not_allowed": _("Give a name: this holds characters that no name has."),
}
NEWEST_FIRST = "new"  # what the query string says of the order if it is not the best first
SPANS = {"day": 1, "week": 7, "month": 30, "year": 365}  # days up to now
FILTERS = ("when", "from", "to", "section", "tag", "author", "language", "photos")
_SHORT_BEGINNING = re.compile(rf"(?<![^\W_])[^\W_]{{1,{PREFIX_MIN - 1}}}[^\w\s\"*]{{0,9}}\*")  # also a.* and (a)*
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
        label=_("Topic"),
        required=False,
        max_length=100,
        error_messages=_OF_NAMES,
        widget=forms.TextInput(attrs={"list": "tags", "autocomplete": "off"}),
    )
    author = forms.CharField(
        label=_("Author"),
        required=False,
        max_length=100,
        error_messages=_OF_NAMES,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    when = forms.ChoiceField(
        label=_("Published"),
        required=False,
        choices=[
            ("", _("Any time")),
            *(("day", _("Past day")), ("week", _("Past week"))),
            *(("month", _("Past month")), ("year", _("Past year"))),
        ],
        error_messages={"invalid_choice": _("There is no such time. Choose one of the list, or give days.")},
    )
    photos = forms.BooleanField(
        label=_("With pictures only"), required=False, widget=forms.CheckboxInput(attrs={"value": "1"})
    )
    order = forms.ChoiceField(
        required=False,
        choices=[("", _("Best first")), (NEWEST_FIRST, _("Newest first"))],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("There is no such order. Choose one above the results.")},
    )

    def __init__(self, data, sections, languages: tuple[str, ...] = (), language: str = DEFAULT):
        """Make the form of a page in the site language `language`; `languages` are all the site's, by their tags.

        Where there are several, a reader may choose to search in all of them; otherwise it is the page's.
        """
        data = data.copy()
        for name in ("q", "tag", "author"):
            if "\0" not in data.get(name, ""):  # which the field reports
                data[name] = without_invisible(data.get(name, ""))
        if data.get("from") or data.get("to"):
            data["when"] = ""  # days say it more exactly
        super().__init__(data)
        self.offered: dict[str, list[Subject]] = {}  # names among which the reader has to choose, by the field
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
                error_messages={
                    "invalid": gettext("“%(field)s” must be a day, such as 2020-10-02.") % {"field": label}
                },
                widget=DayInput(format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
            )

    def clean_q(self) -> str:
        words = self.cleaned_data["q"]
        if short := _SHORT_BEGINNING.search(words):
            told = gettext(
                "“%(word)s” is the beginning of too many words. Give %(number)s letters before the asterisk."
            )
            raise forms.ValidationError(told % {"word": short[0], "number": PREFIX_MIN})
        return words

    def clean_tag(self) -> Subject | None:
        several = gettext(
            "Several topics have “%(name)s” in their name. Choose one of these, or give more of the name."
        )
        return self._subject(
            "tag", tags_called, gettext("No story is about “%(name)s”. Correct the name, or leave it out."), several
        )

    def clean_author(self) -> Subject | None:
        several = gettext(
            "Several authors have “%(name)s” in their name. Choose one of these, or give more of the name."
        )
        return self._subject(
            "author",
            authors_called,
            gettext("No author is called “%(name)s”. Correct the name, or leave it out."),
            several,
        )

    def _subject(self, field: str, find, none: str, several: str) -> Subject | None:
        """Return the subject that `find` finds by the name in the field; None if the field is empty.

        Raise ValidationError with one of the messages if there is none or are several; then offer these.
        """
        name = self.cleaned_data[field]
        if not name:
            return None
        everywhere = not self.language or self.data.get("language") == ALL_LANGUAGES
        found = find(name, page_language(), "" if everywhere else self.language)
        if len(found) == 1:
            return found[0]
        self.offered[field] = found[:OFFERED]
        raise forms.ValidationError((several if found else none) % {"name": name})

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
        """What limits the search: section, tag, author, span of time, language, photos."""
        said = self.cleaned_data
        first, last = said["from"], said["to"]
        days = SPANS.get(said["when"])
        since = timezone.now() - timedelta(days=days) if days else at_local(first) if first else None
        return Scope(
            section=said["section"],
            tag=said["tag"].known_as if said["tag"] else "",
            author=said["author"].known_as if said["author"] else "",
            since=since,
            before=at_local(last + timedelta(days=1)) if last else None,
            language="" if said.get("language") == ALL_LANGUAGES else self.language,
            with_photo=said["photos"],
        )

    @property
    def is_newest_first(self) -> bool:
        return self.cleaned_data["order"] == NEWEST_FIRST
