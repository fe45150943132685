"""Each language of the site has pages of its own under its prefix, which name each other."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Correction, Language, SectionName, Tag, TagName, Translation
from articles.models.languages.linking import mark_checked
from articles.models.version import MINOR_EDIT
from tests.support.factories import make_article, make_section, make_version, open_language

pytestmark = pytest.mark.django_db
LISTS = ["", "latest/", "section/region/", "tag/roads/", "archive/2020/10/02/"]


@pytest.fixture
def stories():
    """An English story, its Russian version, and stories of both languages alone."""
    english = make_article("Bridge opens", tags=["Roads"])
    russian = make_version(english, "ru", "Мост открыт", tags=["Roads"], body="<p>Мост открыли в пятницу.</p>")
    return {
        "english": english,
        "russian": russian,
        "english alone": make_article("Rain is near", tags=["Roads"], minutes=1),
        "russian alone": make_article(
            "Дождь близко", language="ru", tags=["Roads"], minutes=2, body="<p>Скоро будет дождь.</p>"
        ),
    }


@pytest.fixture
def both(stories):
    open_language("ru", "Портал", tagline="Новости")
    return {name: Article.objects.get(pk=story.pk) for name, story in stories.items()}


def alternates(page):
    return re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="http://127.0.0.1:8000([^"]+)">', page)


def switches(page):
    nav = page.partition('<nav class="languages"')[2].partition("</nav>")[0]
    return dict(re.findall(r'<a href="([^"]+)"(?: lang="[^"]+")? hreflang="([^"]+)"', nav)[::-1])


def test_a_site_of_one_language_shows_no_trace_of_others(client, stories):
    for path in ("/", "/latest/", "/section/region/", "/tag/roads/", stories["russian"].get_absolute_url()):
        page = client.get(path).text
        assert "hreflang" not in page
        assert 'class="languages"' not in page
    assert stories["russian"].get_absolute_url().startswith("/news/")
    assert "Мост открыт" in client.get("/latest/").text
    assert client.get("/ru/").status_code == client.get("/ru/latest/").status_code == 404


def test_a_language_that_is_not_open_is_not_there(client, stories):
    Language.objects.create(tag="ru")
    assert client.get("/ru/").status_code == 404
    assert "Мост открыт" in client.get("/latest/").text


@pytest.mark.parametrize("path", LISTS)
def test_each_list_has_the_stories_of_its_language(client, both, path):
    english, russian = client.get(f"/{path}").text, client.get(f"/ru/{path}").text
    assert ("Rain is near" in english, "Дождь близко" in english) == (True, False)
    assert ("Rain is near" in russian, "Дождь близко" in russian) == (False, True)


def test_closing_a_language_brings_its_stories_back(client, both):
    Language.objects.get().close()
    assert client.get("/ru/").status_code == 404
    assert "Дождь близко" in client.get("/latest/").text
    assert client.get(f"/news/{both['russian'].pk}/x/").headers["Location"].startswith("/news/")


def test_the_number_of_a_story_leads_to_its_own_language(client, both):
    russian, english = both["russian"], both["english"]
    assert russian.get_absolute_url() == f"/ru/news/{russian.pk}/{russian.slug}/"
    for path in (
        f"/news/{russian.pk}/x/",
        f"/ru/news/{russian.pk}/x/",
        f"/hy/news/{russian.pk}/",
        f"/news/{russian.pk}/",
    ):
        answer = client.get(path)
        if path.startswith("/hy/"):
            assert answer.status_code == 404
        else:
            assert (answer.status_code, answer.headers["Location"]) == (301, russian.get_absolute_url())
    answer = client.get(f"/ru/news/{english.pk}/{english.slug}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, english.get_absolute_url())
    answer = client.get(f"/news/{russian.pk}/history/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/ru/news/{russian.pk}/history/")
    assert client.get(f"/news/{russian.pk}.txt").status_code == 200


def test_live_versions_name_each_other(client, both):
    english, russian = both["english"].get_absolute_url(), both["russian"].get_absolute_url()
    named = [("en", english), ("ru", russian), ("x-default", english)]
    assert alternates(client.get(english).text) == alternates(client.get(russian).text) == named
    assert alternates(client.get(both["english alone"].get_absolute_url()).text) == []


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn", "retracted"])
def test_a_version_that_is_not_live_is_never_named(client, both, state):
    now = timezone.now()
    Article.objects.filter(pk=both["russian"].pk).update(
        **{
            "draft": {"published_at": None},
            "scheduled": {"published_at": now + timedelta(days=1)},
            "withdrawn": {"withdrawn_at": now},
            "retracted": {"retracted_at": now},
        }[state]
    )
    page = client.get(both["english"].get_absolute_url()).text
    assert alternates(page) == []
    assert "Мост" not in page
    assert both["russian"].slug not in page
    assert switches(page)["/ru/section/region/"] == "ru"


def test_the_switch_leads_to_the_version_or_the_section_or_the_front_page(client, both):
    assert switches(client.get(both["english"].get_absolute_url()).text) == {
        both["english"].get_absolute_url(): "en",
        both["russian"].get_absolute_url(): "ru",
    }
    assert "/ru/section/region/" in switches(client.get(both["english alone"].get_absolute_url()).text)
    assert "/ru/latest/" in switches(client.get("/latest/").text)
    assert "/ru/" in switches(client.get("/archive/2020/10/").text)
    assert "/ru/" in switches(client.get("/nothing/").text)


def test_a_switch_that_leads_elsewhere_says_where(client, both):
    def said(path):
        nav = client.get(path).text.partition('<nav class="languages"')[2].partition("</nav>")[0]
        return re.findall(r'title="([^"]+)"', nav), re.findall(r'<span class="unseen">: ([^<]+)</span>', nav)

    section = "there is no such page, this leads to the section"
    front = "there is no such page, this leads to the front page"
    assert said(both["english alone"].get_absolute_url()) == ([section], [section])
    assert said("/archive/2020/10/") == ([front], [front])
    assert said(both["english"].get_absolute_url()) == said("/latest/") == ([], [])
    assert said("/ru/archive/2020/10/")[1] == ["такой страницы нет, ссылка ведёт на главную"]


def test_every_switch_leads_to_a_page(client, both):
    make_article("Alone in Sport", section=make_section("Sport"), tags=["Chess"])
    paths = ["/", "/latest/", "/section/sport/", "/tag/chess/", "/archive/", "/search/", "/corrections/", "/nothing/"]
    paths += [f"/ru{path}" for path in paths if "chess" not in path]
    for path in [*paths, *(story.get_absolute_url() for story in both.values())]:
        for to in switches(client.get(path).text):
            assert client.get(to).status_code in (200, 404 if to == path == "/nothing/" else 200), (path, to)


def test_sections_and_tags_have_names_and_addresses_in_a_language(client, both):
    SectionName.objects.create(section=both["english"].section, language="ru", name="Область", description="Всё рядом.")
    TagName.objects.create(tag=Tag.objects.get(), language="ru", name="Дороги")
    page = client.get("/ru/section/oblast/").text
    assert "Всё рядом." in page
    for answer, to in (
        (client.get("/ru/section/region/"), "/ru/section/oblast/"),
        (client.get("/section/oblast/"), "/section/region/"),
        (client.get("/ru/tag/roads/"), "/ru/tag/dorogi/"),
        (client.get("/tag/dorogi/"), "/tag/roads/"),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (301, to)
    assert alternates(client.get("/tag/roads/").text) == [
        ("en", "/tag/roads/"),
        ("ru", "/ru/tag/dorogi/"),
        ("x-default", "/tag/roads/"),
    ]
    story = client.get(both["russian"].get_absolute_url()).text
    assert [name in story for name in (">Дороги<", ">Область<", ">Roads<")] == [True, True, False]
    assert ">Область<" in client.get("/ru/latest/").text


def test_an_unknown_address_below_a_prefix_is_answered_in_that_language(client, both):
    answer = client.get("/ru/nothing/")
    assert answer.status_code == 404
    assert "Портал" in answer.text


def test_the_site_has_a_name_in_each_language(client, both):
    assert "Портал" in client.get("/ru/").text
    assert "Портал" not in client.get("/").text


def follows(page):
    """The note on how a story stands to the text that it follows, as plain words."""
    note = page.partition('<aside class="notes follows"')[2].partition("</aside>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", note.partition(">")[2]).split())


def test_readers_of_a_version_are_told_what_it_lacks(client, both):
    english, russian = both["english"], both["russian"]
    address = russian.get_absolute_url()
    assert follows(client.get(address).text) == ""
    english.body += "<p>The second lane opens on Monday.</p>"
    english.updated_at = english.published_at + timedelta(hours=1)
    english.save()
    page = client.get(address).text
    assert follows(page) == (
        "Текст подготовлен по версии на другом языке от 2 октября 2020 - 12:00 AMT . "
        "Она обновлена: 2 октября 2020 - 13:00 AMT . English Что в ней изменилось"
    )
    assert f'href="/news/{english.pk}/history/"' in page
    assert follows(client.get(english.get_absolute_url()).text) == ""


def test_a_detail_leaves_a_version_as_it_was(client, both):
    both["english"].body += "<p>A detail.</p>"
    both["english"]._change_reason = MINOR_EDIT
    both["english"].save()
    assert follows(client.get(both["russian"].get_absolute_url()).text) == ""


def test_a_correction_that_is_not_translated_is_shown(client, both):
    Correction.objects.create(article=both["english"], text="It was two.")
    said = follows(client.get(both["russian"].get_absolute_url()).text)
    assert said.startswith("В материал на другом языке")
    assert "It was two." in said
    translation = Translation.objects.get()
    mark_checked(translation, version=both["english"].text_version, correction=Correction.objects.get().pk)
    assert follows(client.get(both["russian"].get_absolute_url()).text) == ""


@pytest.mark.parametrize(("state", "said"), [("withdrawn", "на сайте больше нет"), ("retracted", "отозван")])
def test_a_version_without_a_source_says_so(client, both, state, said):
    Article.objects.filter(pk=both["english"].pk).update(**{f"{state}_at": timezone.now()})
    page = client.get(both["russian"].get_absolute_url()).text
    assert said in follows(page)
    assert (both["english"].get_absolute_url() in page) == (state == "retracted")


@pytest.mark.parametrize("moment", [None, timedelta(days=1)], ids=["draft", "scheduled"])
def test_of_a_source_that_is_not_published_yet_readers_are_told_nothing(client, both, moment):
    source, now = both["english"], timezone.now()
    Correction.objects.create(article=source, text="It was two.")
    Article.objects.filter(pk=source.pk).update(published_at=moment and now + moment, text_version=9, slug="secret")
    answer = client.get(both["russian"].get_absolute_url())
    assert answer.status_code == 200
    assert follows(answer.text) == ""
    assert "secret" not in answer.text
