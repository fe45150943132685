"""Unsaved text stands on the newsroom's start page, and a click takes it up."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles.models import Article, WorkingCopy
from tests.support.factories import make_article, make_section

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


def keep(account, headline="Rain", article=None, minutes=5, form="form-12345678") -> WorkingCopy:
    at = timezone.now() - timedelta(minutes=minutes)
    fields = f"headline={headline}&section={make_section().pk}"
    return WorkingCopy.objects.create(
        account=account, article=article, form=form, fields=fields, seen_at=at, kept_at=at, opened_at=at
    )


def column(client) -> str:
    """The column of unsaved texts; empty if there is none."""
    page = client.get("/admin/").text
    found = re.search(r'<section aria-labelledby="desk-unsaved">.*?</section>', page, re.DOTALL)
    return " ".join(found[0].split()) if found else ""


def test_a_new_story_stands_there_and_a_click_takes_it_up(admin_client, admin_user):
    copy = keep(admin_user)
    shown = column(admin_client)
    assert f'<form method="post" action="{ADD}">' in shown
    assert f'<button class="take-up" name="_take_up" value="{copy.form}">Unsaved: Rain</button>' in shown
    assert ("a new story," in shown, "open in another window" in shown) == (True, False)
    page = admin_client.post(ADD, {"_take_up": copy.form})
    assert page.context["adminform"].form["headline"].value() == "Rain"
    assert not Article.objects.exists()


def test_a_changed_story_leads_to_its_own_form(admin_client, admin_user):
    article = make_article("Rain")
    keep(admin_user, "Snow", article)
    shown = column(admin_client)
    assert f'action="/admin/articles/article/{article.pk}/change/"' in shown
    assert ("Unsaved: Snow</button>" in shown, "a change of “Rain”," in shown) == (True, True)


def test_text_that_is_being_typed_says_so(admin_client, admin_user):
    keep(admin_user, minutes=0)
    assert "open in another window" in column(admin_client)


def test_the_newest_five_stand_first(admin_client, admin_user):
    for number in range(6):
        keep(admin_user, f"Story {number}", minutes=60 - number, form=f"form-1234567{number}")
    assert re.findall(r"Unsaved: (Story \d)", column(admin_client)) == [f"Story {number}" for number in (5, 4, 3, 2, 1)]


def test_without_unsaved_text_there_is_no_column(admin_client, admin_user):
    keep(User.objects.create_user("narek"))
    WorkingCopy.objects.create(account=admin_user, form="form-00000000", fields="", seen_at=timezone.now())
    assert column(admin_client) == ""


def test_text_of_a_story_that_may_not_be_changed_any_more_stays_at_its_page(client):
    account = User.objects.create_user("ani", is_staff=True)
    account.groups.add(Group.objects.get(name="Reporter"))
    client.force_login(account)
    keep(account, "Snow", make_article("Rain"))
    assert column(client) == ""


@pytest.mark.parametrize(("texts", "folded"), [(1, 0), (3, 3)])
def test_the_form_of_a_new_story_folds_several_offers(admin_client, admin_user, texts, folded):
    for number in range(texts):
        keep(admin_user, f"Story {number}", form=f"form-1234567{number}")
    page = admin_client.get(ADD).text  # the address is folded, too
    assert (page.count("<details open>"), page.count("<details>")) == (
        texts - folded,
        folded + 1,
    )
