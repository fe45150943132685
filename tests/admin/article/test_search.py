"""What the newsroom's search finds: words of any story, its number, its addresses, authors and photo credits."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, PreviewLink, Redirect
from articles.models.preview_link import address_of, make_link
from tests.support.factories import NOON, make_article, make_bylines, make_photo, make_section
from tests.support.newsroom import LIST

pytestmark = pytest.mark.django_db


def found(client, text: str, **query) -> list[str]:
    """The headlines that the list shows."""
    page = client.get(reverse(LIST), {"q": text, **query})
    return [article.headline for article in page.context["cl"].result_list]


@pytest.mark.parametrize(
    "state",
    [
        {"published_at": None},
        {"published_at": timezone.now() + timedelta(days=9)},
        {"withdrawn_at": NOON},
        {"retracted_at": NOON},
        {"published_at": None, "withdrawn_at": NOON},
        {},
    ],
    ids=["draft", "scheduled", "withdrawn", "retracted", "withdrawn draft", "published"],
)
def test_a_story_in_any_state_is_found_by_a_word_of_its_text(admin_client, state):
    make_article("Wanted", body="<p>The aqueduct of Gyumri, в Нагорном Карабахе.</p>", **state)
    make_article("Another")
    for text in ("aqueducts", "aqued", '"aqueduct of gyumri"', "карабах", "AQUEDUCT карабаха"):
        assert found(admin_client, text) == ["Wanted"], text
    assert found(admin_client, "aqueduct museum") == []


def test_a_draft_is_found_by_what_it_says_now(admin_client):
    draft = make_article("A draft", summary="-", body="<p>Old.</p>", published_at=None)
    draft.body = "<p>New.</p>"
    draft.save()
    assert (found(admin_client, "old"), found(admin_client, "new")) == ([], ["A draft"])
    draft.publish()
    assert found(admin_client, "new") == ["A draft"]
    draft.withdraw("wrong")
    assert found(admin_client, "new") == ["A draft"]
    draft.delete()
    assert found(admin_client, "new") == []


def test_readers_find_no_draft_and_nothing_taken_back(client):
    make_article("Aqueduct Draftling", published_at=None)
    make_article("Aqueduct Withdrawnling", withdrawn_at=NOON)
    make_article("Aqueduct Retractedling", retracted_at=NOON)
    make_article("Aqueduct Listedling")
    page = client.get(reverse("articles:search"), {"q": "aqueduct"}).text
    assert "</mark> Listedling" in page
    assert not re.search("Draftling|Withdrawnling|Retractedling", page)


@pytest.fixture
def story():
    """A published story; others have its number in their texts."""
    story = make_article("Wanted", pk=93, slug="wanted")
    make_article("In 93 days", minutes=1, pk=930)
    make_article("Other", pk=8)
    return story


@pytest.mark.parametrize("text", ["#93", " # 93 "])
def test_a_number_after_the_sign_is_the_story_alone(admin_client, story, text):
    assert found(admin_client, text) == ["Wanted"]


@pytest.mark.parametrize("order", [{}, {"o": "4"}])
def test_a_bare_number_is_the_story_first_and_the_texts_with_it(admin_client, story, order):
    assert found(admin_client, "93", **order) == ["Wanted", "In 93 days"]


@pytest.mark.parametrize("text", ["#7", "#0", "#" + "9" * 30, "7", "9" * 30, "#-1", "/news/7/x/", "#"])
def test_a_number_without_a_story_finds_nothing(admin_client, story, text):
    assert found(admin_client, text) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/news/93/wanted/",
        "http://127.0.0.1:8000/news/93/wanted/?utm_source=x#share",
        "https://news.example/news/93/a-former-%D5%A1-slug/",
        "news.example/news/93/wanted/",
        "/news/93/wanted/",
        "news/93/wanted/",
        "/news/93/",
        "https://news.example/news/93.json",
        "https://news.example/news/93.md",
        "/news/93.txt",
        "https://news.example/news/93/history/",
        "https://news.example/admin/articles/article/93/change/",
        "https://news.example/admin/articles/article/93/change/?_changelist_filters=q%3Drain",
        "/admin/articles/article/93/history/",
        "/admin/articles/article/93/preview/",
        "/admin/articles/article/93/preview-links/",
        "/admin/articles/article/93/",
    ],
)
def test_an_address_of_a_story_finds_it(admin_client, story, address):
    assert found(admin_client, f" {address} ") == ["Wanted"]


@pytest.mark.parametrize(
    "address", ["/admin/articles/tag/93/change/", "/section/region/", "rain/snow", "//", "http://["]
)
def test_another_address_is_searched_for_as_words(admin_client, story, address):
    assert found(admin_client, address) == []


def test_a_preview_link_finds_its_draft(admin_client, admin_user):
    draft = make_article("Wanted", published_at=None)
    address = address_of(make_link(draft, admin_user))
    make_article("Other", published_at=None)
    assert found(admin_client, address) == ["Wanted"]
    PreviewLink.objects.all().delete()
    assert found(admin_client, address) == []
    assert found(admin_client, address.replace("/preview/", "/preview/x")) == []


def test_the_number_of_a_merged_brief_finds_the_story_that_it_became(admin_client, story):
    Redirect.objects.create(number=55, article=story)
    assert found(admin_client, "#55") == found(admin_client, "/news/55/brief/") == ["Wanted"]


@pytest.mark.parametrize("text", ["Анна Петрова", "петрова", "анна", "АННА петр"])
def test_the_name_of_an_author_finds_the_stories(admin_client, text):
    make_bylines(make_article("Wanted"), "Иван Иванов", "Анна Петрова")
    make_bylines(make_article("Draft", published_at=None), "Анна Петровская")
    make_bylines(make_article("Other"), "Анна", "Пётр")
    assert [name for name in found(admin_client, text) if name != "Other"] == ["Draft", "Wanted"]


def test_an_authors_names_are_all_names_of_one_author(admin_client):
    make_bylines(make_article("Other"), "Анна Иванова", "Пётр Петров")
    assert found(admin_client, "анна петров") == []


def test_a_story_is_not_found_by_a_part_within_an_authors_name(admin_client):
    make_bylines(make_article("Rainless"), "Bahrain Smith")
    assert found(admin_client, "rain smith") == []
    assert found(admin_client, "bahr smi") == ["Rainless"]


@pytest.mark.parametrize("text", ["Саркисян", "анаит саркисян", "Photolure", "o'neill"])
def test_the_credit_of_a_photo_finds_its_stories(admin_client, text):
    make_article("Wanted", photo=make_photo(credit="Фото: Анаит Саркисян / Photolure, O’Neill"), published_at=None)
    make_article("Other", photo=make_photo(credit="Фото: Анаит"))
    assert found(admin_client, text) == ["Wanted"]


def test_reporters_find_by_all_of_these_only_what_they_may_see(client):
    reporter = User.objects.create_user("reporter", is_staff=True)
    reporter.user_permissions.add(Permission.objects.get(codename="draft_article"))
    client.force_login(reporter)
    draft = make_article("Secret", pk=93, published_at=None, photo=make_photo(credit="Photolure"))
    make_bylines(draft, "Ani")
    for text in ("secret", "#93", "93", "/news/93/x/", "ani", "photolure"):
        assert found(client, text) == [], text
    Article.objects.update(published_at=NOON)
    for text in ("secret", "#93", "93", "/news/93/x/", "ani", "photolure"):
        assert found(client, text) == ["Secret"], text


@pytest.mark.parametrize("text", ["93", "#93", "/news/93/", "wanted", "ani"])
def test_pickers_of_the_front_page_find_the_same(admin_client, story, text):
    make_bylines(story, "Ani")
    make_article("Wanted, a draft by Ani", published_at=None)
    query = {"app_label": "articles", "model_name": "topstory", "field_name": "article", "term": text}
    assert admin_client.get(reverse("admin:autocomplete"), query).json()["results"][0]["id"] == "93"


def test_the_search_box_says_what_can_be_typed(admin_client):
    page = admin_client.get(reverse(LIST)).text
    assert 'aria-describedby="searchbar_helptext"' in page
    assert "Words of a story, its number (#93) or address, an author, or a photo credit." in page


def test_a_search_costs_few_queries_and_reads_no_text(admin_client):
    section = make_section()
    for number in range(40):
        make_article(f"Rain {number}", section=section)
    with CaptureQueriesContext(connection) as queries:
        assert len(found(admin_client, "rain")) == 40
    assert len(queries) <= 13
    assert not [query for query in queries.captured_queries if '."body"' in query["sql"]]
