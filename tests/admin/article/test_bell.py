"""The bell: what is new for an account, by a poll that costs a 304, on a page, and by mail."""

import json
from smtplib import SMTPDataError

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse

from articles.models import Notice
from articles.models.handover.handing_over import take_step, write_note
from articles.models.handover.note import Step
from portal.mailing import MailFailed
from portal.newsroom.notice_mail import tidy_notices
from tests.support.accounts import make_account
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE, save

pytestmark = pytest.mark.django_db
POLL = "/admin/articles/article/news/bell/"
PAGE = "/admin/articles/article/news/"


@pytest.fixture
def ani():
    return make_account("ani", "Reporter", first_name="Ani", email="ani@example.org")


@pytest.fixture
def mariam():
    return make_account("mariam", "Editor", first_name="Mariam", email="mariam@example.org")


@pytest.fixture
def draft(ani):
    article = make_article("Rain", published_at=None)
    article.history.update(history_user=ani)
    return article


def test_the_bell_counts_what_is_new_and_a_second_question_is_answered_by_a_304(client, ani, mariam, draft):
    client.force_login(mariam)
    first = client.get(POLL)
    assert json.loads(first.text) == {"new": 0, "newest": 0, "colleagues": True}
    assert client.get(POLL, headers={"If-None-Match": first["ETag"]}).status_code == 304
    take_step(draft, ani, Step.READY)
    second = client.get(POLL, headers={"If-None-Match": first["ETag"]})
    assert (second.status_code, json.loads(second.text)["new"]) == (200, 1)


def test_the_bell_costs_one_query_besides_the_sessions(client, mariam, ani, django_assert_num_queries):
    client.force_login(mariam)
    with django_assert_num_queries(3):  # the session, the account, what is new
        client.get(POLL)


def test_where_one_person_works_the_bell_has_no_colleagues(admin_client):
    assert json.loads(admin_client.get(POLL).text) == {"new": 0, "newest": 0, "colleagues": False}


def test_strangers_hear_nothing(client, draft):
    assert client.get(POLL).status_code == 302
    client.force_login(make_account("stranger"))
    assert client.get(POLL).status_code == 302


def test_the_page_lists_what_is_new_and_marks_it_as_seen(client, ani, mariam, draft):
    take_step(draft, ani, Step.READY, text="Check the numbers.")
    client.force_login(mariam)
    page = " ".join(client.get(PAGE).text.split())
    assert f'Ani handed over <a href="{reverse(CHANGE, args=[draft.pk])}">Rain</a>' in page
    assert "Check the numbers." in page
    client.post(reverse("admin:articles_article_seen"))
    assert not Notice.objects.unseen().exists()
    assert "Mark all as seen" not in client.get(PAGE).text


def test_the_page_of_an_account_has_nothing_of_others(client, ani, mariam, draft):
    take_step(draft, mariam, Step.ASSIGNED, to=ani)
    client.force_login(mariam)
    assert "Nothing yet." in client.get(PAGE).text
    client.post(reverse("admin:articles_article_seen"))
    assert Notice.objects.unseen().count() == 1


def test_who_began_a_story_and_its_authors_are_told_that_it_was_corrected(client, ani, mariam):
    article = make_article("Rain")
    article.history.update(history_user=ani)
    client.force_login(mariam)
    rows = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0}
    save(client, article, **rows, **{"corrections-0-kind": "update", "corrections-0-text": "It rains."})
    assert [(notice.account, notice.news) for notice in Notice.objects.all()] == [(ani, "correct")]


@pytest.fixture
def mailed(settings):
    settings.NOTICE_MAIL, settings.SITE_URL = True, "https://news.example.org"
    return mail.outbox


def ask_for_mail(client, account):
    client.force_login(account)
    client.post(reverse("admin:account"), {"do": "mail", "mail": "on"})


def test_who_asks_for_mails_gets_one_with_all_that_is_new(client, ani, mariam, draft, mailed):
    ask_for_mail(client, mariam)
    take_step(draft, ani, Step.READY, text="Check the numbers.")
    write_note(draft, ani, "@mariam, please.")
    assert tidy_notices() == "1 mailed, 0 forgotten"
    assert tidy_notices() == "0 mailed, 0 forgotten"
    (sent,) = mailed
    assert (sent.to, sent.subject) == (["mariam@example.org"], "The Portal: 2 stories for you")
    form = f"https://news.example.org/admin/articles/article/{draft.pk}/change/"
    assert sent.body.startswith(f"Ani handed over “Rain”\n{form}\n\nAni mentioned you in a note on “Rain”\n{form}\n")
    assert "Check the numbers." not in sent.body


def test_nobody_gets_a_mail_who_has_not_asked_or_has_seen_it(client, ani, mariam, draft, mailed):
    take_step(draft, ani, Step.READY)
    assert tidy_notices() == "0 mailed, 0 forgotten"
    ask_for_mail(client, mariam)
    Notice.objects.mark_seen()
    assert tidy_notices() == "0 mailed, 0 forgotten"
    client.post(reverse("admin:account"), {"do": "mail"})
    Notice.objects.update(seen_at=None)
    assert tidy_notices() == "0 mailed, 0 forgotten"


def test_where_mails_are_not_set_up_no_account_is_asked(client, mariam, ani, draft):
    ask_for_mail(client, mariam)
    assert "Mail me" not in client.get(reverse("admin:account")).text
    take_step(draft, ani, Step.READY)
    assert tidy_notices() == "0 mailed, 0 forgotten"


def test_a_mail_that_is_refused_waits_and_is_reported(client, ani, mariam, draft, mailed, monkeypatch):
    ask_for_mail(client, mariam)
    take_step(draft, ani, Step.READY)

    def refuse(message, **kwargs):
        raise SMTPDataError(552, b"Too big")

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        with pytest.raises(MailFailed, match="Check the mail server"):
            tidy_notices()
    assert tidy_notices() == "1 mailed, 0 forgotten"


def test_a_line_end_in_a_name_does_not_hold_up_the_mails(client, ani, mariam, draft, mailed):
    ask_for_mail(client, mariam)
    ani.first_name = "Ani\nBcc: all@example.org"
    ani.save()
    take_step(draft, ani, Step.READY)
    assert tidy_notices() == "1 mailed, 0 forgotten"
    assert mailed[0].subject == "The Portal: Ani Bcc: all@example.org handed over “Rain”"
