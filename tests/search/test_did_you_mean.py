"""What the search suggests if it found nothing: never a search that finds nothing either."""

import re

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Article, Language
from articles.reading import known_words
from articles.search import vocabulary
from tests.support.factories import NOON, make_article, make_bylines, make_section

pytestmark = pytest.mark.django_db


def meant(client, words, path="/search/", **filters):
    """The searches suggested, with what the page says of their numbers."""
    page = client.get(path, {"q": words, **filters}).text
    found = re.search(r'<p class="meant">(.*?)</p>', page, re.DOTALL)
    said = found[1] if found else ""
    links = re.findall(r">([^<]+)</a>\s*\(([^)]*)\)", said)
    return [(words, " ".join(count.split())) for words, count in links]


@pytest.fixture
def stories():
    for number in range(3):
        make_article(f"Yerevan opens bridge {number}", minutes=number)
    make_article("Karabakh snow")
    known_words.learn()


def test_a_misspelt_word_leads_to_the_sites_own(client, stories):
    assert meant(client, "Yerevn") == [("Yerevan", "3 stories")]
    assert meant(client, "karabagh") == [("Karabakh", "1 story")]
    assert meant(client, "Ереван") == [("Yerevan", "3 stories")]
    assert meant(client, "Нукумфт") == [("Yerevan", "3 stories")]


def test_the_suggestion_is_a_link_that_keeps_the_filters(client, stories):
    make_section("Sport")
    Article.objects.filter(headline__endswith="0").update(section=make_section("World"))
    page = client.get("/search/", {"q": "Yerevn", "section": "world"}).text
    assert '<a href="?q=Yerevan&amp;section=world">Yerevan</a>' in page
    assert meant(client, "Yerevn", section="world") == [("Yerevan", "1 story")]
    assert meant(client, "Yerevn", section="sport") == []


def test_of_several_words_the_right_ones_stay(client, stories):
    assert meant(client, "Yerevn bridge") == [("Yerevan bridge", "3 stories")]
    assert meant(client, "Yerevn snow") == []  # both words are the site's, but no story has both


@pytest.mark.parametrize("typed", ["Zurich", "Yemen", '"Yerevn"', "Yerevn*", "a b c d e f g Yerevn", "Yer", "1234567"])
def test_what_is_near_to_nothing_has_no_suggestion(client, stories, typed):
    assert meant(client, typed) == []


def test_what_finds_stories_has_no_suggestion(client, stories):
    make_article("Yerevn")
    assert meant(client, "Yerevn") == []


def test_a_word_that_no_public_story_has_any_more_is_not_suggested(client, stories):
    for story in Article.objects.filter(headline__startswith="Yerevan"):
        story.withdraw()
    assert meant(client, "Yerevn") == []


def test_words_of_drafts_are_not_learned(client):
    make_article("Yerevan in secret", published_at=None)
    known_words.learn()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word FROM {vocabulary.TABLE}")  # noqa: S608
        assert "secret" not in {word for (word,) in cursor.fetchall()}


def test_each_language_suggests_what_its_stories_say(client, stories):
    Language.objects.create(tag="ru", opened_at=NOON)
    make_article("Мост в Ереване", language="ru")
    known_words.learn()
    assert [words for words, _ in meant(client, "Yerevan", "/ru/search/")] == ["Ереване"]
    assert [words for words, _ in meant(client, "Thtdfyt", "/ru/search/")] == ["Ереване"]
    assert meant(client, "Ереване") == [("Yerevan", "3 stories")]


def test_names_are_learned_and_learning_again_changes_nothing(capsys):
    make_bylines(make_article("Snow", tags=["Railways"]), "Anna Petrosyan")
    call_command("learn_words")
    call_command("learn_words")
    assert capsys.readouterr().out == "5 words learned.\n" * 2
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT word FROM {vocabulary.TABLE}")  # noqa: S608
        assert {word for (word,) in cursor.fetchall()} == {"Snow", "Railways", "Anna", "Petrosyan", "Region"}


def test_a_word_that_is_gone_is_forgotten():
    story = make_article("Snow")
    known_words.learn()
    story.withdraw()
    assert known_words.learn() == 1  # the section's name
