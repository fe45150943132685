"""Whose name stands over a story, and the page behind the name."""

import re

import pytest

from articles.models import Article, Author, Byline
from tests.support.factories import make_article, make_brief
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


def byline(client, article):
    """The line as a reader sees it; None when there is none."""
    found = re.search(r'<p class="byline"[^>]*>(.*?)</p>', client.get(article.get_absolute_url()).text, re.S)
    return found and re.sub(r"<[^>]+>", "", found[1])


def written_by(*names):
    article = make_article()
    for position, name in enumerate(names):
        author = Author.objects.get_or_create(name=name)[0]
        Byline.objects.create(article=article, author=author, position=len(names) - position)
    return article


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ([], None),
        (["Anahit"], "By Anahit"),
        (["Anahit", "Levon"], "By Levon and Anahit"),
        (["Anahit", "Levon", "Мария"], "By Мария, Levon and Anahit"),
    ],
)
def test_the_names_stand_over_the_story_in_their_order(client, names, line):
    assert byline(client, written_by(*names)) == line


def test_the_names_of_a_story_come_in_their_order_whoever_asks():
    article = written_by("Anahit", "Levon", "Мария")
    written_by("Мария", "Levon", "Anahit")
    assert [author.name for author in article.authors.all()] == ["Мария", "Levon", "Anahit"]
    (fetched,) = Article.objects.filter(pk=article.pk).prefetch_related("authors")
    assert [author.name for author in fetched.authors.all()] == ["Мария", "Levon", "Anahit"]
    assert [author.name for author in Author.objects.all()] == ["Anahit", "Levon", "Мария"]


def test_each_name_leads_to_its_authors_page(client):
    page = client.get(written_by("Anahit & Sons").get_absolute_url()).text
    assert '<a href="/author/anahit-sons/" rel="author">Anahit &amp; Sons</a>' in page


def test_an_authors_page_says_who_it_is_and_lists_the_stories(client):
    author = Author.objects.create(name="Anahit", bio="Writes about <water>.", photo=make_photo(alt="Anahit at a well"))
    for headline in ("First story", "Second story"):
        Byline.objects.create(article=make_article(headline), author=author)
    Byline.objects.create(article=make_brief("A brief"), author=author)
    make_article("Another one's story")
    page = client.get("/author/anahit/").text
    main = page[page.index("<main") : page.index("</main>")]
    assert ">Anahit</h1>" in main
    assert "Writes about &lt;water&gt;." in main
    assert 'alt="Anahit at a well"' in main
    assert re.findall(r"First story|Second story|A brief|Another one", main) == ["Second story", "First story"]


def test_a_withdrawn_story_is_not_on_its_authors_page(client):
    article = written_by("Anahit")
    article.withdraw()
    page = client.get("/author/anahit/").text
    assert "No stories by Anahit yet." in page


def test_an_unknown_author_is_404(client):
    assert client.get("/author/nobody/").status_code == 404
