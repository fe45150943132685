"""The languages in which an account works: lists, matrix, desk and start page begin with them, and are no wall."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import EditorLanguage, FrontSlot, Language
from articles.models.languages.linking import link
from tests.support.accounts import change, make_account
from tests.support.factories import make_article, make_top_story
from tests.support.newsroom import LIST, messages_of

pytestmark = pytest.mark.django_db
MATRIX = "admin:articles_article_languages"
DESK = "admin:articles_front_changelist"


@pytest.fixture
def languages():
    Language.objects.create(tag="ru").open()
    Language.objects.create(tag="hy").open()


@pytest.fixture
def anna(client, languages):
    account = make_account("anna", "Editor", first_name="Anna")
    EditorLanguage.objects.choose(account, ["ru"])
    client.force_login(account)
    return account


def listed(client, **query) -> set[str]:
    return {article.headline for article in client.get(reverse(LIST), query).context["cl"].result_list}


def filter_of(client, **query) -> dict[str, bool]:
    """Return the choices of the list's filter by language, and which of them is selected."""
    page = client.get(reverse(LIST), query)
    [spec] = [spec for spec in page.context["cl"].filter_specs if spec.title == "language"]
    return {choice["display"]: choice["selected"] for choice in spec.choices(page.context["cl"])}


def test_the_list_begins_with_the_account_s_languages_and_shows_all_on_a_click(client, anna):
    make_article("Rain", language="en")
    make_article("Дождь", language="ru")
    make_article("Ливень", language="ru-KZ")
    assert listed(client) == {"Дождь", "Ливень"}
    assert "?language=all" in client.get(reverse(LIST)).text
    assert listed(client, language="all") == {"Rain", "Дождь", "Ливень"}
    assert listed(client, language="en") == {"Rain"}
    assert listed(client, state="draft") == set()
    names = ("All", "Yours: Russian", "English", "Russian", "Armenian", "In doubt")
    selected = {name: name == "Yours: Russian" for name in names}
    assert filter_of(client) == selected
    assert filter_of(client, language="all") == selected | {"All": True, "Yours: Russian": False}


def test_a_search_begins_with_all_languages(client, anna):
    rain = make_article("Rain", language="en")
    assert listed(client, q="Rain") == listed(client, q=f"#{rain.pk}") == {"Rain"}
    assert listed(client, q="Rain", language="mine") == set()


def test_an_account_of_all_languages_is_shown_all(client, anna):
    make_article("Rain", language="en")
    for tags in ([], ["en", "ru", "hy"], ["de"]):
        EditorLanguage.objects.choose(anna, tags)
        assert listed(client) == {"Rain"}
        assert "language=all" not in client.get(reverse(LIST)).text
        assert not any(name.startswith("Yours") for name in map(str, filter_of(client)))
        assert client.get(reverse(DESK)).status_code == 200


def test_the_matrix_begins_with_the_account_s_columns(client, anna):
    rain = make_article("Rain", language="en", published_at=timezone.now())
    russian = make_article("Дождь", language="ru", published_at=timezone.now())
    link(russian, rain)
    page = client.get(reverse(MATRIX))
    assert [name for _, name in page.context["columns"]] == ["Russian"]
    assert "Rain" in page.text
    assert 'data-name="Armenian"' not in page.text
    page = client.get(reverse(MATRIX), {"columns": "all"})
    assert [name for _, name in page.context["columns"]] == ["English", "Russian", "Armenian"]
    assert [row.head for row in client.get(reverse(MATRIX), {"missing": "hy"}).context["rows"]] == [rain]


def test_the_matrix_asks_for_work_in_the_account_s_languages(client, anna):
    rain = make_article("Rain", language="en", published_at=timezone.now())
    armenian = make_article("Անձրև", language="hy", published_at=timezone.now())
    link(armenian, rain)
    rain.refresh_from_db()
    rain.body = "<p>It rains and snows in Gyumri.</p>"
    rain.save()
    assert client.get(reverse(MATRIX), {"need": "any"}).context["rows"] == []
    assert len(client.get(reverse(MATRIX), {"need": "any", "columns": "all"}).context["rows"]) == 1


def test_the_desk_begins_there_and_its_tabs_lead_elsewhere(client, anna):
    response = client.get(reverse(DESK))
    assert response.url == f"{reverse(DESK)}?language=ru"
    tabs = client.get(response.url).context["tabs"]
    assert [tab.address for tab in tabs] == [f"{reverse(DESK)}?language={tag}" for tag in ("en", "ru", "hy")]
    assert client.get(tabs[0].address).status_code == 200


