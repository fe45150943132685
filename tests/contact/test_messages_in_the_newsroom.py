"""Readers' messages in the newsroom: who reads them, how they are answered and marked as done."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.contact.models import Message
from tests.support.accounts import make_account
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db
LIST = reverse("admin:contact_message_changelist")


def page_of(message):
    return reverse("admin:contact_message_change", args=[message.pk])


@pytest.fixture
def editor(client):
    account = make_account("ani", "Editor")
    client.force_login(account)
    return account


def test_the_start_page_and_the_list_show_open_messages(client, editor):
    Message.objects.create(text="Done long ago", done_at=timezone.now())
    Message.objects.create(text="The bridge is in <Gyumri>.", name="Gor", story=41)
    start = client.get(reverse("admin:index"))
    assert "Messages from readers" in start.text
    assert "The bridge is in &lt;Gyumri&gt;." in start.text
    listed = client.get(LIST).text
    assert "The bridge is in &lt;Gyumri&gt;." in listed
    assert "Done long ago" not in listed
    assert "Done long ago" in client.get(f"{LIST}?state=done").text


def test_without_messages_the_start_page_says_nothing_of_them(client, editor):
    Message.objects.create(text="Done long ago", done_at=timezone.now())
    assert "desk-messages" not in client.get(reverse("admin:index")).text


def test_a_message_is_read_and_answered_by_mail(client, editor):
    message = Message.objects.create(text="Where?\n<b>Here</b>", name="Gor", email="gor@example.org")
    page = client.get(page_of(message)).text
    assert "Where?<br>&lt;b&gt;Here&lt;/b&gt;" in page
    assert 'href="mailto:gor%40example.org?subject=Re%3A%20Where%3F%20' in page
    assert 'name="_save"' not in page


def test_a_message_is_marked_as_done_and_opened_again(client, editor):
    message = Message.objects.create(text="Thanks.")
    client.post(page_of(message), {"_done": "1"})
    message.refresh_from_db()
    assert message.done_by == editor
    assert "done by ani" in client.get(page_of(message)).text
    client.post(page_of(message), {"_reopen": "1"})
    message.refresh_from_db()
    assert (message.done_at, message.done_by) == (None, None)
    said = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    assert list(said) == ["Marked as done", "Opened again"]


def test_several_are_marked_as_done_at_once(client, editor):
    messages = [Message.objects.create(text=f"Thanks {number}.") for number in range(2)]
    chosen = {"action": "mark_done", "_selected_action": [message.pk for message in messages]}
    assert "2 messages marked as done." in client.post(LIST, chosen, follow=True).text
    assert Message.objects.open().count() == 0


def test_nobody_edits_what_a_reader_wrote(client, editor):
    message = Message.objects.create(text="Thanks.")
    client.post(page_of(message), {"_done": "1", "text": "Forged", "name": "Forged"})
    message.refresh_from_db()
    assert (message.text, message.name) == ("Thanks.", "")
    assert client.get(reverse("admin:contact_message_add")).status_code == 403


@pytest.mark.parametrize(
    ("role", "status", "deletes"),
    [("Reporter", 403, False), ("Editor", 200, False), ("Chief editor", 200, True)],
)
def test_editors_read_messages_and_chief_editors_delete_them(client, role, status, deletes):
    message = Message.objects.create(text="Thanks.")
    client.force_login(make_account("gor", role))
    assert client.get(LIST).status_code == client.get(page_of(message)).status_code == status
    assert ("Thanks." in client.get(reverse("admin:index")).text) is (status == 200)
    client.post(page_of(message), {"_done": "1"})
    client.post(reverse("admin:contact_message_delete", args=[message.pk]), {"post": "yes"})
    assert Message.objects.filter(pk=message.pk).exists() is not deletes
    if role == "Reporter":
        assert Message.objects.get().done_at is None


def test_a_message_names_the_story_that_it_is_about(client, editor):
    story = make_article("Bridge & road")
    message = Message.objects.create(text="It is in Gyumri.", story=story.pk)
    gone = Message.objects.create(text="Where is it?", story=987)
    assert "about “Bridge &amp; road”" in client.get(reverse("admin:index")).text
    link = f'<a href="{reverse("admin:articles_article_change", args=[story.pk])}">Bridge &amp; road</a>'
    assert link in client.get(page_of(message)).text
    assert "story 987, which is gone" in client.get(page_of(gone)).text
    with CaptureQueriesContext(connection) as few:
        assert link in client.get(LIST).text
    for number in range(9):
        Message.objects.create(text=f"Number {number}", story=make_article(f"Story {number}").pk)
    with CaptureQueriesContext(connection) as many:
        assert "Story 8" in client.get(LIST).text
    assert len(many) == len(few)
