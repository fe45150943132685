"""The languages of the site in the newsroom: adding, opening, closing and deleting them."""

import pytest
from django.urls import reverse

from articles.models import Article, Front, FrontSlot, Language, SectionName, TopStory
from tests.support.factories import make_article, make_section
from tests.support.newsroom import messages_of

pytestmark = pytest.mark.django_db
ADD = "admin:articles_language_add"


def address(name, language):
    return reverse(f"admin:articles_language_{name}", args=[language.pk])


@pytest.fixture
def chief(admin_client):
    return admin_client


def test_a_language_is_chosen_by_its_name(chief):
    page = chief.get(reverse(ADD))
    offered = dict(page.context["adminform"].form.fields["tag"].choices)
    assert offered["ru"] == "Russian"
    assert "en" not in offered
    chief.post(reverse(ADD), {"tag": "ru", "site_name": "Новости", "tagline": "  Одной\nстрокой ", "position": ""})
    language = Language.objects.get()
    assert (language.tag, language.site_name, language.tagline) == ("ru", "Новости", "Одной строкой")
    assert language.opened_at is None


@pytest.mark.parametrize("tag", ["en", "", "xx", "ru"])
def test_the_default_language_unknown_ones_and_a_second_row_are_refused(chief, tag):
    Language.objects.create(tag="ru")
    page = chief.post(reverse(ADD), {"tag": tag, "site_name": "", "tagline": "", "position": ""})
    assert page.status_code == 200
    assert page.context["adminform"].form.errors["tag"]
    assert Language.objects.count() == 1


def test_the_tag_of_a_language_stays(chief):
    language = Language.objects.create(tag="ru")
    chief.post(address("change", language), {"tag": "hy", "site_name": "Новости", "tagline": "", "position": "1"})
    language.refresh_from_db()
    assert (language.tag, language.site_name) == ("ru", "Новости")


def test_opening_asks_and_says_how_many_stories_move(chief):
    language = Language.objects.create(tag="ru")
    section = make_section("Region")
    SectionName.objects.create(section=make_section("Sport"), language="ru", name="Спорт")
    make_article(language="ru", section=section)
    make_article(language="ru-KZ", published_at=None, section=section)
    make_article(language="en", section=section)
    page = chief.get(address("open", language))
    assert "<strong>2 stories</strong> in Russian, 1 of them on the site," in page.text
    assert "move to /ru/." in page.text
    assert [row.name for row in page.context["unnamed"]] == ["Region"]
    language.refresh_from_db()
    assert language.opened_at is None


def test_opening_moves_the_stories_also_those_on_the_front_page(chief):
    language = Language.objects.create(tag="ru")
    russian, english = make_article(language="ru"), make_article(language="en")
    TopStory.objects.create(article=russian)
    TopStory.objects.create(article=english)
    FrontSlot.objects.create(place=0, article=russian)
    page = chief.post(address("open", language), follow=True)
    assert messages_of(page) == ["Russian is open for readers. 1 story moved to /ru/."]
    russian.refresh_from_db()
    assert russian.site_language == "ru"
    assert dict(TopStory.objects.values_list("language", "article")) == {"ru": russian.pk, "en": english.pk}
    newest = {entry.language: entry for entry in Front.objects.order_by("id")}
    assert [one.article for one in newest["en"].arrangement.placed] == [english.pk]
    assert [one.article for one in newest["ru"].arrangement.placed] == [russian.pk, russian.pk]


def test_closing_moves_them_back(chief):
    language = Language.objects.create(tag="ru")
    language.open()
    article = make_article(language="ru")
    assert Article.objects.get(pk=article.pk).site_language == "ru"
    assert "1 story</strong> in Russian" in chief.get(address("close", language)).text
    chief.post(address("close", language))
    assert Article.objects.get(pk=article.pk).site_language == "en"
    assert not Language.objects.opened().exists()


def test_opening_twice_changes_nothing(chief):
    language = Language.objects.create(tag="ru")
    language.open()
    opened = language.opened_at
    page = chief.post(address("open", language), follow=True)
    assert messages_of(page) == ["Russian is open for readers already."]
    language.refresh_from_db()
    assert language.opened_at == opened


def test_deleting_an_open_language_asks_and_moves_its_stories(chief):
    language = Language.objects.create(tag="ru")
    language.open()
    article = make_article(language="ru")
    assert "Russian is open for readers: 1 story in it will move" in chief.get(address("delete", language)).text
    chief.post(address("delete", language), {"post": "yes"})
    assert not Language.objects.exists()
    assert Article.objects.get(pk=article.pk).site_language == "en"


@pytest.mark.parametrize("name", ["open", "close"])
def test_a_language_that_is_gone_is_no_server_error(chief, name):
    assert chief.post(reverse(f"admin:articles_language_{name}", args=[999])).status_code == 404