def test_the_default_language_s_front_page_is_saved_where_it_was_sent(client, anna):
    rain = make_article("Rain", language="en")
    sent = {"token": client.get(reverse(DESK), {"language": "en"}).context["token"]}
    sent |= {"row-0-article": rain.pk, "row-0-place": "0"}
    page = client.post(f"{reverse(DESK)}?language=en", sent, follow=True)
    assert page.redirect_chain == [(f"{reverse(DESK)}?language=en", 302)]
    assert FrontSlot.objects.get().language == "en"


def test_a_language_that_is_not_open_has_no_desk_to_begin_with(client, anna):
    Language.objects.get(tag="ru").close()
    assert client.get(reverse(DESK)).status_code == 200
    EditorLanguage.objects.choose(anna, ["ru", "hy"])
    assert client.get(reverse(DESK)).url == f"{reverse(DESK)}?language=hy"


def test_the_start_page_begins_there(client, anna):
    make_article("Rain", language="en", published_at=None)
    make_article("Дождь", language="ru", published_at=None)
    soon = timezone.now() + timedelta(hours=1)
    make_top_story(make_article("Snow", language="en"), until=soon)
    make_top_story(make_article("Снег", language="ru"), until=soon, language="ru")

    def columns(**query):
        page = client.get(reverse("admin:index"), query)
        found = {column["key"]: column for column in page.context["desk"]}
        drafts = {article.headline for article in found["draft"]["articles"]}
        return page, drafts, [row.article.headline for row in found["ending"]["standing"]], found["draft"]["address"]

    page, drafts, standing, address = columns()
    assert (drafts, standing) == ({"Дождь"}, ["Снег"])
    assert "Stories in Russian." in page.text
    assert address.endswith("?state=draft")
    page, drafts, standing, address = columns(languages="all")
    assert (drafts, set(standing)) == ({"Rain", "Дождь"}, {"Снег", "Snow"})
    assert address.endswith("?state=draft&language=all")
    assert f'href="{reverse(DESK)}?language=en#zone-top"' in page.text


def test_the_chief_editor_chooses_them_in_the_form_of_the_account(client, anna):
    client.force_login(make_account("chief", "Chief editor", first_name="Chief"))
    assert "field-languages" in client.get(reverse("admin:auth_user_change", args=[anna.pk])).text
    change(client, anna, languages=["ru", "hy"])
    assert EditorLanguage.objects.of(anna) == {"ru", "hy"}
    change(client, anna, first_name="Ani")
    assert EditorLanguage.objects.of(anna) == {"ru", "hy"}
    change(client, anna, languages=[])
    assert EditorLanguage.objects.of(anna) == set()
    assert "xx is not one of the available choices" in change(client, anna, languages=["xx"]).text


def test_the_person_chooses_them_on_the_own_account_page(client, anna):
    address = reverse("admin:account")
    assert 'value="ru" id="id_languages_1" checked' in client.get(address).text
    page = client.post(address, {"do": "languages", "languages": ["hy", "en"]}, follow=True)
    assert messages_of(page) == ["Lists begin with English, Armenian from now on."]
    assert EditorLanguage.objects.of(anna) == {"hy", "en"}
    client.post(address, {"do": "languages", "languages": ["xx"]})
    assert EditorLanguage.objects.of(anna) == {"hy", "en"}
    page = client.post(address, {"do": "languages"}, follow=True)
    assert messages_of(page)[-1] == "Lists begin with all languages from now on."


def test_a_site_of_one_language_shows_no_trace(client, anna):
    Language.objects.all().delete()
    make_article("Rain", language="en")
    assert listed(client) == {"Rain"}
    for name in ("admin:index", "admin:account", DESK, LIST):
        text = client.get(reverse(name)).text
        assert "language=" not in text
        assert "id_languages" not in text
    client.force_login(make_account("chief", "Chief editor", first_name="Chief"))
    assert "field-languages" not in client.get(reverse("admin:auth_user_change", args=[anna.pk])).text
    client.post(reverse("admin:account"), {"do": "languages", "languages": ["ru"]})
    assert EditorLanguage.objects.of(anna) == {"ru"}  # as it was


def test_the_list_costs_one_query_more(client, anna):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(LIST))
        return [query["sql"] for query in captured.captured_queries]

    assert sum("articles_editorlanguage" in sql for sql in queries()) == 1
    Language.objects.all().delete()
    assert not any("articles_editorlanguage" in sql for sql in queries())
