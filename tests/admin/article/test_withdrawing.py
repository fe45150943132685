"""Withdrawing a story asks for a reason, which the newsroom reads and readers do not."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from articles.models import Article
from tests.support.factories import NOON, make_article
from tests.support.newsroom import CHANGE, messages_of, save, take

pytestmark = pytest.mark.django_db
ASKED = "Say why, then withdraw the story."


def form_of(client, article):
    return client.get(reverse(CHANGE, args=[article.pk])).text


@pytest.mark.parametrize("reason", ["", "  \t "], ids=["nothing", "spaces"])
def test_the_button_asks_at_the_field_for_a_reason_and_keeps_what_was_typed(admin_client, reason):
    article = make_article("Rain")
    response = save(admin_client, article, "_withdraw", withdrawn_because=reason, summary="Typed with care.")
    form = response.context["adminform"].form
    assert form.errors == {"withdrawn_because": [ASKED]}
    assert form["summary"].value() == "Typed with care."
    assert article.state == "published"


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("...", "Write at least one letter or digit."),
        ("x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
    ],
    ids=["no word", "too long"],
)
def test_what_is_no_reason_is_refused(admin_client, reason, told):
    article = make_article("Rain")
    response = save(admin_client, article, "_withdraw", withdrawn_because=reason)
    assert response.context["adminform"].form.errors == {"withdrawn_because": [told]}
    assert article.state == "published"


def test_the_reason_is_kept_on_one_line_with_the_withdrawal_and_stands_in_the_form(admin_client):
    article = make_article("Rain")
    save(admin_client, article, "_withdraw", withdrawn_because=" It names\ta <witness>. ")
    assert (article.state, article.withdrawn_because) == ("withdrawn", "It names a <witness>.")
    assert "It names a &lt;witness&gt;." in form_of(admin_client, article)
    assert article.history.first().withdrawn_because == "It names a <witness>."


def test_a_reader_is_not_told_the_reason(client):
    article = make_article("Rain")
    article.withdraw("It names a witness.")
    response = client.get(article.get_absolute_url())
    assert (response.status_code, "witness" in response.text) == (410, False)


def test_restoring_and_publishing_forget_the_reason(admin_client):
    article = make_article("Rain")
    article.withdraw("Wrong person.")
    save(admin_client, article, "_restore")
    assert (article.state, article.withdrawn_because) == ("published", "")


@pytest.mark.parametrize("button", ["_save", "_continue", "_publish"])
def test_a_reason_without_withdrawing_is_not_kept(admin_client, button):
    article = make_article("Rain")
    save(admin_client, article, button, withdrawn_because="Wrong person.")
    assert (article.state, article.withdrawn_because) == ("published", "")


def test_the_reason_of_a_withdrawn_story_is_read_and_not_written(admin_client):
    article = make_article("Rain", withdrawn_at=NOON, withdrawn_because="Wrong person.")
    save(admin_client, article, withdrawn_because="Another one.")
    assert article.withdrawn_because == "Wrong person."


@pytest.mark.parametrize(("state", "asked"), [("draft", False), ("published", True)])
def test_only_the_form_of_what_is_on_the_site_asks(admin_client, state, asked):
    article = make_article(published_at=NOON if state == "published" else None)
    assert ('name="withdrawn_because"' in form_of(admin_client, article)) == asked


def test_who_may_not_publish_is_not_asked(client):
    account = User.objects.create_user("changes", is_staff=True)
    account.user_permissions.set(Permission.objects.filter(codename="change_article"))
    client.force_login(account)
    assert 'name="withdrawn_because"' not in form_of(client, make_article())


def test_the_action_asks_on_a_page_that_names_the_stories_and_does_nothing_yet(admin_client):
    rows = [make_article("Rain"), make_article("<Snow>")]
    response = take(admin_client, "withdraw", *rows)
    assert response.context["title"] == "Withdraw: 2 stories"
    for shown in (
        "Rain",
        "&lt;Snow&gt;",
        'name="answer"',
        *(f'name="_selected_action" value="{row.pk}"' for row in rows),
    ):
        assert shown in response.text
    assert "errorlist" not in response.text
    assert Article.objects.published().count() == 2


def test_the_action_without_an_answer_asks_again(admin_client):
    article = make_article("Rain")
    response = take(admin_client, "withdraw", article, answer=" ")
    assert ASKED in response.text
    assert Article.objects.published().exists()


def test_the_action_withdraws_for_the_reason_and_logs_it(admin_client):
    rows = [make_article(), make_article(), make_article(published_at=None)]
    response = take(admin_client, "withdraw", *rows, answer="Sent by mistake.")
    assert messages_of(response) == ["2 stories are off the site. 1 left as it was: Withdraw does not apply."]
    assert [row.withdrawn_because for row in Article.objects.order_by("pk")] == ["Sent by mistake."] * 2 + [""]
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["Withdraw: Sent by mistake."] * 2
