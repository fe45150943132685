"""Texts on readers' pages are typeset; what is stored and what is data stay as they were typed."""

import pytest

from articles.models import Article, Author, Byline, Correction
from articles.search.excerpts import Piece
from articles.templating.story_text import typeset, typeset_pieces
from tests.support.factories import make_article, make_top_story
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
HEADLINE = 'Mayor\'s "plan" is 5 km long'
SHOWN = "Mayor’s “plan” is 5\xa0km long"
BODY = '<p>"We <em>can\'t</em>" <a href="https://a.example/?q=it\'s">wait</a>, he said on May 2.</p>'


@pytest.fixture
def story() -> Article:
    photo = make_photo(200, 150, alt="A 'bridge'", caption="The 'bridge'", credit="Photo: J. Doe")
    story = make_article(HEADLINE, summary=HEADLINE, body=BODY, photo=photo, tags=["Roads"])
    Byline.objects.create(article=story, author=Author.objects.create(name="Ani", bio='Ani\'s "words"'))
    Correction.objects.create(article=story, text="It's 6 km.")
    make_top_story(story, blurb='It\'s "top"')
    make_article("Another story", tags=["Roads"], minutes=-1)
    return story


def test_the_storys_page_shows_it_typeset(client, story):
    page = client.get(story.get_absolute_url()).text
    main = page[page.index("<main") : page.index("</main>")]
    assert f">{SHOWN}</h1>" in main
    assert '“We <em>can’t</em>” <a href="https://a.example/?q=it\'s"' in main
    assert "on May\xa02." in main
    assert "The ‘bridge’" in main
    assert "J.\xa0Doe" in main
    assert "It’s 6\xa0km." in main
    assert 'alt="A &#39;bridge&#39;"' in main


@pytest.mark.parametrize(
    "address",
    ["/", "/latest/", "/section/region/", "/tag/roads/", "/author/ani/", "/archive/2020/10/02/", "/corrections/"],
)
def test_lists_show_headlines_and_blurbs_typeset(client, story, address):
    main = client.get(address).text.partition("<main")[2]
    assert SHOWN in main
    assert "Mayor&#39;s" not in main


def test_boxes_and_an_authors_words_are_typeset(client, story):
    assert "It’s “top”" in client.get("/latest/").text
    assert "Ani’s “words”" in client.get("/author/ani/").text
    other = Article.objects.get(headline="Another story")
    assert SHOWN in client.get(other.get_absolute_url()).text.partition('id="related"')[2]


def test_the_search_finds_and_marks_as_before(client, story):
    page = client.get("/search/", {"q": "plan"}).text
    assert "Mayor’s “<mark>plan</mark>” is 5\xa0km long" in page
    assert HEADLINE.replace("'", "&#39;").replace('"', "&#34;") not in page.partition("<main")[2]


def test_titles_and_data_stay_as_they_were_typed(client, story):
    page = client.get(story.get_absolute_url()).text
    escaped = HEADLINE.replace("'", "&#39;").replace('"', "&#34;")
    assert f"<title>{escaped} · " in page
    assert f'<meta property="og:title" content="{escaped}">' in page
    for form in ("txt", "md", "json"):
        assert "’" not in client.get(f"/news/{story.pk}.{form}").text
    assert "’" not in client.get("/feeds/latest.rss").text
    story.refresh_from_db()
    assert (story.headline, story.body) == (HEADLINE, BODY)


def test_pieces_are_set_as_the_whole_and_keep_their_length():
    pieces = [Piece('the "', False), Piece("plan", True), Piece('" of 5 ', False), Piece("km", True)]
    assert typeset_pieces(pieces) == [
        Piece("the “", False),
        Piece("plan", True),
        Piece("” of 5\xa0", False),
        Piece("km", True),
    ]


def test_a_language_that_is_not_given_is_that_of_the_letters():
    assert typeset('Газета "Аравот"') == "Газета «Аравот»"
    assert typeset('Газета "Аравот"', "en") == "Газета “Аравот”"
    assert typeset('The "road"', "en-GB") == "The “road”"
