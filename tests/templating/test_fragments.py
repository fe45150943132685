"""Fragments of public pages are made once for the same values, of nothing else, and only for everybody."""

import pytest
from django.test import RequestFactory

from articles.models import Article
from articles.templating.fragments import cached_language
from articles.web import fragment_cache
from articles.web.bounded_cache import Bounded
from articles.web.shared_rows import ROWS, once_an_edition
from tests.support.factories import make_article
from tests.support.languages import page_in
from tests.support.templates import public_environment

FOR_EVERYBODY = {ROWS: {}}


@pytest.fixture(autouse=True)
def none_kept(monkeypatch):
    monkeypatch.setattr(fragment_cache, "kept", Bounded(100_000))


class Counted:
    """Says how often a page printed it."""

    times = 0

    def __str__(self):
        self.times += 1
        return "said"


def render(text, environ=FOR_EVERYBODY, partials=None, **values):
    request = RequestFactory().get("/", **environ)
    return public_environment(**(partials or {})).from_string(text).render(cached_language(request), **values)


def test_the_same_values_are_printed_once_and_others_anew():
    thing, partials = Counted(), {"said": "{{ word }} {{ thing }}"}
    said = [
        render('{{ fragment("said", word=word, thing=thing) }}', partials=partials, thing=thing, word=word)
        for word in ("a", "a", "b")
    ]
    assert (said, thing.times) == (["a said", "a said", "b said"], 2)


def test_a_fragment_sees_nothing_but_its_values():
    partials = {"narrow": "{{ a }}{{ b is defined }}"}
    assert render('{{ fragment("narrow", a=a) }}', partials=partials, a="1", b="2") == "1False"


def test_two_partials_with_the_same_values_are_two():
    partials = {"one": "one", "two": "two"}
    assert render('{{ fragment("one", a=1) }} {{ fragment("two", a=1) }}', partials=partials) == "one two"


def test_the_same_value_under_two_names_is_two():
    partials = {"told": "{% if a is defined %}a{% else %}b{% endif %}"}
    assert render('{{ fragment("told", a=1) }} {{ fragment("told", b=1) }}', partials=partials) == "a b"


def test_another_language_is_another_fragment():
    partials = {"told": "{{ thing }}"}
    thing = Counted()
    for language in ("en", "hy", "hy"):
        with page_in(language):
            render('{{ fragment("told", thing=thing) }}', partials=partials, thing=thing)
    assert thing.times == 2


def test_a_fragment_within_a_fragment_is_kept_too():
    partials = {"outer": '{{ fragment("inner", thing=thing) }} {{ word }}', "inner": "{{ thing }}"}
    thing = Counted()
    for word in ("a", "b"):
        render('{{ fragment("outer", thing=thing, word=word) }}', partials=partials, thing=thing, word=word)
    assert (thing.times, len(fragment_cache.kept)) == (1, 3)


def test_a_page_for_somebody_neither_uses_nor_fills_them():
    partials = {"outer": '{{ fragment("inner", thing=thing) }}', "inner": "{{ thing }}"}
    thing = Counted()
    for _ in range(2):
        render('{{ fragment("outer", thing=thing) }}', {}, partials, thing=thing)
    assert (thing.times, len(fragment_cache.kept)) == (2, 0)


def test_a_row_whose_digest_nobody_made_is_no_value():
    with pytest.raises(AttributeError, match="fingerprint"):
        render('{{ fragment("told", story=story) }}', partials={"told": "{{ story }}"}, story=Article())


def test_they_take_no_more_than_their_bound():
    for number in range(1_000):
        word = f"{number} {'x' * 1_000}"
        render('{{ fragment("told", word=word) }}', partials={"told": "{{ word }}"}, word=word)
        assert fragment_cache.kept.size <= fragment_cache.kept.capacity
    assert 30 < len(fragment_cache.kept) < 90


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
    another = RequestFactory().get("/")
    for request in (edition, edition, next_edition, somebody, somebody, another):
        once_an_edition(request, "rows", lambda request=request: asked.append(request))
    assert asked == [edition, next_edition, somebody, another]
