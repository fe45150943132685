"""A draft goes from hand to hand: ready, returned, taken, assigned; and two people who press at once."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Assignment, Note, Notice
from articles.models.handover.assignment import Stage
from articles.models.handover.handing_over import take_step, write_note
from articles.models.handover.note import Step
from tests.support.accounts import make_account
from tests.support.factories import make_article, make_section
from tests.support.newsroom import ADD, CHANGE, article_fields, messages_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    return make_account("ani", "Reporter", first_name="Ani", last_name="Petrosyan")


@pytest.fixture
def mariam():
    return make_account("mariam", "Editor", first_name="Mariam")


@pytest.fixture
def draft(ani):
    article = make_article("Rain", published_at=None)
    article.history.update(history_user=ani)
    return article


def as_account(client, account):
    client.force_login(account)
    return client


def hand_over(client, article, **fields):
    return save(client, article, "_ready", **{f"handover-{name}": value for name, value in fields.items()})


def test_ready_saves_the_form_and_gives_the_draft_to_the_desk(client, ani, mariam, draft):
    answer = hand_over(as_account(client, ani), draft, note="Check the numbers.")
    draft = Article.objects.get()
    assert (draft.assignment.stage, draft.assignment.assignee, draft.assignment.by) == ("ready", None, ani)
    assert draft.assignment.note.text == "Check the numbers."
    assert messages_of(client.get(answer.url)) == ["“Rain” is saved and handed over to the desk."]
    assert [(one.account, one.news) for one in Notice.objects.all()] == [(mariam, "handed")]
    assert "Handed over to the desk." in [entry.get_change_message() for entry in LogEntry.objects.all()]


def test_the_text_that_stands_in_the_form_is_saved_with_it(client, ani, mariam, draft):
    hand_over(as_account(client, ani), draft)
    save(client, draft, "_ready", headline="Snow")
    assert (Article.objects.get().headline, Article.objects.get().assignment.number) == ("Snow", 2)


def test_a_new_story_is_handed_over_at_once(client, ani, mariam):
    fields = {"headline": "Rain", "body": "<p>It rains.</p>", "section": make_section().pk}
    save(as_account(client, ani), None, "_ready", **fields, **{"handover-to": mariam.pk})
    assert Assignment.objects.get().assignee == mariam


def test_a_draft_is_returned_with_a_note_to_who_handed_it_over(client, ani, mariam, draft):
    hand_over(as_account(client, ani), draft)
    save(as_account(client, mariam), draft, "_return", **{"handover-note": "The date is missing."})
    assignment = Assignment.objects.get()
    assert (assignment.stage, assignment.assignee, assignment.by) == (Stage.RETURNED, ani, mariam)
    assert [(one.account, one.news, one.note.text) for one in Notice.objects.unseen()] == [
        (ani, "returned", "The date is missing.")
    ]


def test_a_return_needs_a_note_and_loses_nothing_that_was_typed(client, ani, mariam, draft):
    hand_over(as_account(client, ani), draft)
    page = save(as_account(client, mariam), draft, "_return", headline="Snow", **{"handover-to": ani.pk})
    assert "Say what is missing, then return the story." in page.text
    assert page.context["adminform"].form["headline"].value() == "Snow"
    assert (Article.objects.get().headline, Assignment.objects.get().stage) == ("Rain", "ready")


def test_taking_a_draft_puts_it_in_work_and_ends_what_others_were_told(client, ani, mariam, draft):
    gor = make_account("gor", "Editor")
    hand_over(as_account(client, ani), draft)
    assert Notice.objects.filter(account=gor).count() == 1
    save(as_account(client, mariam), draft, "_take")
    assert (Assignment.objects.get().stage, Assignment.objects.get().assignee) == ("work", mariam)
    assert not Notice.objects.unseen().exists()


def test_an_editor_assigns_a_draft_with_a_time_and_the_reporter_may_write_it(client, ani, mariam):
    draft = make_article("Rain", published_at=None)
    assert as_account(client, ani).get(reverse(CHANGE, args=[draft.pk])).status_code == 302
    fields = {"handover-to": ani.pk, "handover-due_0": "2026-12-24", "handover-due_1": "18:00"}
    save(as_account(client, mariam), draft, "_assign", **fields)
    assignment = Assignment.objects.get()
    assert (assignment.assignee, timezone.localtime(assignment.due_at).hour) == (ani, 18)
    save(as_account(client, ani), draft, headline="Snow")
    assert draft.headline == "Snow"
    assert Notice.objects.get().news == "assigned"


def test_an_assigned_draft_is_not_the_reporters_to_delete(client, ani, mariam):
    draft = make_article("Rain", published_at=None)
    save(as_account(client, mariam), draft, "_assign", **{"handover-to": ani.pk})
    as_account(client, ani).post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"})
    assert Article.objects.exists()


def test_assigning_needs_somebody(client, mariam, ani, draft):
    page = save(as_account(client, mariam), draft, "_assign")
    assert "Choose who shall have the story, then assign it." in page.text
    assert not Assignment.objects.exists()


def test_a_story_with_a_time_is_not_handed_over(client, mariam, ani):
    draft = make_article(published_at=None)
    tomorrow = timezone.now() + timedelta(days=1)
    page = save(as_account(client, mariam), draft, "_ready", published_at=tomorrow)
    assert "A story that is handed over is a draft." in page.text
    assert (Article.objects.get().published_at, Assignment.objects.exists()) == (None, False)


def test_of_two_who_press_at_once_the_second_reads_who_was_first(client, ani, mariam, draft):
    gor = make_account("gor", "Editor", first_name="Gor")
    hand_over(as_account(client, ani), draft)
    form = {**article_fields(draft), "_handover": 1}
    save(as_account(client, mariam), draft, "_take")
    answer = as_account(client, gor).post(
        reverse(CHANGE, args=[draft.pk]), {**form, "_return": "1", "handover-note": "No."}
    )
    assert "Nothing was saved: Mariam took it on" in answer.text
    assert "the story was changed while you wrote" in answer.text
    assert (Assignment.objects.get().assignee, Note.objects.count()) == (mariam, 2)
    assert 'name="handover-note"' in answer.text
    assert ">\nNo.</textarea>" in answer.text


def test_a_note_that_was_typed_is_kept_by_every_other_button(client, ani, mariam, draft):
    save(as_account(client, ani), draft, **{"handover-note": "Wait for the minister."})
    assert [(note.text, note.step) for note in Note.objects.all()] == [("Wait for the minister.", "")]
    assert not Assignment.objects.exists()


def test_a_note_that_is_too_long_saves_nothing(client, ani, mariam, draft):
    page = save(as_account(client, ani), draft, headline="Snow", **{"handover-note": "x" * 2001})
    assert (page.status_code, Article.objects.get().headline) == (200, "Rain")
    assert "mend what is marked under “Hand over”" in page.text


def test_where_one_person_works_nothing_speaks_of_handing_over(admin_client):
    draft = make_article(published_at=None)
    for address in (reverse(CHANGE, args=[draft.pk]), reverse(ADD)):
        page = admin_client.get(address).text
        assert "Hand over" not in page
        assert 'id="notes"' not in page
    page = admin_client.get(reverse("admin:articles_article_changelist")).text
    assert "By stage" not in page
    assert "column-writer" not in page
    save(admin_client, draft, "_publish")
    assert draft.is_public


def test_a_published_story_has_no_such_part(client, mariam, ani):
    page = as_account(client, mariam).get(reverse(CHANGE, args=[make_article().pk])).text
    assert 'name="_ready"' not in page
    assert 'id="notes"' in page


def test_a_draft_whose_publication_ended_the_work_waits_for_nobody(client, ani, mariam, draft):
    hand_over(as_account(client, ani), draft)
    save(as_account(client, mariam), draft, "_publish")
    assert not Assignment.objects.waiting_for(mariam, on_the_desk=True).exists()
    assert Assignment.objects.forget_finished() == 1


def test_handing_over_to_a_reporter_lets_them_write_and_the_next_step_takes_it_back(client, ani, mariam, draft):
    lilit = make_account("lilit", "Reporter")
    hand_over(as_account(client, ani), draft, to=lilit.pk)
    assert as_account(client, lilit).get(reverse(CHANGE, args=[draft.pk])).context["has_change_permission"]
    save(as_account(client, mariam), draft, "_take")
    assert as_account(client, lilit).get(reverse(CHANGE, args=[draft.pk])).status_code == 302


def test_whoever_may_not_open_the_draft_any_more_reads_nothing_of_it(client, ani, mariam):
    draft, karen = make_article("Rain", published_at=None), make_account("karen", "Reporter", first_name="Karen")
    take_step(draft, mariam, Step.ASSIGNED, to=ani, text="Ask the minister about the money.")
    Notice.objects.mark_seen()  # as after a look at the form
    write_note(draft, mariam, "@ani it is urgent")
    take_step(draft, mariam, Step.ASSIGNED, to=karen)
    draft.headline = "The minister resigns"
    draft.save()
    page = as_account(client, ani).get(reverse("admin:articles_article_news")).text
    assert "minister" not in page
    assert "urgent" not in page
    assert Notice.objects.bell(ani).new == 0
    assert [one.account for one in Notice.objects.all()] == [karen]


def test_the_writer_and_the_desk_keep_their_notices_when_a_draft_moves_on(ani, mariam, draft):
    levon = make_account("levon", "Editor", first_name="Levon")
    take_step(draft, mariam, Step.ASSIGNED, to=ani)
    write_note(draft, mariam, "@ani @levon look")
    take_step(draft, mariam, Step.ASSIGNED, to=levon)
    take_step(draft, mariam, Step.ASSIGNED, to=ani)
    assert {(one.account.username, one.news) for one in Notice.objects.all()} >= {
        ("ani", "mention"),
        ("levon", "mention"),
    }
