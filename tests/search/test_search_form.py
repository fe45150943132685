"""In which language's stories the search page looks."""

import pytest
from django.http import QueryDict

from articles.pages.search_form import SearchForm


def form(query, languages, language="en"):
    form = SearchForm(QueryDict(query), [], languages, language)
    form.is_valid()
    return form


@pytest.mark.parametrize("query", ["q=bridge", "q=bridge&language=all", "q=bridge&language=ru"])
@pytest.mark.parametrize("languages", [(), ("en",)])
def test_a_site_of_one_language_has_no_choice_and_searches_everything(query, languages):
    one = form(query, languages)
    assert "language" not in one.fields
    assert one.is_valid()
    assert one.scope.language == ""


def test_a_search_is_in_the_pages_language_unless_all_are_chosen():
    languages = ("en", "ru")
    assert form("q=bridge", languages).scope.language == "en"
    assert form("q=bridge&language=", languages, "ru").scope.language == "ru"
    assert form("q=bridge&language=all", languages, "ru").scope.language == ""
    assert [value for value, _ in form("", languages).fields["language"].choices] == ["", "all"]


def test_another_choice_is_refused_with_the_cure():
    wrong = form("q=bridge&language=ru", ("en", "ru"))
    assert wrong.errors["language"] == ["There is no such choice of languages. Choose one of the list."]
