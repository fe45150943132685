"""What a press of Publish now or Save costs: few queries, and none that reads every story."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.support.factories import make_article, make_top_story
from tests.support.newsroom import save
from tests.support.plans import fill_and_analyze, full_scans

pytestmark = pytest.mark.django_db
PAGES = [
    "admin:index",
    "admin:articles_front_changelist",
    "admin:articles_frontslot_changelist",
    "admin:articles_topstory_changelist",
    "admin:articles_article_add",
    "articles:front",
]


@pytest.fixture
def editor(client):
    account = User.objects.create_user("anna", is_staff=True)
    account.groups.add(Group.objects.get(name="Editor"))
    client.force_login(account)
    return client


@pytest.mark.parametrize("button", ["_publish", "_save"])
def test_no_story_is_looked_for_among_all_while_nothing_is_placed(editor, button):
    article = make_article("Rain", published_at=None, tags=["Weather"])
    fill_and_analyze()
    assert full_scans(lambda: save(editor, article, button)) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_placed_stories_reads_all_stories_while_nothing_is_placed(editor, name, unprepared):
    fill_and_analyze()
    assert full_scans(lambda: editor.get(reverse(name))) == []


def test_nor_while_something_is_placed_and_the_database_does_not_know_it_yet(editor):
    fill_and_analyze()
    top = make_top_story(make_article("Snow"))
    assert full_scans(lambda: save(editor, top.article, headline="Sleet")) == []
