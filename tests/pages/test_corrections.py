"""What we say of our own mistakes: under the story, on a page of their own, and over a story that we take back."""

import re
from datetime import timedelta

import pytest

from articles.models import Correction
from articles.pages.lists import CorrectionsPage
from tests.support.factories import NOON, make_article, make_section

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def correct(article, text="It was two.", *, kind="correction", made_at=LATER):
    return Correction.objects.create(article=article, kind=kind, text=text, made_at=made_at)


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section_of(page, name):
    """The text of the `<section>` of that class; empty when there is none."""
    found = re.search(rf'<section class="{name}".*?</section>', page.text, re.S)
    return words(found[0]) if found else ""


def test_a_story_carries_its_corrections_dated_and_in_order(client):
    article = make_article()
    correct(article, "Second note.", kind="clarification", made_at=LATER + timedelta(hours=1))
    correct(article, "First <note>.")
    assert section_of(client.get(article.get_absolute_url()), "notes") == (
        "Corrections Correction October 3, 2020 - 12:00 AMT First &lt;note&gt;."
        " Clarification October 3, 2020 - 13:00 AMT Second note."
    )


def test_a_corrected_story_says_when_it_was_updated_and_another_does_not(client):
    article = make_article()
    assert "Updated" not in client.get(article.get_absolute_url()).text
    correct(article)
    assert (
        'Updated <time datetime="2020-10-03T12:00:00+04:00">October 3, 2020 - 12:00 AMT</time>'
        in client.get(article.get_absolute_url()).text
    )


def test_a_corrected_story_says_so_above_its_text_with_a_link_to_the_note(client):
    article = make_article()
    correct(article, kind="clarification", made_at=LATER + timedelta(hours=1))
    assert "Corrected" not in client.get(article.get_absolute_url()).text
    correct(article)
    page = client.get(article.get_absolute_url()).text
    flag = re.search(r'<a href="#(\w+)">Corrected (.*?)</a>', page)
    assert words(flag[2]) == "October 3, 2020 - 12:00 AMT"
    assert f'id="{flag[1]}"' in page
    assert page.index(flag[0]) < page.index('class="text article-text"')


def test_a_story_without_corrections_has_no_note(client):
    assert section_of(client.get(make_article().get_absolute_url()), "notes") == ""


def test_a_retracted_story_keeps_its_address_and_says_why_over_its_text(client):
    article = make_article("The story")
    correct(article, "An earlier reason.", kind="retraction")
    correct(article, "The letter was forged.", kind="retraction", made_at=LATER + timedelta(hours=1))
    page = client.get(article.get_absolute_url())
    assert page.status_code == 200
    assert section_of(page, "retraction") == (
        "This story has been retracted The letter was forged. October 3, 2020 - 13:00 AMT"
    )
    assert page.text.index('class="retraction"') < page.text.index('<div class="text')
    assert section_of(page, "notes") == ""


@pytest.mark.parametrize("path", ["/", "/latest/", "/section/region/", "/tag/roads/", "/archive/2020/10/02/"])
def test_a_retracted_story_leaves_every_list(client, path):
    make_article("Standing story", tags=["Roads"])
    correct(make_article("Retracted story", tags=["Roads"]), kind="retraction")
    page = client.get(path).text
    assert "Standing story" in page
    assert "Retracted story" not in page


def test_the_corrections_page_lists_them_newest_first_with_their_stories(client):
    article = make_article("The story", section=make_section("Sport"))
    correct(article)
    correct(article, "The letter was forged.", kind="retraction", made_at=LATER + timedelta(hours=1))
    page = client.get("/corrections/")
    entries = re.findall(r"<li[^>]*>(.*?)</li>", page.text[page.text.index('<ol class="corrections">') :], re.S)[:2]
    assert [words(entry) for entry in entries] == [
        "Retraction October 3, 2020 - 13:00 AMT The story The letter was forged.",
        "Correction October 3, 2020 - 12:00 AMT The story It was two.",
    ]
    assert f'href="{article.get_absolute_url()}"' in entries[0]


def test_corrections_of_a_story_that_is_not_public_do_not_show(client):
    for article in (make_article(published_at=None), make_article()):
        correct(article, "Nobody shall read this.")
    article.withdraw()
    page = client.get("/corrections/").text
    assert "Nobody shall read this." not in page
    assert "No corrections so far." in page


def test_corrections_are_read_page_by_page(client, monkeypatch):
    monkeypatch.setattr(CorrectionsPage, "page_length", 2)
    article = make_article()
    for number in range(3):
        correct(article, f"Note {number}.", made_at=LATER + timedelta(hours=number // 2))
    first = client.get("/corrections/").text
    second = client.get(re.search(r'href="([^"]+)" rel="next"', first)[1]).text
    assert re.findall(r"Note \d", first + second) == ["Note 2", "Note 1", "Note 0"]
    assert '<a class="newer" href="/corrections/" rel="prev">' in second
