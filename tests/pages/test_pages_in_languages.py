"""A page that is rendered in Russian or Armenian has no English words of its own, on every kind of page."""

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from articles.selfcheck.spoken import SpokenTexts
from tests.support.demo import KINDS

LANGUAGES = ("ru", "hy")
CATALOGUE = settings.BASE_DIR / "articles/templating/locale/ru/LC_MESSAGES/django.po"
STATIC = ("400.html", "403.html", "500.html", "503.html")
# What is written in Latin letters in every language: addresses, proper names, the zone, the reader's own words.
LATIN = re.compile(r"https?://\S+|\b(?:AMT|RSS|Telegram|Facebook|X|Atom|JSON Feed|zzyzx)\b")


def pattern_of(message: str) -> re.Pattern:
    """The pattern of a message with any value where it has a placeholder: a number for a count, else any words."""
    values = {"count": r"\d+", "minutes": r"\d+"}
    parts = re.split(r"%\((\w+)\)s", " ".join(message.split()))
    return re.compile("".join(values.get(part, ".+") if at % 2 else re.escape(part) for at, part in enumerate(parts)))


def english() -> list[re.Pattern]:
    """The patterns of the English words of readers' pages."""
    with CATALOGUE.open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    return [pattern_of(text) for one in messages for text in (one if isinstance(one, tuple) else (one,))]


ENGLISH = english()


def is_ours(text: str) -> bool:
    """Whether the text is one of our English messages."""
    return any(pattern.fullmatch(text) for pattern in ENGLISH)


def texts_in(page: str, language: str) -> list[str]:
    """The texts of a page that are said to be in the language, but not those of stories."""
    return [spoken.text for spoken in SpokenTexts.read(page) if spoken.language == language]


def mistakes(page: str, language: str) -> list[str]:
    """The texts of a page that are not in the language that the page says; and our English words in any other."""
    texts = texts_in(page, language)
    head = re.findall(r"<title>(.*?)</title>", page) + re.findall(r'<meta name="description" content="([^"]*)"', page)
    buttons = re.findall(r'data-(?:copied|selected)="([^"]*)"', page)
    parts = [part for text in head for part in text.split(" · ")]
    ours = [text for text in (*texts, *buttons, *parts) if is_ours(text)]
    return ours + [text for text in texts if re.search("[A-Za-z]", LATIN.sub("", text))]


@pytest.fixture(params=LANGUAGES)
def language(request):
    with override(request.param):
        yield request.param


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_page_is_wholly_in_its_language(demo_site, client, language, kind):
    response = client.get(kind.address())
    assert response.status_code == kind.status
    assert len(texts_in(response.text, language)) > 3
    assert mistakes(response.text, language) == []


@pytest.mark.parametrize("name", STATIC)
def test_a_page_without_a_context_is_in_its_language(language, name):
    page = render_to_string(name)
    assert f'<html lang="{language}">' in page
    assert mistakes(page, language) == []
