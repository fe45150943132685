"""The job of the contact form: mail to the newsroom, once for each message; erasing what is old."""

import socket
from datetime import timedelta
from smtplib import SMTPDataError

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal import job_records, jobs
from portal.contact.form import ContactForm
from portal.contact.mailbox import MAILED_WITHIN, tidy_messages
from portal.contact.models import Message
from portal.mailing import MailFailed

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed(settings):
    settings.CONTACT_MAIL_TO = ["desk@example.org"]
    settings.SITE_URL = "https://news.example.org"
    return mail.outbox


def age(message, **past):
    Message.objects.filter(pk=message.pk).update(received_at=timezone.now() - timedelta(**past))


def test_each_message_is_mailed_once(mailed):
    Message.objects.create(text="The bridge\nis in Gyumri.", name="Ani", email="ani@example.org", story=41)
    assert tidy_messages() == "1 messages mailed, 0 erased"
    assert tidy_messages() == "0 messages mailed, 0 erased"
    (sent,) = mailed
    assert (sent.to, sent.reply_to) == (["desk@example.org"], ["ani@example.org"])
    assert sent.subject == "The Portal: The bridge is in Gyumri."
    assert sent.body == (
        "From: Ani <ani@example.org>\nAbout: https://news.example.org/news/41/\n\nThe bridge\nis in Gyumri.\n"
    )


def test_a_message_without_a_name_or_an_address_is_mailed_too(mailed):
    Message.objects.create(text="Thanks.")
    tidy_messages()
    assert mailed[0].body == "From: no name\n\nThanks.\n"
    assert mailed[0].reply_to == []


def test_nothing_is_mailed_where_no_address_is_set(settings):
    Message.objects.create(text="Thanks.")
    assert tidy_messages() == "0 messages mailed, 0 erased"
    assert mail.outbox == []


def test_messages_from_before_mail_was_switched_on_are_not_mailed(mailed):
    age(Message.objects.create(text="Long ago."), seconds=MAILED_WITHIN.total_seconds() + 60)
    tidy_messages()
    assert mailed == []


def test_old_messages_are_erased_and_senders_are_forgotten_after_a_day(settings):
    settings.CONTACT_KEEP_DAYS = 30
    old, new = (Message.objects.create(text=text, sender="digest") for text in ("old", "new"))
    age(old, days=30, minutes=1)
    age(new, days=29)
    today = Message.objects.create(text="today", sender="digest")
    assert tidy_messages() == "0 messages mailed, 1 erased"
    assert list(Message.objects.values_list("text", "sender")) == [("today", "digest"), ("new", "")]
    assert today.sender == "digest"


def test_a_mail_server_that_is_away_is_named_and_the_message_waits(settings, mailed):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    message = Message.objects.create(text="Thanks.")
    with pytest.raises(
        CommandError, match=r"Messages from readers: .*Check the mail server 127\.0\.0\.1 and EMAIL_URL"
    ):
        call_command("run_jobs")
    assert "Connection refused" in job_records.trouble(job_records.EVERY_MINUTE)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("run_jobs")
    assert [sent.body for sent in mail.outbox] == ["From: no name\n\nThanks.\n"]
    message.refresh_from_db()
    assert message.mailed_at is not None
    assert job_records.trouble(job_records.EVERY_MINUTE) == ""


def test_an_address_that_no_mail_can_carry_stands_in_the_text_alone(mailed):
    email = f"ani@{'ж' * 60}.am"
    ContactForm.base_fields["email"].clean(email)
    Message.objects.create(text="Thanks.", email=email)
    Message.objects.create(text="Another.")
    assert tidy_messages() == "2 messages mailed, 0 erased"
    assert mailed[0].reply_to == []
    assert email in mailed[0].body


@pytest.mark.parametrize(
    "email", ['"a\x0bBcc:b@evil.example"@example.org', "a@example.org\u2028x", '"a\x1cb"@example.org']
)
def test_an_address_with_a_line_end_is_no_header_and_does_not_hold_up_the_others(mailed, email):
    Message.objects.create(text="Bad.", email=email)
    Message.objects.create(text="Good.")
    assert tidy_messages() == "2 messages mailed, 0 erased"
    for sent in mailed:
        assert b"evil" not in sent.message().as_bytes().partition(b"\n\n")[0]


def test_a_message_of_which_no_mail_can_be_made_does_not_hold_up_the_others(mailed, monkeypatch):
    bad, _ = Message.objects.create(text="Bad."), Message.objects.create(text="Good.")
    unmade = {"Bad.": ["a@example.org\u2028x"]}
    monkeypatch.setattr("portal.contact.mailbox._reply_to", lambda message: unmade.get(message.text, []))
    with pytest.raises(MailFailed, match=rf"message {bad.pk}: "):
        tidy_messages()
    assert list(Message.objects.filter(mailed_at=None)) == [bad]


def test_a_message_that_the_server_refuses_does_not_hold_up_the_others(mailed, monkeypatch):
    bad, _ = Message.objects.create(text="Bad."), Message.objects.create(text="Good.")
    send = EmailMessage.send

    def refuse(self, *args):
        if "Bad." in self.body:
            raise SMTPDataError(550, b"spam")
        return send(self, *args)

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with pytest.raises(MailFailed, match=rf"message {bad.pk}: \(550, b'spam'\)"):
        tidy_messages()
    assert list(Message.objects.filter(mailed_at=None)) == [bad]
    assert "Good." in mailed[0].body


def test_a_task_that_fails_does_not_stop_the_others():
    done, said = [], []

    def fail():
        raise ValueError("no")

    tasks = [jobs.Task("First", fail), jobs.Task("Second", lambda: done.append(1) or "one done")]
    with pytest.raises(jobs.JobsFailed, match="First: no"):
        jobs.run_tasks(said.append, tasks)
    assert said == ["Second: one done"]
