"""Corrections in the newsroom: notes on a public story are added, and never changed or removed."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Correction
from tests.support.factories import NOON, make_article
from tests.support.newsroom import CHANGE, messages_of, save

pytestmark = pytest.mark.django_db
WRONG = {"kind": "correction", "text": "The bridge is 90 meters long, not 900."}


def corrections(*notes: dict, before: int = 0) -> dict:
    """The posted fields of new notes, below `before` that stand already."""
    data = {"corrections-TOTAL_FORMS": before + len(notes), "corrections-INITIAL_FORMS": before}
    for number, note in enumerate(notes, start=before):
        data |= {f"corrections-{number}-{name}": value for name, value in note.items()}
    return data


def noted() -> list[tuple[str, str]]:
    return list(Correction.objects.values_list("kind", "text"))


def offers_one(page) -> bool:
    """Whether the form has room for another note."""
    room = re.search(r'name="corrections-MAX_NUM_FORMS" value="(\d+)"', page.text)
    return room is not None and int(room[1]) > 0


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"published_at": None}, False),
        ({"published_at": timezone.now() + timedelta(days=1)}, False),
        ({}, True),
        ({"retracted_at": NOON}, True),
        ({"withdrawn_at": NOON}, False),
    ],
    ids=["draft", "scheduled", "published", "retracted", "withdrawn"],
)
def test_one_is_offered_for_a_story_that_readers_can_open(admin_client, fields, offered):
    article = make_article(**fields)
    assert offers_one(admin_client.get(reverse(CHANGE, args=[article.pk]))) == offered


def test_a_note_is_added_and_marks_the_story_as_changed(admin_client):
    article = make_article()
    before = timezone.now()
    save(admin_client, article, **corrections(WRONG | {"text": " The bridge\u200b is long.\nVery. "}))
    assert noted() == [("correction", "The bridge is long.\nVery.")]
    assert article.updated_at >= before
    assert article.state == Article.State.PUBLISHED


def test_a_retraction_takes_the_story_out_of_every_list_and_says_so(admin_client):
    article = make_article("Rain")
    response = save(admin_client, article, **corrections(WRONG | {"kind": "retraction"}))
    assert article.state == Article.State.RETRACTED
    assert not Article.objects.published().exists()
    said = messages_of(admin_client.get(response["Location"]))
    assert said[0].startswith("“Rain” is retracted: only its address shows it.")


@pytest.mark.parametrize("text", ["", "  ", "…", "\u200b"])
def test_a_note_needs_words(admin_client, text):
    article = make_article()
    response = save(admin_client, article, **corrections(WRONG | {"kind": "update", "text": text}))
    assert response.status_code == 200
    assert noted() == []
    assert article.updated_at is None


def test_what_stands_is_shown_and_cannot_be_written(admin_client):
    article = make_article()
    note = Correction.objects.create(article=article, **WRONG)
    page = admin_client.get(reverse(CHANGE, args=[article.pk])).text
    assert WRONG["text"] in page
    assert 'name="corrections-0-text"' not in page
    assert 'name="corrections-0-DELETE"' not in page
    changed = {"id": note.pk, "article": article.pk, "kind": "update", "text": "Never mind.", "DELETE": "on"}
    data = corrections(before=1) | {f"corrections-0-{name}": value for name, value in changed.items()}
    assert save(admin_client, article, **data).status_code == 302
    assert noted() == [tuple(WRONG.values())]


def test_another_one_is_added_below(admin_client):
    article = make_article()
    note = Correction.objects.create(article=article, **WRONG)
    ids = {"corrections-0-id": note.pk, "corrections-0-article": article.pk}
    save(admin_client, article, **corrections({"kind": "update", "text": "It is closed."}, before=1), **ids)
    assert noted() == [tuple(WRONG.values()), ("update", "It is closed.")]


def test_a_withdrawn_story_still_shows_what_was_noted(admin_client):
    article = make_article(withdrawn_at=NOON)
    Correction.objects.create(article=article, **WRONG)
    page = admin_client.get(reverse(CHANGE, args=[article.pk]))
    assert WRONG["text"] in page.text
    assert not offers_one(page)


def test_a_note_on_a_story_that_went_off_meanwhile_is_kept_in_the_form_and_not_written(admin_client):
    article = make_article(withdrawn_at=NOON)
    Correction.objects.create(article=article, **WRONG)
    ids = {"corrections-0-id": Correction.objects.get().pk, "corrections-0-article": article.pk}
    response = save(admin_client, article, **corrections({"kind": "update", "text": "It is shut."}, before=1), **ids)
    assert "This story is not on the site, so nobody has to be told. Change its text." in response.text
    assert "It is shut." in response.text
    assert noted() == [tuple(WRONG.values())]


@pytest.mark.parametrize("article", [None, "draft"])
def test_a_note_that_is_sent_for_what_is_no_public_story_is_left_out(admin_client, article):
    article = article and make_article(published_at=None)
    fields = {"headline": "Rain", "section": make_article().section_id}
    save(admin_client, article, **fields, **corrections(WRONG))
    assert noted() == []


def test_a_form_that_was_opened_before_its_story_appeared_can_be_saved(admin_client):
    article = make_article()
    assert save(admin_client, article, headline="Snow").status_code == 302
    assert article.headline == "Snow"


def test_a_form_that_claims_notes_which_do_not_exist_writes_nothing(admin_client):
    article = make_article()
    response = save(admin_client, article, headline="Snow", **corrections(before=3))
    assert response["Location"] == reverse(CHANGE, args=[article.pk])
    assert article.headline != "Snow"
