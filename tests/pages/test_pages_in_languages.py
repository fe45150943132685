"""A page that is rendered in Russian or Armenian has no English words of its own, on every kind of page."""

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.loader import render_to_string

from articles.reading import archive
from articles.selfcheck.spoken import SpokenTexts
from tests.support.demo import KINDS
from tests.support.factories import make_article, make_bylines, make_section, move_site_to, open_language
from tests.support.languages import page_in

LANGUAGES = ("ru", "hy")
IN_ENGLISH = [kind for kind in KINDS if kind.status != 400 and "en" in kind.languages]
CATALOGUE = settings.BASE_DIR / "articles/templating/locale/ru/LC_MESSAGES/django.po"
STATIC = ("400.html", "403.html", "500.html", "503.html")
# What is written in Latin letters in every language: addresses, proper names, the zone, the reader's own words.
LATIN = re.compile(r"https?://\S+|\b(?:AMT|RSS|Telegram|Facebook|X|Atom|JSON Feed|zzyzx|museum)\b")


def pattern_of(message: str) -> re.Pattern:
    """The pattern of a message with any value where it has a placeholder: a number for a count, else any words."""
    values = {"count": r"\d+", "minutes": r"\d+"}
    parts = re.split(r"%\((\w+)\)s", " ".join(message.split()))
    return re.compile("".join(values.get(part, ".+") if at % 2 else re.escape(part) for at, part in enumerate(parts)))


def english() -> list[re.Pattern]:
    """The patterns of the English words of readers' pages."""
    with CATALOGUE.open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    texts = [text for one in messages for text in (one if isinstance(one, tuple) else (one,))]
    return [pattern_of(text) for text in texts if re.search("[a-z]", re.sub(r"%\(\w+\)s", "", text))]


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


def below(language, path):
    """The address of a page in the language."""
    return path if language == "en" or path.startswith(f"/{language}/") else f"/{language}{path}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", IN_ENGLISH, ids=lambda kind: kind.name)
def test_a_page_is_wholly_in_its_language(demo_site, client, language, kind):
    address = kind.address()
    move_site_to(language)
    response = client.get(below(language, address))
    assert response.status_code == kind.status
    assert len(texts_in(response.text, language)) > 3
    assert mistakes(response.text, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STATIC)
def test_a_page_without_a_context_is_in_its_language(language, name):
    with page_in(language):
        page = render_to_string(name)
    assert f'<html lang="{language}">' in page
    assert mistakes(page, language) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name", "said"),
    [("en", "Bridges", ""), ("ru", "Bridges", ' lang="en"'), ("ru", "Мосты", ""), ("hy", "Мосты", ' lang="ru"')],
)
def test_a_name_in_another_language_than_the_page_says_so(client, language, name, said):
    section = make_section(name)
    story = make_article(section=section, body="<p>It is open.</p>", tags=[name])
    make_bylines(story, name)
    empty = make_section(f"{name} {name}")
    if language != "en":
        move_site_to(language)
        story.refresh_from_db()
    page = client.get(story.get_absolute_url()).text
    search, empty = (client.get(below(language, path)).text for path in ("/search/", empty.get_absolute_url()))
    address = below(language, section.get_absolute_url())
    assert page.count(f'<a href="{address}"{said}>{name}</a>') == 2  # the label and the foot
    assert f'<a href="{address}" aria-current="true"{said}>{name}</a>' in page
    assert f'rel="tag"{said}>{name}</a>' in page
    assert f'rel="author"{said}>{name}</a>' in page
    assert f'<option value="{section.slug}"{said}>{name}</option>' in search
    assert f'<h1 class="headline"{said}>{name} {name}</h1>' in empty
    assert (f"<span{said}>{name} {name}</span>" in empty) == bool(said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        *[("en", 1234, "1,234"), ("ru", 1234, "1\xa0234"), ("hy", 1234, "1\xa0234")],
        *[("ru", 21, "21"), ("ru", 22, "22")],
    ],
)
def test_an_archive_counts_stories_as_its_language_does(client, monkeypatch, language, count, said):
    words = {"en": "stories", "ru": {21: "новость", 22: "новости"}.get(count, "новости"), "hy": "լուր"}[language]
    month = archive.MonthCount(2020, 10, count)
    monkeypatch.setattr(archive, "years", lambda *asked: [(2020, [month])])
    if language != "en":
        open_language(language)
    page = client.get(below(language, "/archive/")).text
    assert f'>{said}<span class="unseen"> {words}</span>' in page.replace('<span class="count">', ">")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "head", "title", "weekday"),
    [
        ("en", "October 2020", "The stories of Friday, October 2, 2020.", ("Friday", "Fri")),
        ("ru", "Октябрь 2020", "Новости за день: пятница, 2 октября 2020.", ("пятница", "пт")),
        ("hy", "Հոկտեմբեր 2020", "Օրվա լուրերը՝ ուրբաթ, 2 հոկտեմբերի, 2020։", ("ուրբաթ", "ուր")),
    ],
)
def test_days_and_months_begin_with_a_capital_where_they_begin_a_line(client, language, head, title, weekday):
    make_article()
    if language != "en":
        move_site_to(language)
    month, day = (client.get(below(language, f"/archive/2020/10/{day}")).text for day in ("", "02/"))
    assert f'<h1 class="headline">{head}</h1>' in month
    assert '<abbr title="{}">{}</abbr>'.format(*weekday) in month
    assert f'<meta name="description" content="{title}">' in day
    assert f'<p class="tagline">{weekday[0].capitalize()}</p>' in day
