"""A list says beside a headline in which other languages the story can be read, and links it there."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Correction, TranslationGroup
from articles.reading.versions import version_links
from tests.support.factories import make_article, make_bylines, make_section, make_version, open_language

pytestmark = pytest.mark.django_db
LISTS = ["/latest/", "/section/region/", "/tag/roads/", "/author/ani/", "/archive/2020/10/02/", "/search/?q=bridge"]


@pytest.fixture(autouse=True)
def languages():
    return {tag: open_language(tag) for tag in ("ru", "hy")}


@pytest.fixture
def english():
    story = make_article("Bridge opens", section=make_section("Region"), tags=["Roads"], language="en")
    make_bylines(story, "Ani")
    return story


@pytest.fixture
def russian(english):
    return make_version(english, "ru", "Мост открыт", body="<p>Первые машины проехали утром.</p>")


@pytest.fixture
def armenian(english):
    return make_version(english, "hy", "Կամուրջը բացվել է", body="<p>Առաջին մեքենաներն անցել են։</p>")


def also_in(client, path):
    """Each line of a list that names languages: its words, and the language, the page and the name of its links."""
    listed = client.get(path).text.partition('<ol class="stories')[2].partition("</ol>")[0]
    lines = re.findall(r'<p class="links">(.*?)</p>', listed, re.DOTALL)
    link = r'<a href="([^"]+)" lang="(\w+)" hreflang="\2">([^<]+)</a>'
    return [(line.partition("<")[0].strip(), re.findall(link, line)) for line in lines]


def link(story, name):
    return story.get_absolute_url(), story.language, name


@pytest.mark.parametrize("path", LISTS)
def test_a_list_names_the_other_languages_of_a_story(client, english, russian, armenian, path):
    assert also_in(client, path) == [("Also in:", [link(armenian, "Հայերեն"), link(russian, "Русский")])]


def test_it_is_said_in_the_language_of_the_page(client, english, russian, armenian):
    assert also_in(client, "/ru/latest/") == [
        ("На других языках:", [link(english, "English"), link(armenian, "Հայերեն")])
    ]
    assert also_in(client, "/hy/search/?q=կամուրջը")[0][0] == "Այլ լեզուներով՝"


def test_a_story_without_versions_names_none(client, english):
    assert also_in(client, "/latest/") == []
    english.translation_group = TranslationGroup.objects.create()
    english.save()
    assert also_in(client, "/latest/") == []


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn", "retracted"])
def test_a_version_that_lists_do_not_show_is_not_named(client, english, russian, armenian, path, state):
    now, rows = timezone.now(), Article.objects.filter(pk=russian.pk)
    if state in ("draft", "scheduled"):
        rows.update(published_at=now + timedelta(hours=1) if state == "scheduled" else None)
    elif state == "withdrawn":
        russian.withdraw()
    else:
        Correction.objects.create(article=russian, kind="retraction", text="Это неверно.")
    assert also_in(client, path) == [("Also in:", [link(armenian, "Հայերեն")])]
    assert russian.slug not in client.get(path).text


def test_a_version_in_a_language_that_is_closed_is_not_named(client, languages, english, russian, armenian):
    languages["ru"].close()
    lines = dict(also_in(client, "/latest/"))
    assert lines["Also in:"] == [link(armenian, "Հայերեն")]
    assert "Русский" not in client.get("/latest/").text


def test_older_pages_name_them_too(client, monkeypatch, english, russian):
    monkeypatch.setattr("articles.pages.lists.KeysetList.page_length", 1)
    make_article("Rain", minutes=5, section=english.section, language="en")
    older = re.search(r'href="(/section/region/\?before=[^"]+)"', client.get("/section/region/").text)[1]
    assert also_in(client, older) == [("Also in:", [link(russian, "Русский")])]


def test_it_is_gone_as_soon_as_the_version_is(client, english, russian):
    assert also_in(client, "/latest/")
    russian.withdraw()
    assert also_in(client, "/latest/") == []


def test_the_front_page_and_the_sidebars_stay_calm(client, english, russian):
    for path in ("/", english.get_absolute_url()):
        assert "Also in:" not in client.get(path).text


@pytest.mark.parametrize("path", LISTS)
def test_a_page_asks_as_often_as_without_them_and_not_at_all_in_one_language(client, languages, english, path):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries), "translation_group" in "".join(query["sql"] for query in queries)

    alone = asked()
    make_version(english, "ru", "Мост открыт", body="<p>Первые машины проехали утром.</p>")
    assert also_in(client, path)
    assert asked() == alone
    assert alone[1]
    for language in languages.values():
        language.close()
    assert asked() == (alone[0], False)


def test_the_versions_of_a_page_are_looked_up_by_their_group(english, russian):
    rows = Article.objects.published().in_language("en").newest_first().annotate(found=version_links(timezone.now()))
    if connection.vendor == "sqlite":
        assert "SEARCH U0 USING INDEX article_versions" in rows[:31].explain()
