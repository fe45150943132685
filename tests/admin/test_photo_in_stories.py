"""The form of a photo names the published stories that show it, and which of them follow a change made there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin import photo_in_stories
from tests.support.factories import NOON, make_article, show
from tests.support.newsroom import messages_of
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
FIELDS = {"alt": "A bridge", "caption": "", "credit": "", "may_be_passed_on": "on", "focal_x": "50", "focal_y": "50"}


@pytest.fixture
def bridge():
    return make_photo(alt="A bridge")


def change(client, photo, **fields):
    """Save the photo's form; return the messages of the page that follows."""
    address = reverse("admin:articles_photo_change", args=[photo.pk])
    return messages_of(client.post(address, FIELDS | fields, follow=True))


def page_of(client, photo) -> str:
    return client.get(reverse("admin:articles_photo_change", args=[photo.pk])).text


def link(article) -> str:
    return f'<a href="{reverse("admin:articles_article_change", args=[article.pk])}">{article.headline}</a>'


def test_the_page_names_the_published_stories_newest_first(admin_client, bridge):
    older, newer = make_article("Bridge planned", photo=bridge), make_article("Bridge opens", minutes=1, photo=bridge)
    make_article("A draft", published_at=None, photo=bridge)
    make_article("Withdrawn", withdrawn_at=NOON, photo=bridge)
    make_article("Another", photo=make_photo(alt="A tunnel"))
    page = page_of(admin_client, bridge)
    assert page.index(link(newer)) < page.index(link(older))
    assert not any(name in page for name in ("A draft", "Withdrawn", "Another"))


def test_it_says_which_words_each_takes_from_the_photo(admin_client, bridge):
    plain, half, own = (make_article(name) for name in ("Bridge planned", "Bridge half built", "Bridge opens"))
    show(plain, bridge)
    show(half, bridge, caption="Half a bridge", alt="Half a bridge")
    show(own, bridge, caption="Open", credit="Photo: Ani", alt="Cars")
    page = page_of(admin_client, bridge)
    assert f"{link(plain)}: takes caption, credit and alternative text from here" in page
    assert f"{link(half)}: takes credit from here" in page
    assert f"{link(own)}: has caption, credit and alternative text of its own" in page


def test_a_message_after_the_change_names_those_in_which_readers_see_it(admin_client, bridge):
    plain, own = make_article("Bridge planned", photo=bridge), make_article("Bridge opens")
    show(own, bridge, caption="Open")
    told, _ = change(admin_client, bridge, caption="A bridge over a gorge")
    assert told == f"Readers see the change in one published story: {link(plain)}."
    told, _ = change(admin_client, bridge, caption="A bridge over a gorge", focal_x="10")
    assert told == f"Readers see the change in 2 published stories: {link(own)}, {link(plain)}."


@pytest.mark.parametrize("fields", [{}, {"caption": "A bridge over a gorge"}])
def test_no_message_if_readers_see_no_change(admin_client, bridge, fields):
    make_article("A draft", published_at=None, photo=bridge)
    make_article("Scheduled", published_at=timezone.now() + timedelta(hours=1), photo=bridge)
    assert len(change(admin_client, bridge, **fields)) == 1


def test_a_headline_is_text_there(admin_client, bridge):
    make_article("<script>alert(1)</script>", photo=bridge)
    assert "<script>alert(1)" not in page_of(admin_client, bridge)
    told, _ = change(admin_client, bridge, alt="A new bridge")
    assert "&lt;script&gt;alert(1)" in told


def test_of_many_stories_the_newest_are_named(admin_client, bridge, monkeypatch):
    monkeypatch.setattr(photo_in_stories, "LISTED", 2)
    for number in range(5):
        make_article(f"Bridge {number}", minutes=number, photo=bridge)
    page = page_of(admin_client, bridge)
    assert "Bridge 3</a>" in page
    assert "Bridge 2</a>" not in page
    assert "and 3 more" in page


def test_a_photo_of_no_story_says_so_and_a_new_one_nothing(admin_client, bridge):
    assert "No published story shows it." in page_of(admin_client, bridge)
    assert "published stor" not in admin_client.get(reverse("admin:articles_photo_add")).text
