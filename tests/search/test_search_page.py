import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Language, SectionName
from tests.support.combinations import examples
from tests.support.factories import NOON, make_article, make_section

pytestmark = pytest.mark.django_db


def headlines(page):
    return [re.sub("<[^>]*>", "", text) for text in re.findall(r'<h2 class="headline">(.*?)</h2>', page)]


def test_the_page_shows_what_was_found_with_the_words_marked(client):
    story = make_article("Bridge opens", body="<p>Cars cross the bridge.</p>", summary="Cars cross.")
    page = client.get("/search/", {"q": "bridges"}).text
    assert f'<a class="whole" href="{story.get_absolute_url()}"><mark>Bridge</mark> opens</a>' in page
    assert "Cars cross the <mark>bridge</mark>." in page
    assert "October 2, 2020 - 12:00 AMT" in page


def test_what_a_reader_typed_and_a_text_says_stays_text(client):
    make_article("An <i>odd</i> headline", body="<p>odd &lt;script&gt; text</p>")
    page = client.get("/search/", {"q": 'odd "><script>'}).text
    assert "<script>" not in page
    assert "An &lt;i&gt;<mark>odd</mark>&lt;/i&gt; headline" in page
    assert 'value="odd &quot;&gt;&lt;script&gt;"' in page


def test_without_words_the_form_stands_alone(client):
    for address in ("/search/", "/search/?q=", "/search/?q=%20%22%22"):
        page = client.get(address).text
        assert 'name="q"' in page
        assert "No story was found" not in page


def test_no_result_helps(client):
    page = client.get("/search/", {"q": "bridge"}).text
    assert "No story was found for “bridge”" in page
    assert "/latest/" in page


def test_beginnings_of_words_are_tried_when_nothing_else_is_found(client):
    make_article("Parliament opens")
    page = client.get("/search/", {"q": "parl"}).text
    assert headlines(page) == ["Parliament opens"]
    assert "words that begin with them" in page


def said(page):
    """What the page says of the number of stories, and what stands where results would."""
    found = re.findall(
        r'<p class="search-note" role="status">(.*?)</p>|<p class="headline"[^>]*>(.*?)</p>', page, re.DOTALL
    )
    return [" ".join("".join(words).split()) for words in found]


def test_the_page_says_how_many_stories_it_found(client):
    make_article("Bridge opens")
    assert said(client.get("/search/", {"q": "bridge"}).text) == ["1 story"]
    for number in range(16):
        make_article(f"Bridge {number}")
    assert said(client.get("/search/", {"q": "bridge"}).text) == ["17 stories"]
    assert said(client.get("/search/", {"q": "brid"}).text) == ["17 stories"]


def test_the_number_is_that_of_all_pages(client):
    for number in range(25):
        make_article(f"Bridge {number}", minutes=number)
    for page in (1, 2):
        assert said(client.get("/search/", {"q": "bridge", "page": page}).text) == ["25 stories"]


def test_a_number_that_was_not_counted_to_the_end_says_so(client, monkeypatch):
    monkeypatch.setattr("articles.search.CANDIDATES", 3)
    monkeypatch.setattr("articles.pages.search.CANDIDATES", 3)
    for number in range(4):
        make_article(f"Bridge {number}", minutes=number)
    page = client.get("/search/", {"q": "bridge"}).text
    assert said(page) == ["More than 3 stories"]
    assert "The newest 3 can be read here. For others, give days or another filter." in page
    assert headlines(page) == ["Bridge 3", "Bridge 2", "Bridge 1"]


def test_where_results_would_be_stands_what_else_to_do(client):
    make_article("Bridge opens")
    assert said(client.get("/search/", {"q": "tunnel"}).text) == ["No story was found for “tunnel”."]
    beyond = client.get("/search/", {"q": "bridge", "page": 2}).text
    assert said(beyond) == ["1 story", "There are no more results."]
    assert '<a href="?q=bridge">' in beyond
    for page in (beyond, client.get("/search/").text):
        assert len(re.findall('<(?:div|ol) class="stories results', page)) == 1
        assert 'class="notice"' not in page


def test_a_query_loses_what_cannot_be_seen(client):
    make_article("Bridge opens")
    page = client.get("/search/", {"q": "bri\u00addge\u202e"}).text
    assert 'name="q" value="bridge"' in page
    assert headlines(page) == ["Bridge opens"]


def test_the_page_is_not_indexed_and_is_canonical_without_a_query(client, settings):
    page = client.get("/search/", {"q": "bridge"}).text
    assert re.findall('<meta name="robots"[^>]*>', page) == ['<meta name="robots" content="noindex">']
    assert f'<link rel="canonical" href="{settings.SITE_URL}/search/">' in page


def test_the_filters_keep_what_was_chosen(client):
    make_article("Bridge in Sport", section=make_section("Sport"), tags=["Roads"])
    make_article("Bridge in Region")
    asked = {"q": "bridge", "section": "sport", "tag": "roads", "from": "2020-10-02", "to": "2020-10-02"}
    page = client.get("/search/", asked).text
    assert headlines(page) == ["Bridge in Sport"]
    assert '<option value="sport" selected>' in page
    for name, value in (("tag", "roads"), ("from", "2020-10-02"), ("to", "2020-10-02")):
        assert f'name="{name}" value="{value}"' in page


