"""Notes on a story, for the newsroom alone: the thread, who is told, done, deleting, crafted requests."""

import pytest
from django.urls import reverse

from articles.models import Note, Notice
from articles.models.handover.mentions import mentioned_in
from tests.support.accounts import make_account
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE, messages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    return make_account("ani", "Reporter", first_name="Ani")


@pytest.fixture
def mariam():
    return make_account("mariam", "Editor", first_name="Mariam")


@pytest.fixture
def draft(ani):
    article = make_article("Rain", published_at=None)
    article.history.update(history_user=ani)
    return article


def post(client, account, article, by_script=False, **sent):
    client.force_login(account)
    headers = {"X-Requested-With": "fetch"} if by_script else {}
    return client.post(reverse("admin:articles_article_notes", args=[article.pk]), sent, headers=headers)


def told() -> list[tuple[str, str]]:
    return [(notice.account.username, notice.news) for notice in Notice.objects.unseen().order_by("id")]


def test_a_note_tells_whoever_it_mentions_and_whoever_began_the_story(client, ani, mariam, draft):
    make_account("gor", "Editor")
    answer = post(client, mariam, draft, text="Is the number right? @gor may know.")
    assert answer["Location"] == reverse(CHANGE, args=[draft.pk]) + "#notes"
    assert told() == [("gor", "mention"), ("ani", "answer")]
    assert "Is the number right? @gor may know." in client.get(reverse(CHANGE, args=[draft.pk])).text


def test_who_is_mentioned_and_began_the_story_is_told_once(client, ani, mariam, draft):
    post(client, mariam, draft, text="@ani, look.")
    assert told() == [("ani", "mention")]


def test_who_cannot_open_the_story_is_not_told_and_the_writer_reads_so(client, ani, mariam, draft):
    make_account("lilit", "Reporter", first_name="Lilit")
    answer = post(client, mariam, draft, by_script=True, text="@lilit, look.")
    assert told() == [("ani", "answer")]
    assert "Lilit cannot open this story, and was not told." in answer.text
    answer = post(client, mariam, draft, text="@lilit, look.")
    assert "Lilit cannot open this story, and was not told." in messages_of(client.get(answer["Location"]))[0]


def test_opening_the_story_is_having_seen_what_was_told(client, ani, mariam, draft):
    post(client, mariam, draft, text="@ani, look.")
    client.force_login(ani)
    client.get(reverse(CHANGE, args=[draft.pk]))
    assert told() == []


def test_a_script_gets_the_thread(client, mariam, ani, draft):
    page = post(client, mariam, draft, by_script=True, text="Is it <b>right</b>?").text
    assert "Is it &lt;b&gt;right&lt;/b&gt;?" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("text", "said"),
    [(" \u200b ", "Write at least one letter or digit."), ("x" * 2001, "A note has 2,000 characters at most.")],
)
def test_a_note_that_cannot_be_written_says_why_and_stays_in_its_box(client, mariam, draft, text, said):
    page = post(client, mariam, draft, by_script=True, text=text)
    assert (page.status_code, Note.objects.count()) == (422, 0)
    assert said in page.text
    assert text in page.text
    assert said in messages_of(client.get(post(client, mariam, draft, text=text)["Location"]))[0]


def test_a_note_is_done_and_open_again(client, mariam, ani, draft):
    note = draft.newsroom_notes.create(by=ani, text="Ask the mayor.")
    page = post(client, mariam, draft, by_script=True, done=note.pk).text
    assert "done: Mariam" in page
    post(client, ani, draft, reopen=note.pk)
    assert list(Note.objects.open()) == [note]


@pytest.mark.parametrize("sent", [{}, {"done": "x"}, {"delete": ""}, {"done": "9" * 30}], ids=str)
def test_a_request_that_names_no_note_is_refused(client, mariam, draft, sent):
    assert post(client, mariam, draft, **sent).status_code == 400


def test_a_note_that_is_gone_says_so_and_one_of_another_story_is_not_touched(client, mariam, ani, draft):
    note = make_article().newsroom_notes.create(by=mariam, text="Elsewhere.")
    page = post(client, mariam, draft, by_script=True, delete=note.pk)
    assert (page.status_code, Note.objects.count()) == (422, 1)
    assert "Somebody has deleted this note meanwhile." in page.text


def test_notes_are_never_written_by_a_get_or_on_a_story_that_is_not_there(client, mariam, draft):
    client.force_login(mariam)
    address = reverse("admin:articles_article_notes", args=[draft.pk])
    assert client.get(address).status_code == 405
    assert client.post(reverse("admin:articles_article_notes", args=[10**6]), {"text": "Rain"}).status_code == 404


def test_a_reporter_sees_no_notes_on_a_published_story_of_somebody_else(client, ani, mariam):
    article = make_article()
    article.newsroom_notes.create(by=mariam, text="Ask the lawyer first.")
    client.force_login(ani)
    assert "Ask the lawyer first." not in client.get(reverse(CHANGE, args=[article.pk])).text


def test_a_reporter_reads_the_notes_on_an_own_published_story_and_that_it_was_corrected(client, ani, mariam):
    article = make_article("Rain")
    article.history.update(history_user=ani)
    article.newsroom_notes.create(by=mariam, text="Ask the lawyer first.")
    client.force_login(ani)
    assert "Ask the lawyer first." in client.get(reverse(CHANGE, args=[article.pk])).text


def test_the_name_ends_where_the_sentence_does():
    accounts = [make_account(name, "Editor") for name in ("ani", "Ani.Petrosyan", "gor-k", "levon")]
    text = "@ani. And @ANI.PETROSYAN, (@gor-k) but not levon or me@levon.am, @levon5"
    assert [account.username for account in mentioned_in(text, accounts)] == ["ani", "Ani.Petrosyan", "gor-k"]
