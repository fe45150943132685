"""The contact form: where it is, what is taken, what is refused and why; nothing that was typed is lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from portal.contact.models import TEXT_MAX, Message
from portal.contact.throttle import FROM_ALL, FROM_ONE_SENDER, sender_of
from tests.support.factories import make_article, make_site_page, open_language

pytestmark = pytest.mark.django_db
WRITE = "/contact/write/"
HERE = {"origin": "http://testserver"}
TYPED = {"text": "Հարգելի խմբագիր, the bridge is in Gyumri.", "name": "Ani", "email": "ani@example.org"}


@pytest.fixture
def contact():
    return make_site_page("contact", title="Contact")


def send(client, path=WRITE, headers=HERE, **changes):
    return client.post(path, {**TYPED, **changes}, headers=headers)


def test_a_message_reaches_the_newsroom_and_a_reload_sends_nothing_again(client, contact):
    story = make_article("The bridge opens")
    answer = send(client, story=story.pk)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/contact/write/?sent&story={story.pk}")
    message = Message.objects.get()
    assert (message.text, message.name, message.email) == (TYPED["text"], "Ani", "ani@example.org")
    assert (message.language, message.story, message.done_at) == ("en", story.pk, None)
    thanks = client.get(answer.headers["Location"]).text
    assert "Thank you. Your message has reached the newsroom." in thanks
    assert f'<a href="{story.get_absolute_url()}">Back to the story</a>' in thanks


def test_the_page_contact_has_the_form(client, contact):
    page = client.get("/contact/")
    assert 'action="/contact/write/" method="post"' in page.text
    assert page.headers["Cache-Control"] == "public, max-age=0, s-maxage=1"
    make_site_page("about")
    assert "<form" not in client.get("/about/").text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("on", [True, False])
def test_a_story_leads_to_the_form_with_its_number(client, contact, settings, on):
    settings.CONTACT_FORM = on
    story = make_article("The bridge opens")
    page = client.get(story.get_absolute_url())
    target = f"/contact/write/?story={story.pk}" if on else "/contact/"
    assert f'<a href="{target}" rel="nofollow">Report an error</a>' in page.text
    if on:
        form = client.get(target)
        assert "About the story:" in form.text
        assert "The bridge opens" in form.text
        assert f'name="story" value="{story.pk}"' in form.text


def test_the_form_does_not_name_a_story_that_is_not_public(client, contact):
    draft = make_article("A secret plan", published_at=None)
    assert "A secret plan" not in client.get(f"{WRITE}?story={draft.pk}").text
    assert "A secret plan" not in send(client, story=draft.pk, text="").text


@pytest.mark.parametrize("story", ["x", "-1", "9" * 30, "٣", "1.5"])
def test_a_number_of_no_story_is_no_error_on_the_page(client, contact, story):
    assert client.get(WRITE, {"story": story}).status_code == 200
    assert client.get(WRITE, {"story": story}).text.count("About the story") == 0


def test_without_the_page_contact_or_the_setting_there_is_no_form(client, settings):
    assert client.get(WRITE).status_code == send(client).status_code == 404
    make_site_page("contact")
    assert client.get(WRITE).status_code == 200
    settings.CONTACT_FORM = False
    assert client.get(WRITE).status_code == send(client).status_code == 404
    assert "<textarea" not in client.get("/contact/").text
    assert not Message.objects.exists()


def test_each_language_has_its_own_form(client):
    open_language("ru")
    make_site_page("contact", "ru", title="Контакты")
    assert client.get(WRITE).status_code == 404
    page = client.get("/ru/contact/")
    assert 'action="/ru/contact/write/"' in page.text
    assert "Ваше сообщение" in page.text
    assert send(client, "/ru/contact/write/").headers["Location"] == "/ru/contact/write/?sent"
    assert Message.objects.get().language == "ru"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": " \n"}, "Write what you want to tell us."),
        ({"text": "…!"}, "Write what you want to tell us."),
        ({"text": "\u200b"}, "Write what you want to tell us."),
        ({"text": "a" * (TEXT_MAX + 1)}, "Write at most 5000 characters; these are 5001."),
        ({"email": "ani"}, "This is not an e-mail address. An address has a name, the sign @ and the name of a site."),
        ({"email": f"{'a' * 300}@example.org"}, "Write at most 254 characters; these are 312."),
        ({"email": '"a\x0bBcc:b@evil.example"@example.org'}, "This is not an e-mail address."),
        ({"email": "ani@example.org\u2028x"}, "This is not an e-mail address."),
        ({"name": "a" * 101}, "Write at most 100 characters; these are 101."),
        ({"website": "https://pills.example"}, "Empty the last field: it catches programs that send advertisements."),
        ({"text": "nul\0"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_taken_is_shown_again_as_typed_with_the_cure(client, contact, changes, reason):
    answer = send(client, **changes)
    assert answer.status_code == 422
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert reason in answer.text
    kept = changes.get("name", TYPED["name"]), changes.get("email", TYPED["email"])
    assert all(escape(value) in answer.text for value in kept)
    assert not Message.objects.exists()


def test_the_trap_is_shown_only_to_those_who_fell_into_it(client, contact):
    assert '<p class="field unseen" aria-hidden="true">' in client.get(WRITE).text
    assert "unseen" not in send(client, website="x").text.partition('<form class="contact-form"')[2]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://evil@testserver"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:81"},
        {"origin": "http://[evil"},
        {"referer": "https://evil.example/http://testserver/"},
        {},
    ],
)
def test_a_form_of_another_site_is_refused_and_what_was_typed_is_shown(client, contact, headers):
    answer = send(client, headers=headers)
    assert answer.status_code == 403
    assert TYPED["text"] in answer.text
    assert not Message.objects.exists()


def test_a_browser_that_sends_only_a_referer_is_believed(client, contact):
    assert send(client, headers={"referer": "http://testserver/contact/"}).status_code == 302


def test_markup_in_a_message_stays_text(client, contact):
    answer = send(client, text="<script>alert(1)</script>", email="x")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text


def test_empty_lines_push_nothing_out_of_sight(client, contact):
    send(client, text="One.\r\n\r\nTwo.\n \n\n" + "\n" * 500 + "Three.")
    assert Message.objects.get().text == "One.\n\nTwo.\n\nThree."


def test_the_same_message_is_taken_once(client, contact):
    assert {send(client).status_code for _ in range(3)} == {302}
    assert Message.objects.count() == 1


def test_a_file_is_not_read(client, contact):
    file = SimpleUploadedFile("a.bin", b"a" * 1_100_000)
    assert send(client, file=file).status_code == 400
    assert not Message.objects.exists()


def test_one_sender_may_write_a_few_messages_an_hour(client, contact):
    for number in range(FROM_ONE_SENDER):
        assert send(client, text=f"Message {number}").status_code == 302
    answer = send(client, text="One too many")
    assert answer.status_code == 429
    assert "One too many" in answer.text
    assert send(client, text="From elsewhere", REMOTE_ADDR="ignored").status_code == 429
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert send(other, text="From elsewhere").status_code == 302
    Message.objects.update(received_at=timezone.now() - timedelta(minutes=61))
    assert send(client, text="An hour later").status_code == 302


def test_all_senders_together_may_write_a_hundred_an_hour(client, contact):
    Message.objects.bulk_create(Message(text=f"Message {number}", sender=str(number)) for number in range(FROM_ALL))
    assert send(client).status_code == 429


def test_a_senders_address_is_not_stored(client, contact):
    send(Client(REMOTE_ADDR="192.0.2.7"))
    message = Message.objects.get()
    assert message.sender == sender_of("192.0.2.7", message.received_at)
    assert "192.0.2.7" not in str(vars(message))
    day_after = message.received_at + timedelta(days=1)
    assert sender_of("192.0.2.7", day_after) != message.sender


def test_no_session_begins_and_nothing_is_kept_for_others(client, contact):
    for answer in (client.get(WRITE), send(client), send(client, text="")):
        assert not answer.cookies
    assert client.get(WRITE).headers["Cache-Control"] == "private, no-cache"
    assert send(Client(enforce_csrf_checks=True), text="Without a token").status_code == 302


def test_robots_are_asked_to_leave_the_form_alone(client, contact):
    assert "Disallow: /contact/write/\n" in client.get("/robots.txt").text
    assert '<meta name="robots" content="noindex">' in client.get(WRITE).text


@pytest.mark.django_db(transaction=True)
def test_messages_sent_at_the_same_moment_are_counted_one_by_one(contact):
    if connection.vendor == "sqlite":
        pytest.skip("all threads share the tests' database in memory; on a file SQLite has one writer at a time")
    with ThreadPoolExecutor(12) as pool:
        begin = Barrier(12)

        def send_one(number):
            begin.wait()
            try:
                return send(Client(), text=f"Message {number}").status_code
            finally:
                connection.close()

        found = Counter(pool.map(send_one, range(12)))
    assert found == {302: FROM_ONE_SENDER, 429: 12 - FROM_ONE_SENDER}
    assert Message.objects.count() == FROM_ONE_SENDER
