"""The front page desk of a site of several languages: each has its own arrangement, preview and record."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.front import curation
from articles.models import Article, Front, FrontSlot, Language, TopStory
from tests.support.factories import make_article, make_top_story
from tests.support.newsroom import messages_of, save

pytestmark = pytest.mark.django_db
DESK, RECORD = "/admin/articles/front/", "/admin/articles/front/record/"


@pytest.fixture
def russian():
    language = Language.objects.create(tag="ru", site_name="Новости")
    language.open()
    return language


def row(number, article, place):
    return {f"row-{number}-article": article.pk, f"row-{number}-place": place}


def arrange(client, language, *rows, **more):
    data = {"token": curation.stored(language).token, **more}
    for number, (article, place) in enumerate(rows):
        data |= row(number, article, place)
    return client.post(DESK + ("" if language == "en" else f"?language={language}"), data, follow=True)


def placed(model=FrontSlot) -> list[tuple]:
    return sorted(model.objects.values_list("language", "article__headline"))


@pytest.mark.parametrize("page", [DESK, RECORD])
def test_a_site_of_one_language_shows_no_tabs(admin_client, page):
    Language.objects.create(tag="ru")  # prepared, not open
    response = admin_client.get(page)
    assert "language-tabs" not in response.text
    assert "language=" not in response.text


def test_the_desk_has_a_tab_for_each_open_language(admin_client, russian):
    page = admin_client.get(f"{DESK}?language=ru")
    assert [(tab.name, tab.current) for tab in page.context["tabs"]] == [("English", False), ("Русский", True)]
    assert f'href="{DESK}?language=ru" lang="ru" aria-current="page"' in page.text
    assert 'data-ajax--url="/admin/autocomplete/?language=ru"' in page.text


@pytest.mark.parametrize("path", ["", "record/", "2020-10-02T19:13"])
def test_a_language_that_is_not_open_has_no_front_page(admin_client, path):
    Language.objects.create(tag="ru")
    page = admin_client.get(f"{DESK}{path}?language=ru", follow=True)
    assert messages_of(page) == ["The site has no front page in “Russian”. Nothing was saved."]
    assert page.redirect_chain[-1][0] in (DESK, RECORD)


def test_the_preview_of_a_language_that_is_not_open_is_no_server_error(admin_client):
    assert admin_client.get(f"{DESK}preview/?language=xx").status_code == 404


def test_each_language_is_arranged_on_its_own(admin_client, russian):
    rain, snow = make_article("Rain", language="en"), make_article("Снег", language="ru")
    arrange(admin_client, "en", (rain, "0"), (rain, "top-1"))
    page = arrange(admin_client, "ru", (snow, "0"), (snow, "top-1"))
    assert messages_of(page) == ["The front page is saved."]
    assert page.redirect_chain[-1][0] == f"{DESK}?language=ru"
    assert placed() == placed(TopStory) == [("en", "Rain"), ("ru", "Снег")]
    told = {entry.language: [one.headline for one in entry.arrangement.placed] for entry in Front.objects.all()}
    assert told == {"en": ["Rain", "Rain"], "ru": ["Снег", "Снег"]}


def test_saving_one_language_is_no_conflict_for_another(admin_client, russian):
    rain, snow = make_article("Rain", language="en"), make_article("Снег", language="ru")
    token = curation.stored("en").token
    arrange(admin_client, "ru", (snow, "0"))
    page = arrange(admin_client, "en", (rain, "0"), token=token)
    assert messages_of(page) == ["The front page is saved."]


def test_a_story_of_another_language_is_refused_with_the_cure(admin_client, russian):
    rain = make_article("Rain", language="en")
    page = arrange(admin_client, "ru", (rain, "0"))
    errors = [form.errors["place"] for form in page.context["form"].rows]
    assert errors == [["Readers find this story in English. Place it on that front page, and take it off this one."]]
    assert not FrontSlot.objects.exists()


def test_the_lookup_of_a_desk_offers_the_stories_of_its_language(admin_client, russian):
    make_article("Rain", language="en")
    make_article("Снег", language="ru")
    query = {"app_label": "articles", "model_name": "topstory", "field_name": "article", "term": ""}
    for language, expected in (("en", ["Rain"]), ("ru", ["Снег"])):
        answer = admin_client.get(reverse("admin:autocomplete"), {**query, "language": language}).json()
        assert [one["text"] for one in answer["results"]] == expected


def test_the_preview_is_made_in_the_language(admin_client, russian):
    make_article("Rain", language="en")
    snow = make_article("Снег", language="ru")
    page = admin_client.get(f"{DESK}preview/?language=ru").text
    assert "<title>Новости" in page
    assert "Снег" in page
    assert "Rain" not in page
    assert f"/ru/news/{snow.pk}/" in page


def test_a_story_that_has_changed_its_language_leaves_its_place_when_it_is_placed_again(admin_client, russian):
    article = make_article("Snow", language="en")
    arrange(admin_client, "en", (article, "0"))
    save(admin_client, article, language="ru")
    assert article.site_language == "ru"
    page = admin_client.get(f"{DESK}preview/").text
    assert "Snow" not in page
    arrange(admin_client, "ru", (article, "0"))
    assert placed() == [("ru", "Snow")]
    newest = {}
    for entry in Front.objects.order_by("id"):
        newest[entry.language] = len(entry.arrangement.placed)
    assert newest == {"en": 0, "ru": 1}


def test_the_record_is_that_of_the_language_and_restores_it_alone(admin_client, russian):
    rain, snow, hail = (
        make_article("Rain", language="en"),
        make_article("Снег", language="ru"),
        make_article("Град", language="ru"),
    )
    arrange(admin_client, "en", (rain, "0"))
    arrange(admin_client, "ru", (snow, "0"))
    arrange(admin_client, "ru", (hail, "0"))
    first = Front.objects.filter(language="ru").earliest("id")
    Front.objects.filter(pk=first.pk).update(made_at=timezone.now() - timedelta(minutes=1))
    page = admin_client.get(f"{RECORD}?language=ru")
    assert "Rain" not in page.text
    first = page.context["rows"][-1]
    assert first["url"].endswith("?language=ru")
    assert "Снег" in admin_client.get(first["url"]).text
    sent = {"entry": first["entry"].pk, "newest": page.context["newest_pk"]}
    assert admin_client.post(RECORD, sent).status_code == 404  # no entry of the English record
    admin_client.post(f"{RECORD}?language=ru", sent)
    assert placed() == [("en", "Rain"), ("ru", "Снег")]


def test_the_pages_one_by_one_place_a_story_in_its_language(admin_client, russian):
    make_top_story(make_article("Rain", language="en"))
    for headline in ("Снег", "Град"):
        article = make_article(headline, language="ru")
        admin_client.post(reverse("admin:articles_topstory_add"), {"article": article.pk, "position": 1})
    rows = list(TopStory.objects.values_list("language", "position", "article__headline"))
    assert rows == [("en", 1, "Rain"), ("ru", 1, "Град"), ("ru", 2, "Снег")]
    admin_client.post(
        reverse("admin:articles_topstory_delete", args=[TopStory.objects.get(position=1, language="ru").pk]),
        {"post": "yes"},
    )
    rows = list(TopStory.objects.values_list("language", "position", "article__headline"))
    assert rows == [("en", 1, "Rain"), ("ru", 1, "Снег")]


def test_a_place_may_be_filled_once_in_each_language(admin_client, russian):
    for article in (make_article("Rain", language="en"), make_article("Снег", language="ru")):
        admin_client.post(reverse("admin:articles_frontslot_add"), {"place": 0, "article": article.pk})
    assert placed() == [("en", "Rain"), ("ru", "Снег")]


def test_the_record_costs_one_query_however_many_languages_there_are(russian):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            curation.record()
        return len(captured)

    before = queries()
    Language.objects.create(tag="hy").open()
    assert queries() == before == 3
    assert Article.objects.count() == 0
