"""Tables, quotations, fact boxes and footnotes of a story, wherever its text comes out."""

import json

import pytest
from django.test import Client

from articles.history.public_history import public_versions
from articles.models import Article
from articles.text.richtext import from_paragraphs, sanitise, to_paragraphs
from tests.support.factories import NOON, make_article, move_site_to, open_language

pytestmark = pytest.mark.django_db
BODY = sanitise(
    "<p>Trams were counted.[^1] They are fuller.</p>"
    "<table><tbody><tr><th><p>Year</p></th><th><p>Trams</p></th></tr>"
    "<tr><td><p>2019</p></td><td><p>Zeppelins</p></td></tr></tbody></table>"
    '<blockquote class="pull"><p>A tram is a promise.</p><p>— Anahit</p></blockquote><hr>'
    '<blockquote class="facts"><h3>In figures</h3><ul><li><p>3 lines</p></li></ul></blockquote>'
    '<p>[^1]: By the <a href="/latest/">office</a>.</p>'
)
PARAGRAPHS = [
    *(
        "Trams were counted.[^1] They are fuller.",
        "Year | Trams",
        "2019 | Zeppelins",
        "A tram is a promise.",
        "— Anahit",
    ),
    *("In figures", "3 lines", "[^1]: By the office."),
]


@pytest.fixture
def story(settings):
    settings.SITE_URL = "https://portal.example"
    return make_article("Trams counted", body=BODY, source="")


def text_of(page: str) -> str:
    return page.partition('<div class="text article-text">')[2].partition("<footer")[0]


def test_the_page_has_each_as_an_element_of_its_own(client, story):
    text = text_of(client.get(story.get_absolute_url()).text)
    assert (
        'counted.<sup class="mark"><a href="#note-1" id="mark-1" role="doc-noteref" aria-label="Note 1">1</a>' in text
    )
    assert '<div class="table" role="region" tabindex="0" aria-label="Table 1"><table>' in text
    assert '<th scope="col">Year</th>' in text
    assert "<figcaption>Anahit</figcaption></figure><hr>" in text
    assert '<section class="facts" aria-label="In figures"><h3>In figures</h3>' in text
    assert '<li id="note-1">By the <a href="/latest/">office</a>. <a class="back" href="#mark-1"' in text
    assert "[^" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("Таблица 1", "Примечания", "Примечание 1", "Назад к тексту от примечания 1")),
        ("hy", ("Աղյուսակ 1", "Ծանոթագրություններ", "Ծանոթագրություն 1", "Ծանոթագրություն 1-ից վերադառնալ տեքստին")),
    ],
)
def test_our_own_words_are_in_the_language_of_the_page(client, story, language, words):
    move_site_to(language)
    story.refresh_from_db()
    text = text_of(client.get(story.get_absolute_url()).text)
    table, notes, note, back = words
    assert f'aria-label="{table}" lang="{language}"><div lang="en"><table>' in text
    assert f'lang="{language}">\n<h2 class="label" id="footnotes">{notes}</h2>\n<ol lang="en">' in text
    assert f'aria-label="{note}" lang="{language}">1</a>' in text
    assert f'aria-label="{back}" lang="{language}">' in text


def test_in_a_story_in_the_language_of_the_page_nothing_says_so_again(client):
    open_language("ru")
    story = make_article("Трамваи сосчитаны", body="<p>Трамваи сосчитаны.[^1]</p><p>[^1]: Мэрией.</p>", language="ru")
    text = text_of(client.get(story.get_absolute_url()).text)
    assert 'aria-label="Примечание 1">1</a>' in text
    assert 'lang="ru"' not in text


def test_ninjs_has_the_same_elements_with_whole_addresses(client, story):
    bodies = json.loads(client.get(f"/news/{story.pk}.json").content)["bodies"]
    html, plain = (body["value"] for body in bodies)
    address = f"https://portal.example{story.get_absolute_url()}"
    assert f'<a href="{address}#note-1" id="mark-1"' in html
    assert "<figcaption>Anahit</figcaption></figure>" in html
    assert '<a href="https://portal.example/latest/">office</a>' in html
    assert "tabindex" not in html
    assert plain == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_feeds_have_the_same_elements(client, story, kind):
    feed = client.get(f"/feeds/latest.{kind}").content.decode()
    feed = feed.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace('\\"', '"')
    assert '<th scope="col">Year</th>' in feed
    assert f'<a href="https://portal.example{story.get_absolute_url()}#note-1"' in feed
    assert "[^1]" not in feed


def test_markdown(client, story):
    text = client.get(f"/news/{story.pk}.md").content.decode()
    assert "Trams were counted.[^1] They are fuller.\n\n| Year | Trams |\n| --- | --- |\n| 2019 | Zeppelins |" in text
    assert "> A tram is a promise.\n>\n> — Anahit\n\n---\n\n> ### In figures\n>\n> - 3 lines" in text
    assert "\n\n[^1]: By the [office](<https://portal.example/latest/>).\n" in text


def test_a_seed_keeps_every_word_as_paragraphs(client, story):
    lines = client.get(f"/news/{story.pk}.txt").content.decode().splitlines()
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
    assert to_paragraphs(from_paragraphs(PARAGRAPHS)) == PARAGRAPHS


def test_every_word_of_them_is_found(client, story):
    page = client.get("/search/", {"q": "zeppelins"}).text
    assert story.get_absolute_url() in page
    assert "2019 | <mark>Zeppelins</mark>" in page
    assert "[^1]" not in page


def test_the_first_sentence_that_serves_as_a_summary_has_no_mark(story):
    assert story.opening == "Trams were counted."


def test_a_change_in_a_cell_is_shown_word_by_word(story):
    story.body = BODY.replace("Zeppelins", "Buses")
    story.save()
    newest, _ = public_versions(story)
    [change] = newest.differences
    assert [tuple(piece) for piece in change.changed[1]] == [("2019 |", "same"), ("Zeppelins", "del"), ("Buses", "ins")]


def test_another_look_of_a_quotation_is_a_change_of_form(story):
    story.body = BODY.replace("pull", "facts")
    story.save()
    newest, _ = public_versions(story)
    assert [change.in_words for change in newest.differences] == [False]


def test_a_page_with_10_000_rows_answers(client):
    rows = "<tr><td><p>a</p></td><td><p>b</p></td></tr>" * 10_000
    story = make_article(body=sanitise(f"<p>Many.</p><table><tbody>{rows}</tbody></table>"))
    for address in (story.get_absolute_url(), f"/news/{story.pk}.md", f"/news/{story.pk}.json"):
        assert client.get(address).status_code == 200


def test_a_draft_is_previewed_with_them(admin_client, story):
    Article.objects.filter(pk=story.pk).update(published_at=None)
    page = admin_client.get(f"/admin/articles/article/{story.pk}/preview/").text
    assert '<section class="facts" aria-label="In figures">' in text_of(page)


def test_a_withdrawn_story_shows_none_of_it(story):
    Article.objects.filter(pk=story.pk).update(withdrawn_at=NOON)
    assert "Zeppelins" not in Client().get(story.get_absolute_url()).text
