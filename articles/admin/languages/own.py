"""The languages in which an account works: lists, matrix, desk and start page begin with them, and can show all."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q

from articles.admin.languages.names import site_languages
from articles.models import EditorLanguage
from articles.text.languages.site_languages import DEFAULT, name_of

ALL, MINE = "all", "mine"  # in addresses of lists: the stories of all languages, of the account's own
HELP = (
    "Lists of stories, the matrix, the front page desk and the start page begin with these; the others are a click "
    "away. None ticked: all languages."
)


def own_languages(request) -> list[str]:
    """Return the tags of the account's languages, in the site's order; one query for each request.

    Empty if the account works in all languages, and on a site of one language, which takes no query of its own.
    """
    if not hasattr(request, "own_languages"):
        others = site_languages(request)
        chosen = EditorLanguage.objects.of(request.user) if others else set()
        own = [tag for tag in (DEFAULT, *others) if tag in chosen]
        request.own_languages = own if len(own) <= len(others) else []
    return request.own_languages


def within(tags: Iterable[str]) -> Q:
    """Return a condition for stories in the languages of these tags, or in one that says more (ru-KZ)."""
    condition = Q(language__in=list(tags))
    for tag in tags:
        condition |= Q(language__startswith=f"{tag}-")
    return condition


def names_of(tags: Iterable[str]) -> str:
    """Return the languages' English names: "Russian, Armenian"."""
    return ", ".join(map(name_of, tags))


class LanguagesField(forms.MultipleChoiceField):
    """A field for the languages in which an account works; set its `choices` to `language_choices(request)`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(label="Languages", required=False, help_text=HELP, **kwargs)


def language_choices(request) -> list[tuple[str, str]]:
    """Return the site's languages, the default one first, as choices; none on a site of one language."""
    others = site_languages(request)
    return [(tag, name_of(tag)) for tag in (DEFAULT, *others)] if others else []
