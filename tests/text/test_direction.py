import pytest

from articles.text.direction import needs_auto, with_directions

PERSIAN, HEBREW, ARABIC = "\u062e\u0628\u0631", "\u05d7\u05d3\u05e9\u05d5\u05ea", "\u0623\u062e\u0628\u0627\u0631"


@pytest.mark.parametrize("text", [PERSIAN, HEBREW, ARABIC, f"BBC {PERSIAN}", "\ufdf2", "\U0001e922"], ids=ascii)
def test_text_with_right_to_left_letters_needs_it(text):
    assert needs_auto(text)


@pytest.mark.parametrize(
    "text", ["", "Rain", "Дождь", "Անձրև", "雨", "\U0001f468\u200d\U0001f469", "\ufeff"], ids=ascii
)
def test_other_text_does_not(text):
    assert not needs_auto(text)


def test_in_a_text_each_paragraph_gets_its_own_direction():
    body = f"<h2>Rain</h2><p>{ARABIC} <em>now</em></p><ul><li><p>Rain</p></li><li><p>{HEBREW}</p></li></ul>"
    assert with_directions(body) == (
        f'<h2>Rain</h2><p dir="auto">{ARABIC} <em>now</em></p>'
        f'<ul><li><p>Rain</p></li><li><p dir="auto">{HEBREW}</p></li></ul>'
    )


def test_a_text_from_left_to_right_stays_as_it_is():
    body = "<p>Rain</p>\n<blockquote><p>Дождь</p></blockquote>"
    assert with_directions(body) is body
