"""Which paragraphs of a text embed an address: those that are nothing else, typed or linked."""

from time import process_time

import pytest

from articles.text import richtext
from articles.text.embeds.places import placed, replaced, without_places

ADDRESS = "https://youtu.be/dQw4w9WgXcQ"
EMBEDDING = [
    f"<p>{ADDRESS}</p>",
    f"<p> {ADDRESS} </p>",
    f"<p>{ADDRESS}<br></p>",
    f"<p>{ADDRESS}&nbsp;</p>",
    f'<p><a href="{ADDRESS}">{ADDRESS}</a></p>',
    f'<p><a href="{ADDRESS}">youtu.be/dQw4w9WgXcQ</a></p>',
    "<p>https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;pp=x</p>",
]
NOT_EMBEDDING = [
    f"<p>See {ADDRESS}</p>",
    f"<p>{ADDRESS} {ADDRESS}</p>",
    f'<p><a href="{ADDRESS}">The video</a></p>',
    f'<p><a href="https://evil.example/">{ADDRESS}</a></p>',
    f'<p><a href="https://youtu.be/AAAAAAAAAAA">{ADDRESS}</a></p>',
    f"<ul><li><p>{ADDRESS}</p></li></ul>",
    f"<blockquote><p>{ADDRESS}</p></blockquote>",
    f"<h2>{ADDRESS}</h2>",
    "<p>https://example.org/video</p>",
]


@pytest.mark.parametrize("body", EMBEDDING)
def test_a_paragraph_that_is_an_address_embeds_it(body):
    assert [found.address for found in placed(body)] == ["https://www.youtube.com/watch?v=dQw4w9WgXcQ"]
    assert [found.provider for found in placed(richtext.sanitise(body))] == ["youtube"]


@pytest.mark.parametrize("body", NOT_EMBEDDING)
def test_an_address_among_other_words_stays_text(body):
    assert placed(body) == []
    assert without_places(body) == body


def test_each_paragraph_is_replaced_in_its_place():
    body = f"<p>One.</p><p>{ADDRESS}</p><p>Two.</p><p>https://t.me/telegram/83</p>"
    assert replaced(body, lambda found: f"[{found.provider}]") == "<p>One.</p>[youtube]<p>Two.</p>[telegram]"


@pytest.mark.parametrize("piece", ["<p>", "<p><br>", "<p><a href=", '<p><a href="x">', "<p>https://", "&nbsp;", "x"])
def test_a_long_text_is_read_once(piece):
    assert placed(f"<p>{piece * 20_000}</p>") == []


def test_a_text_of_line_breaks_takes_linear_time():
    began = process_time()
    assert placed(f"<p>{ADDRESS}{'<br>' * 50_000}and words</p>") == []
    assert process_time() - began < 5
