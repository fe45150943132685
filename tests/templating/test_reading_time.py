"""How long a longer piece takes to read."""

import pytest

from articles.templating.reading_time import reading_minutes
from tests.support.factories import make_article


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "minutes"), [(399, None), (400, 2), (900, 4), (2200, 10)])
def test_minutes_are_told_from_400_words_on(words, minutes):
    assert reading_minutes(make_article(body=f"<p>{'word ' * words}</p>")) == minutes


@pytest.mark.django_db
def test_the_page_says_it_beside_the_stamp(client):
    long, short = make_article(body=f"<p>{'word ' * 900}</p>"), make_article()
    assert "<span>4 min read</span>" in client.get(long.get_absolute_url()).text
    assert "min read" not in client.get(short.get_absolute_url()).text
