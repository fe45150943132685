"""A text in which something runs from right to left finds its own direction, on every page that shows it."""

import pytest

from tests.support.factories import make_article, make_top_story

PERSIAN = "باران در تهران می‌بارد"


@pytest.fixture
def story(db):
    article = make_article(PERSIAN, body=f"<p>{PERSIAN}</p><p>Rain.</p>", source="IRNA", summary=PERSIAN)
    make_top_story(article)
    return article


@pytest.mark.parametrize("path", ["/", "/latest/", "/section/society/"])
def test_headline_and_blurb_have_a_direction_of_their_own(client, story, path):
    page = client.get(path.replace("society", story.section.slug)).text
    main = page[page.index("<main") : page.index("</main>")]
    for place in (at for at in range(len(main)) if main.startswith(PERSIAN, at)):
        opened = main.rindex("<", 0, place)
        element = main[main.rindex("<", 0, opened) if main.startswith("<a", opened) else opened : place]
        assert 'dir="auto"' in element or "alt=" in element, main[opened - 80 : place + 40]


def test_the_source_has_no_say_in_the_paragraph_after_it(client, story):
    page = client.get(story.get_absolute_url()).text
    assert f'<p dir="auto"><span class="source" dir="auto">IRNA</span>\N{NO-BREAK SPACE}– {PERSIAN}</p>' in page
    assert '<p lang="en">Rain.</p>' in page
    assert f'<h1 class="headline" dir="auto">{PERSIAN}</h1>' in page


def test_a_text_from_left_to_right_has_none(client, db):
    page = client.get(make_article("Rain in Yerevan", body="<p>It rains.</p>").get_absolute_url()).text
    assert "dir=" not in page
