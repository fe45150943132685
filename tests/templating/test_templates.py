"""Templates of readers' pages can be read, and none marks text as safe; no template has a line too long to read."""

import re

import pytest
from django.conf import settings
from jinja2 import UndefinedError

from tests.support.templates import public_environment, render

NAMES = public_environment().list_templates()
FOLDER = settings.BASE_DIR / "templates"
FILES = sorted(FOLDER.rglob("*.html"))
LONGEST = 160  # characters in a line


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(name):
    public_environment().get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_that_it_names_exists(name):
    text = public_environment().loader.get_source(public_environment(), name)[0]
    named = re.findall(r'(?:extends|include|from|fragment\() ?"([^"]+[.]html)"', text)
    assert set(named) <= set(NAMES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_line_is_too_long(path):
    assert [line for line in path.read_text().splitlines() if len(line) > LONGEST] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_called_safe(name):
    text = public_environment().loader.get_source(public_environment(), name)[0]
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)


WORDS = re.compile("[A-Za-z]{2,}")
NAMES_IN_ALL_LANGUAGES = {"Telegram", "Facebook", "RSS", "Atom", "JSON", "Feed"}
SPOKEN = r'(?:aria-label|title|placeholder|alt|label)="([^"]*)"'


@pytest.mark.parametrize("name", NAMES)
def test_every_word_that_readers_read_can_be_translated(name):
    text = public_environment().loader.get_source(public_environment(), name)[0]
    no_words = r"\{% block layout %\}.*?\{% endblock %\}"  # a class
    for pattern in (no_words, r"\{#.*?#\}", r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", r"\{\{.*?\}\}", r"\{%.*?%\}"):
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    said = [*re.findall(SPOKEN, text), re.sub(r"<[^>]*>", " ", text)]
    assert set(WORDS.findall(" ".join(said))) <= NAMES_IN_ALL_LANGUAGES


def test_text_is_escaped():
    assert render("{{ text }}", text="<b> & \"'") == "&lt;b&gt; &amp; &#34;&#39;"


def test_a_name_that_is_not_defined_is_an_error():
    with pytest.raises(UndefinedError, match="headlin"):
        render("{{ headlin }}")