def test_the_last_day_belongs_to_the_span(client):
    make_article("Bridge by night", published_at=NOON.replace(hour=19, minute=59))  # 23:59 in Yerevan
    make_article("Bridge at midnight", published_at=NOON.replace(hour=20))
    assert headlines(client.get("/search/", {"q": "bridge", "to": "2020-10-02"}).text) == ["Bridge by night"]
    assert headlines(client.get("/search/", {"q": "bridge", "from": "2020-10-03"}).text) == ["Bridge at midnight"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"from": "yesterday"}, "“From” must be a day, such as 2020-10-02."),
        ({"to": "0001-01-01"}, "Give a day between the years 1990 and 2199."),
        ({"from": "2020-10-03", "to": "2020-10-02"}, "The last day lies before the first."),
        ({"section": "nowhere"}, "There is no such section."),
        ({"q": "a" * 10_000}, "Search for at most 200 characters."),
        ({"q": "a\0b"}, "Search for words"),
    ],
)
def test_what_cannot_be_is_named(client, asked, told):
    answer = client.get("/search/", {"q": "bridge", **asked})
    assert answer.status_code == 200
    assert told in answer.text


def test_results_are_paged(client):
    for number in range(41):
        make_article(f"Bridge {number}", minutes=number)
    first = client.get("/search/", {"q": "bridge"}).text
    assert headlines(first) == [f"Bridge {number}" for number in range(40, 20, -1)]
    assert '<a href="?q=bridge&amp;page=2" rel="next">' in first
    last = client.get("/search/?q=bridge&page=3").text
    assert headlines(last) == ["Bridge 0"]
    assert 'rel="next"' not in last
    assert '<a href="?q=bridge&amp;page=2" rel="prev">' in last


@pytest.mark.parametrize("page", ["0", "51", "-1", "x", "٢", "1e3", ""])
def test_a_page_that_cannot_be_is_404(client, page):
    assert client.get("/search/", {"q": "bridge", "page": page}).status_code == 404


def test_it_asks_the_database_so_often_and_no_more(client, django_assert_max_num_queries):
    for number in range(30):
        make_article(f"Bridge {number}", minutes=number)
    for typed in ("bridge", "nothing", "brid", ""):
        with django_assert_max_num_queries(6):
            client.get("/search/", {"q": typed})


SIGNS = [
    '"',
    "'",
    "*",
    ":",
    "-",
    "(",
    ")",
    "{",
    "}",
    "^",
    "&",
    "|",
    "!",
    "<->",
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "\\",
    "%",
    "мост",
    "🙂",
]


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(max_size=60) | st.lists(st.sampled_from([*SIGNS, "bridge", "мост", "կամուրջ", "🙂"])).map(" ".join)
)
def test_nothing_that_is_typed_is_an_error(client, typed):
    asked = {"q": typed, "tag": typed[:50], "from": typed[:9]}
    assert client.get("/search/", asked, follow=True).status_code == 200


def test_the_longest_query_is_no_error(client):
    words = [random.choice(["bridge", "мост", '"', "*", "a:b"]) for _ in range(80)]  # noqa: S311
    assert client.get("/search/", {"q": " ".join(words)[:200]}).status_code == 200


@pytest.fixture
def russian():
    """A site in two languages, with a story about a bridge in each."""
    Language.objects.create(tag="ru", opened_at=NOON)
    region = make_section()
    SectionName.objects.create(section=region, language="ru", name="Край", slug="kray")
    make_article("Bridge in English", section=region)
    return make_article("Bridge по-русски", language="ru", section=region)


def results(page):
    """The headlines found, in the order of the alphabet, whatever their language."""
    found = re.findall(r'<h2 class="headline"[^>]*><a[^>]*>(.*?)</a>', page)
    return sorted(re.sub("<[^>]*>", "", text) for text in found)


def test_a_search_is_in_the_pages_language_unless_all_are_chosen(client, russian):
    english, own = "Bridge in English", "Bridge по-русски"
    assert results(client.get("/search/", {"q": "bridge"}).text) == [english]
    assert results(client.get("/ru/search/", {"q": "bridge"}).text) == [own]
    everything = client.get("/search/", {"q": "bridge", "language": "all"}).text
    assert results(everything) == [english, own]
    assert '<option value="all" selected>' in everything
    assert f'<h2 class="headline" lang="ru"><a class="whole" href="{russian.get_absolute_url()}">' in everything
    assert results(client.get("/ru/search/", {"q": "bridge", "language": "all"}).text) == [english, own]


def test_a_section_is_chosen_by_its_name_in_the_pages_language(client, russian):
    page = client.get("/ru/search/", {"q": "bridge", "section": "region"}).text
    assert results(page) == ["Bridge по-русски"]
    assert re.search(r'<option value="region" selected[^>]*>Край</option>', page)
    assert '<a href="/ru/section/kray/">Край</a>' in page


def test_a_site_of_one_language_offers_no_choice(client):
    make_article("Bridge")
    Language.objects.create(tag="ru")  # not opened
    page = client.get("/search/", {"q": "bridge", "language": "all"}).text
    assert headlines(page) == ["Bridge"]
    assert "id_language" not in page
