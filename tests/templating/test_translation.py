"""The words of readers' pages are translated by Django's translations, in the language that is active."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.template.loader import render_to_string
from django.test import RequestFactory

from articles.web.shared_rows import ROWS
from tests.support.languages import page_in
from tests.support.templates import render


@pytest.fixture(autouse=True)
def armenian(tmp_path, settings):
    """A translation of a few words, where Django looks for it."""
    catalog = Catalog(locale="hy")
    catalog.mime_headers = [("Plural-Forms", "nplurals=2; plural=(n != 1);")]  # as in Django's own Armenian
    catalog.add("Latest news", "Վերջին լուրեր")
    catalog.add("No stories about %(tag)s yet.", "%(tag)s. դեռ լուր չկա։")
    catalog.add("Something went wrong", "<Սխալ>")
    catalog.add(("story", "stories"), ("լուր", "լուրեր"))
    folder = tmp_path / "hy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalog)
    settings.LOCALE_PATHS = [tmp_path]


def test_words_follow_the_language():
    assert render('{{ _("Latest news") }}') == "Latest news"
    with page_in("hy"):
        assert render('{{ _("Latest news") }}') == "Վերջին լուրեր"


def test_a_sentence_with_a_value_escapes_the_value():
    text = "{% trans %}No stories about {{ tag }} yet.{% endtrans %}"
    with page_in("hy"):
        assert render(text, tag="R&D") == "R&amp;D. դեռ լուր չկա։"


@pytest.mark.parametrize(("count", "said"), [(1, "1 լուր"), (2, "2 լուրեր")])
def test_one_and_many_have_words_of_their_own(count, said):
    text = "{{ count }} {% trans count=count %}story{% pluralize %}stories{% endtrans %}"
    with page_in("hy"):
        assert render(text, count=count) == said


def test_a_translation_is_text():
    with page_in("hy"):
        assert "<title>&lt;Սխալ&gt;</title>" in render_to_string("500.html")


@pytest.mark.django_db
@pytest.mark.parametrize("environ", [{}, {ROWS: {}}], ids=["for somebody", "for everybody, from fragments"])
def test_a_page_follows_the_language(environ):
    request = RequestFactory().get("/nothing/", **environ)
    for language, path, words in (
        ("en", "/latest/", "Latest news"),
        ("hy", "/hy/latest/", "Վերջին լուրեր"),
        ("en", "/latest/", "Latest news"),
    ):
        with page_in(language):
            assert f'<li><a href="{path}">{words}</a></li>' in render_to_string("404.html", request=request)
