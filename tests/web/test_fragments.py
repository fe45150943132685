"""Pieces of public pages are made once for the same values, of nothing else, and only for everybody."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from articles.models import Article
from articles.web import fragments
from articles.web.bounded_cache import Bounded
from articles.web.shared_rows import ROWS, once_an_edition
from tests.support.factories import make_article

FOR_EVERYBODY = {ROWS: {}}


@pytest.fixture(autouse=True)
def none_kept(monkeypatch):
    monkeypatch.setattr(fragments, "kept", Bounded(100_000))


class Counted:
    """Says how often a page printed it."""

    times = 0

    def __str__(self):
        self.times += 1
        return "said"


def render(text, environ=FOR_EVERYBODY, **values):
    request = RequestFactory().get("/", **environ)
    return Template("{% load fragments %}" + text).render(Context({"request": request, **values}))


def test_the_same_values_are_printed_once_and_others_anew():
    template = Template(
        "{% load fragments %}{% fragment word=word thing=thing %}{{ word }} {{ thing }}{% endfragment %}"
    )
    thing, request = Counted(), RequestFactory().get("/", **FOR_EVERYBODY)
    said = [template.render(Context({"request": request, "thing": thing, "word": word})) for word in ("a", "a", "b")]
    assert (said, thing.times) == (["a said", "a said", "b said"], 2)


def test_a_piece_sees_nothing_but_its_values():
    assert render("{% fragment a=a %}{{ a }}{{ b }}{{ request }}{% endfragment %}", a="1", b="2") == "1"


def test_pieces_of_two_places_are_two():
    assert render("{% fragment a=1 %}one{% endfragment %}\n{% fragment a=1 %}two{% endfragment %}") == "one\ntwo"


def test_a_page_for_somebody_neither_uses_nor_fills_them():
    thing = Counted()
    for _ in range(2):
        render("{% fragment thing=thing %}{{ thing }}{% endfragment %}", {}, thing=thing)
    assert (thing.times, len(fragments.kept)) == (2, 0)


def test_a_row_whose_digest_nobody_made_is_no_value():
    with pytest.raises(AttributeError, match="fingerprint"):
        render("{% fragment story=story %}{{ story }}{% endfragment %}", story=Article())


def test_they_take_no_more_than_their_bound():
    for number in range(1_000):
        render("{% fragment word=word %}{{ word }}{% endfragment %}", word=f"{number} {'x' * 1_000}")
        assert fragments.kept.size <= fragments.kept.capacity
    assert 30 < len(fragments.kept) < 90


@pytest.mark.django_db
def test_a_storys_page_follows_its_row_at_once(client):
    story = make_article("Bridge opens", tags=["Roads"])
    address = story.get_absolute_url()
    assert "Bridge opens" in client.get(address, **{ROWS: {}}).text
    for change in (
        lambda: Article.objects.filter(pk=story.pk).update(headline="Tunnel opens"),
        lambda: story.tags.add("Tunnels"),
        lambda: type(story.section).objects.update(name="Country"),
    ):
        change()
        page, alone = client.get(address, **{ROWS: {}}).text, client.get(address).text
        assert page == alone


def test_rows_are_asked_for_once_in_an_edition():
    asked = []
    edition, next_edition, somebody = (RequestFactory().get("/", **environ) for environ in ({ROWS: {}}, {ROWS: {}}, {}))
    for request in (edition, edition, next_edition, somebody, somebody):
        once_an_edition(request, "rows", lambda request=request: asked.append(request))
    assert asked == [edition, next_edition, somebody, somebody]
