"""The languages in which there is a front page to arrange: the default one, and those that are open for readers."""

from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse

from articles.admin.languages.own import own_languages
from articles.text.languages.site_languages import DEFAULT
from articles.web.languages import SiteLanguage, own_name

PARAMETER = "language"  # in the addresses of the desk and of the record; without it, the default language is meant


class Tab(NamedTuple):
    """A link to the same page in another language."""

    name: str
    tag: str
    address: str
    current: bool


def asked_for(request) -> str:
    """Return the tag of the language that the address names; that of the default one if it names none."""
    return request.GET.get(PARAMETER) or DEFAULT


def begins_in(request, languages: dict[str, SiteLanguage]) -> str:
    """Return the tag of the language in which the desk begins: the account's first one that is open, or the default."""
    return next((tag for tag in own_languages(request) if tag in languages), DEFAULT)


def tabs(page: str, languages: dict[str, SiteLanguage], current: str, *, named: bool = False) -> list[Tab]:
    """Return the links to the newsroom's `page` in each of the languages; none if there is only one."""
    if len(languages) == 1:
        return []
    return [Tab(own_name(tag), tag, in_language_of(page, tag, named=named), tag == current) for tag in languages]


def in_language_of(page: str, tag: str, *, named: bool = False, **kwargs) -> str:
    """Return the address of the newsroom's page `page`, such as "articles_front_record", of a language."""
    return reverse(f"admin:{page}", kwargs=kwargs) + query_for(tag, named=named)


def query_for(tag: str, *, named: bool = False) -> str:
    """Return the query string that names the language; empty for the default one, unless it is to be `named`, too.

    The desk of an account that works in some languages begins in one of them if its address names none.
    """
    if tag == DEFAULT and not named:
        return ""
    query = QueryDict(mutable=True)
    query[PARAMETER] = tag
    return f"?{query.urlencode()}"
