"""What waits for an account on the start page, and the list of stories with stages, writers and open forms."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Note, WorkingCopy
from articles.models.handover.handing_over import take_step, write_note
from articles.models.handover.note import Step
from tests.support.accounts import make_account
from tests.support.factories import make_article
from tests.support.newsroom import LIST

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    return make_account("ani", "Reporter", first_name="Ani")


@pytest.fixture
def mariam(client):
    account = make_account("mariam", "Editor", first_name="Mariam")
    client.force_login(account)
    return account


def draft_of(account, headline="Rain"):
    article = make_article(headline, published_at=None)
    article.history.update(history_user=account)
    return article


def column(client, key: str) -> str:
    """The words of the start page's column; empty if there is none."""
    found = re.search(rf'<section aria-labelledby="desk-{key}">.*?</section>', client.get("/admin/").text, re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", found[0]).split()) if found else ""


def has_open(account, article, seconds=0):
    at = timezone.now() - timedelta(seconds=seconds)
    WorkingCopy.objects.create(account=account, article=article, form=f"form-{article.pk:08}", seen_at=at, opened_at=at)


def test_what_waits_says_by_whom_with_which_note_and_until_when(client, mariam, ani):
    late = timezone.now() - timedelta(hours=1)
    take_step(draft_of(ani), ani, Step.READY, text="Check the numbers.")
    take_step(draft_of(ani, "Snow"), ani, Step.READY, to=mariam, due_at=late)
    words = column(client, "waiting")
    assert words.index("Snow") < words.index("Rain")  # it is wanted first
    assert "ready for the desk from Ani," in words
    assert "Check the numbers." in words
    assert "late , wanted by" in words


def test_what_others_have_or_is_published_waits_for_nobody_else(client, mariam, ani):
    gor = make_account("gor", "Editor")
    take_step(draft_of(ani), ani, Step.READY, to=gor)
    published = draft_of(ani)
    take_step(published, ani, Step.READY)
    published.publish()
    assert column(client, "waiting") == ""


def test_a_reporter_is_not_the_desk(client, mariam, ani):
    take_step(draft_of(mariam), mariam, Step.READY)
    client.force_login(ani)
    assert column(client, "waiting") == ""


def test_a_note_that_mentions_somebody_waits_until_it_is_done(client, mariam, ani):
    article = draft_of(ani)
    write_note(article, ani, "@mariam, is the name right?")
    assert "@mariam, is the name right?" in column(client, "notes")
    Note.objects.get().mark_done(mariam)
    assert column(client, "notes") == ""


def test_open_forms_of_others_are_named_for_a_minute(client, mariam, ani):
    has_open(ani, draft_of(ani))
    has_open(ani, draft_of(ani, "Snow"), seconds=61)
    words = column(client, "open")
    assert "Rain Ani, since" in words
    assert "Snow" not in words


def test_a_reporter_reads_of_no_open_form_of_a_story_they_do_not_see(client, mariam, ani):
    has_open(mariam, draft_of(mariam))
    client.force_login(ani)
    assert column(client, "open") == ""


def rows(client, **query) -> list[str]:
    return [article.headline for article in client.get(reverse(LIST), query).context["cl"].result_list]


def test_the_list_filters_by_stage_assignee_and_writer(client, mariam, ani):
    take_step(draft_of(ani, "Ready"), ani, Step.READY)
    take_step(draft_of(ani, "Assigned"), mariam, Step.ASSIGNED, to=ani, due_at=timezone.now() - timedelta(hours=1))
    draft_of(mariam, "Mine")
    make_article("Published")
    assert rows(client, stage="ready") == rows(client, has="desk") == ["Ready"]
    assert rows(client, has=ani.pk) == rows(client, stage="late") == ["Assigned"]
    assert rows(client, stage="work") == ["Mine", "Assigned"]
    assert rows(client, writer=ani.pk) == ["Assigned", "Ready"]
    assert rows(client, has="mine") == []
    assert len(rows(client, stage="x", has="x", writer="x")) == 4


def test_the_list_shows_stages_writers_and_open_forms(client, mariam, ani):
    article = draft_of(ani)
    take_step(article, ani, Step.READY, to=mariam)
    has_open(ani, article)
    page = client.get(reverse(LIST)).text
    assert '<span class="state stage-ready">ready</span> Mariam' in page
    assert "Ani <span class='open-by'>open: Ani</span>" in page


def test_the_list_and_the_reporters_start_page_cost_the_same_for_any_number(client, mariam, ani):
    def queries(address) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert not [query for query in captured.captured_queries if '"articles_article"."body"' in query["sql"]]
        return len(captured)

    take_step(draft_of(ani), ani, Step.READY)
    addresses = (reverse(LIST), f"{reverse(LIST)}?stage=ready", "/admin/")
    few = [queries(address) for address in addresses]
    for _ in range(20):
        article = draft_of(ani)
        take_step(article, ani, Step.READY, text="Look.")
        has_open(ani, article)
    assert [queries(address) for address in addresses] == few
    assert few[0] < 12
    client.force_login(ani)
    assert queries("/admin/") < 12
