"""The matrix of stories and languages, and the list's filters by language and translation."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Language, Translation
from articles.models.languages.linking import link
from tests.support.factories import make_article, make_section
from tests.support.newsroom import LIST, save

pytestmark = pytest.mark.django_db
MATRIX = "admin:articles_article_languages"


@pytest.fixture
def languages():
    Language.objects.create(tag="ru").open()
    Language.objects.create(tag="hy").open()


def story(headline, language="en", **fields):
    return make_article(headline, language=language, **{"published_at": timezone.now() - timedelta(hours=1)} | fields)


def follow(article, source):
    link(article, source)
    for one in (article, source):
        one.refresh_from_db()


def rows(client, **query) -> dict[str, list]:
    """What each story has: by its headline, per language, its state or None, and what it needs."""
    page = client.get(reverse(MATRIX), query)
    return {
        row.head.headline: [(cell.article and str(cell.article.state), *cell.needs) for cell in row.cells]
        for row in page.context["rows"]
    }


def test_a_site_of_one_language_has_no_matrix(admin_client):
    assert admin_client.get(reverse(MATRIX)).url == reverse(LIST)
    page = admin_client.get(reverse(LIST))
    assert reverse(MATRIX) not in page.text
    assert {spec.title for spec in page.context["cl"].filter_specs}.isdisjoint({"language", "translation"})


def test_the_matrix_shows_what_each_story_has_in_each_language(admin_client, languages):
    rain, snow = story("Rain"), story("Snow")
    russian, armenian = story("Дождь", "ru"), story("Անձրև", "hy", published_at=None)
    follow(russian, rain)
    follow(armenian, rain)
    save(admin_client, rain, body="<p>It rains and snows in Gyumri.</p>")
    follow(story("Снег", "ru"), snow)
    story("Of last week", published_at=timezone.now() - timedelta(days=5))
    assert rows(admin_client) == {
        "Snow": [("published",), ("published",), (None,)],
        "Rain": [("published",), ("published", "behind"), ("draft", "behind")],
    }
    assert "Of last week" in rows(admin_client, days="7")
    page = admin_client.get(reverse(MATRIX)).text
    assert page.count('name="translate" value="hy"') == 1
    assert reverse(LIST) in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"missing": "hy"}, {"Snow", "Hail"}),
        ({"need": "behind"}, {"Rain"}),
        ({"need": "any"}, {"Rain", "Wind"}),
        ({"need": "orphaned"}, {"Wind"}),
        ({"section": "sport"}, {"Hail"}),
        ({"missing": "xx", "need": "x", "section": "x", "days": "0"}, {"Rain", "Snow", "Hail", "Wind"}),
    ],
)
def test_the_filters(admin_client, languages, query, expected):
    sport = make_section("Sport")
    rain, snow, _ = story("Rain"), story("Snow"), story("Hail", section=sport)
    armenian, wind = story("Անձրև", "hy"), story("Wind")
    follow(armenian, rain)
    save(admin_client, rain, body="<p>It rains and snows in Gyumri.</p>")
    gone = story("Քամի", "hy")
    follow(wind, gone)
    gone.withdraw("a mistake")
    assert snow.translation_group_id is None
    query = {name: str(sport.pk) if value == "sport" else value for name, value in query.items()}
    found = {one if one != "Քամի" else "Wind" for one in rows(admin_client, **query)}
    assert found == expected


def test_the_matrix_costs_the_same_for_any_number_of_stories(admin_client, languages):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(reverse(MATRIX))
        assert not [query for query in captured.captured_queries if '"articles_article"."body"' in query["sql"]]
        return len(captured)

    follow(story("Дождь", "ru"), story("Rain"))
    before = queries()
    for number in range(4):
        follow(story(f"Снег {number}", "ru"), story(f"Snow {number}"))
    assert queries() == before


def test_the_list_filters_by_language_and_by_what_a_translation_needs(admin_client, languages):
    rain, russian = story("Rain"), story("Дождь", "ru")
    follow(russian, rain)
    save(admin_client, rain, body="<p>It rains and snows in Gyumri.</p>")
    for query, expected in (
        ("language=ru", [russian]),
        ("language=en", [rain]),
        ("translation=behind", [russian]),
        ("translation=need", [russian]),
        ("translation=orphaned", []),
    ):
        page = admin_client.get(f"{reverse(LIST)}?{query}")
        assert list(page.context["cl"].result_list) == expected
    assert '<td class="field-in_language">Russian</td>' in admin_client.get(reverse(LIST)).text


def test_the_fields_of_a_story_say_their_language(admin_client):
    article = story("Дождь", "ru")
    form = admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).context["adminform"].form
    for name in ("headline", "summary", "body"):
        assert 'lang="ru"' in str(form[name])


def test_the_source_stands_beside_the_text_and_a_ticked_box_says_that_it_was_followed(admin_client, languages):
    rain, russian = story("Rain", body="<p>It rains.</p>"), story("Дождь", "ru")
    follow(russian, rain)
    save(admin_client, rain, body="<p>It rains and snows in Gyumri.</p>")
    page = admin_client.get(reverse("admin:articles_article_change", args=[russian.pk]))
    assert "<p>It rains and snows in Gyumri.</p>" in page.text
    seen = page.context["following"].seen
    save(admin_client, russian, headline="Дождь и снег", language="ru")
    assert Translation.objects.behind().exists()
    save(admin_client, russian, headline="Дождь, снег", language="ru", follows_now=seen)
    assert not Translation.objects.behind().exists()
    assert save(admin_client, russian, language="ru", follows_now="x-1").status_code == 302
