"""The foot of every page names the topics of late, which come with the masthead's query."""

import re

import pytest

from articles.front import composition
from articles.models import Tag, TagName
from articles.reading import masthead
from tests.support.factories import make_article, open_language

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_sql(monkeypatch):
    """The statements are built anew, with the numbers that the test sets."""
    for prepared in (masthead._rows, composition._newest_ids):
        monkeypatch.setattr(prepared, "_statements", {})


def topics(page) -> list[tuple[str, str]]:
    foot = page.text.partition("foot-topics")[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*/tag/[^"]+)"[^>]*>([^<]+)</a>', foot)


@pytest.mark.parametrize("path", ["/", "/latest/", "/archive/", "/nothing/"])
def test_those_most_used_stand_there_in_the_order_of_the_alphabet(client, monkeypatch, path):
    monkeypatch.setattr(masthead, "TOPICS", 2)
    for number in range(3):
        make_article(minutes=number, tags=["Snow", *(["Rain"] if number else ["Once"])])
    assert topics(client.get(path)) == [("/tag/rain/", "Rain"), ("/tag/snow/", "Snow")]


def test_those_of_stories_that_are_not_listed_do_not(client):
    make_article(tags=["Rain"])
    make_article(tags=["Gone"]).withdraw()
    make_article(tags=["Draft"], published_at=None)
    assert topics(client.get("/latest/")) == [("/tag/rain/", "Rain")]


def test_each_language_names_its_own(client):
    open_language("ru")
    make_article(tags=["Rain"])
    make_article("Дорога", language="ru", tags=["Roads", "Fir"])
    TagName.objects.create(tag=Tag.objects.get(name="Roads"), language="ru", name="Дороги")
    TagName.objects.create(tag=Tag.objects.get(name="Fir"), language="ru", name="Ёлки")
    assert topics(client.get("/ru/latest/")) == [("/ru/tag/dorogi/", "Дороги"), ("/ru/tag/elki/", "Ёлки")]
    assert topics(client.get("/latest/")) == [("/tag/rain/", "Rain")]


def test_old_stories_do_not_count(client, monkeypatch):
    monkeypatch.setattr(masthead, "OF_LATE", 1)
    make_article(tags=["Old"])
    make_article(minutes=1, tags=["New"])
    assert topics(client.get("/latest/")) == [("/tag/new/", "New")]
