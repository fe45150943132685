"""The word before a headline, chosen in the form: in every list and on the story, in the page's language."""

import pytest
from django.core.exceptions import ValidationError

from articles.database import edition
from articles.models import Article, Kicker
from tests.support.factories import make_article, make_section, make_top_story, move_site_to
from tests.support.newsroom import save

pytestmark = pytest.mark.django_db
WORDS = {"": "Analysis", "ru": "Аналитика", "hy": "Վերլուծություն"}


def story(**fields):
    return make_article("Rain at last", kicker=Kicker.ANALYSIS, tags=["Weather"], **fields)


@pytest.mark.parametrize("language", WORDS)
def test_it_stands_before_the_headline_on_all_pages(client, language):
    article = story()
    if language:
        move_site_to(language)
        article.refresh_from_db()
    prefix = f"/{language}" if language else ""
    other = "" if not language else ' lang="' + language + '"'
    for path in ("/", "/latest/", "/section/region/", "/tag/weather/", "/search/?q=rain"):
        page = client.get(f"{prefix}{path}").text.partition("<main")[2]
        assert f'<span class="kicker"{other}>{WORDS[language]}</span> <a class="whole"' in page, path
    page = client.get(article.get_absolute_url()).text
    assert f'<span class="kicker"{other}>{WORDS[language]}</span> Rain at last</h1>' in page


def test_it_stands_in_lines_in_latest_news_and_in_top_stories(client):
    for number in range(7):
        make_article(minutes=number)
    story(minutes=-5)
    make_top_story(story(section=make_section("Sport"), minutes=-6))
    top, _, blocks = client.get("/").text.partition('class="blocks')
    in_a_line = '<span class="kicker">Analysis</span> Rain at last</a>'
    assert blocks.count(in_a_line) == 1
    assert top.partition("front-top")[2].count('<span class="kicker">Analysis</span> <a class="whole"') == 1
    Article.objects.exclude(kicker=Kicker.ANALYSIS).delete()
    assert client.get("/archive/").text.partition('class="timeline')[2].count(in_a_line) == 2


def test_a_story_without_one_has_none(client):
    article = make_article()
    assert "kicker" not in client.get("/").text + client.get(article.get_absolute_url()).text


@pytest.mark.parametrize("language", WORDS)
def test_feeds_and_markdown_have_it_in_the_title_and_ninjs_as_a_headline_of_its_own(client, language):
    article = story()
    if language:
        move_site_to(language)
    prefix = f"/{language}" if language else ""
    title = f"{WORDS[language]}{'․' if language == 'hy' else ':'} Rain at last"
    assert f"<title>{title}</title>" in client.get(f"{prefix}/feeds/latest.rss").text
    assert f"<title>{title}</title>" in client.get(f"{prefix}/feeds/latest.atom").text
    assert [item["title"] for item in client.get(f"{prefix}/feeds/latest.json").json()["items"]] == [title]
    assert client.get(f"/news/{article.pk}.md").text.startswith(f"# {title}\n")
    headlines = client.get(f"/news/{article.pk}.json").json()["headlines"]
    assert [(one["role"], one["value"]) for one in headlines] == [
        ("main", "Rain at last"),
        ("kicker", WORDS[language]),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_change_of_it_moves_the_edition():
    article, before = story(), edition.current()
    Article.objects.filter(pk=article.pk).update(kicker=Kicker.LIVE)
    assert edition.current() != before


def test_the_form_offers_those_of_the_site_and_the_storys_own(admin_client, settings):
    settings.KICKERS = ["live", "opinion"]
    article = story()
    page = admin_client.get(f"/admin/articles/article/{article.pk}/change/")
    field = page.context["adminform"].form.fields["kicker"]
    assert [value for value, _ in field.choices] == ["", "live", "analysis", "opinion"]


def test_an_editor_chooses_one_and_a_form_without_the_field_keeps_it(admin_client):
    article = make_article()
    save(admin_client, article, kicker="opinion")
    assert article.kicker == "opinion"
    save(admin_client, article, headline="Snow")
    assert (article.headline, article.kicker) == ("Snow", "opinion")
    save(admin_client, article, kicker="")
    assert article.kicker == ""


def test_one_that_does_not_exist_is_refused(admin_client):
    article = make_article()
    response = save(admin_client, article, kicker="gossip")
    assert "gossip" in str(response.context["adminform"].form.errors["kicker"])
    with pytest.raises(ValidationError):
        Article(headline="Rain", kicker="gossip").clean_fields()
