"""A reporter's new story begins with the byline of the author as whom the account signs."""

import pytest
from django.urls import reverse

from articles.models import Article, Author
from tests.support.accounts import make_account
from tests.support.factories import make_article, make_section
from tests.support.newsroom import ADD, CHANGE, article_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(client):
    """Log in an account of the role, which signs as Ani Sargsyan."""

    def enter(role):
        account = make_account("ani", role)
        Author.objects.create(name="Ani Sargsyan", account=account)
        client.force_login(account)
        return client

    return enter


def names(page) -> list[str]:
    """The authors in the form's rows."""
    rows = page.context["inline_admin_formsets"][0].formset
    return [str(Author.objects.get(pk=form["author"].value())) for form in rows.forms if form["author"].value()]


def posted(page, **changes) -> dict:
    """What a browser sends from the form of a new story: its rows of authors as they are shown."""
    rows = page.context["inline_admin_formsets"][0].formset
    data = {
        rows.add_prefix("x").replace("-x", f"-{name}"): value for name, value in rows.management_form.initial.items()
    }
    for form in rows.forms:
        data |= {form.add_prefix(name): form[name].value() or "" for name in ("author", "position", "id", "article")}
    fields = article_fields(headline="Rain", body="<p>It rains.</p>", section=make_section().pk)
    return fields | data | changes


def test_a_new_story_of_a_reporter_is_signed_and_saved_so(enter):
    reporter = enter("Reporter")
    page = reporter.get(reverse(ADD))
    assert names(page) == ["Ani Sargsyan"]
    reporter.post(reverse(ADD), posted(page) | {"_save": "1"})
    assert [(line.author.name, line.position) for line in Article.objects.get().bylines.all()] == [("Ani Sargsyan", 1)]


def test_the_byline_can_be_taken_off(enter):
    reporter = enter("Reporter")
    page = reporter.get(reverse(ADD))
    reporter.post(reverse(ADD), posted(page, **{"bylines-0-author": "", "_save": "1"}))
    assert not Article.objects.get().bylines.exists()


def test_a_form_that_is_shown_again_keeps_what_was_taken_off(enter):
    reporter = enter("Reporter")
    page = reporter.get(reverse(ADD))
    sent = posted(page, headline="", **{"bylines-0-author": "", "_save": "1"})
    assert names(reporter.post(reverse(ADD), sent)) == []


def test_a_story_that_exists_is_signed_by_nobody_else(enter):
    reporter = enter("Reporter")
    draft = make_article(published_at=None)
    draft.history.update(history_user=Author.objects.get().account)
    assert names(reporter.get(reverse(CHANGE, args=[draft.pk]))) == []


@pytest.mark.parametrize("role", ["Editor", "Chief editor"])
def test_who_may_publish_begins_without_a_byline(enter, role):
    assert names(enter(role).get(reverse(ADD))) == []


def test_an_account_without_an_author_begins_without_a_byline(client):
    client.force_login(make_account("ani", "Reporter"))
    assert names(client.get(reverse(ADD))) == []
