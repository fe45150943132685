"""The field for a story's language: left empty, it is judged by the text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from articles.models import Article
from articles.models.derived_values import SUBSTANCE, judged_language
from articles.text.languages.site_languages import LANGUAGES
from articles.text.languages.tags import TAG_MAX, normal_tag

HELP = "A tag such as ru, hy or en-GB. Left empty: judged by the text."


class LanguageInput(forms.TextInput):
    """A field for a language tag that offers the usual ones."""

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, {**(attrs or {}), "list": "languages"}, renderer)
        usual = format_html_join(
            "", '<option value="{}">{}</option>', ((tag, language.name) for tag, language in LANGUAGES.items())
        )
        return format_html('{}<datalist id="languages">{}</datalist>', field, usual)


class LanguageField(forms.CharField):
    """A field whose value is a language tag in the usual capitals, or empty."""

    def __init__(self):
        attributes = {"size": 12, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(required=False, max_length=TAG_MAX, widget=LanguageInput(attributes), help_text=HELP)

    def clean(self, value):
        """Return the tag; raise ValidationError for what is none, with the cure."""
        text = super().clean(value)
        try:
            return normal_tag(text) if text else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error


def stated_language(article: Article) -> str:
    """Return the language that somebody gave the saved story, which is not the one that its text has; else ""."""
    return "" if article.language == own_language(article) else article.language


def own_language(article: Article) -> str:
    """Return the language by which the story's text would be judged."""
    return judged_language(*(getattr(article, name) for name in SUBSTANCE))
