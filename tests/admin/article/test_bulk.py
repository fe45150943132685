"""The list's actions that ask: many stories moved to a section, tagged, untagged, each time all or none."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError
from django.urls import reverse

from articles.models import Article, Tag
from tests.support.factories import make_article, make_section
from tests.support.newsroom import LIST, messages_of, take

pytestmark = pytest.mark.django_db


def tags_of(*articles) -> list[list[str]]:
    return [sorted(tag.name for tag in article.tags.all()) for article in articles]


def test_stories_move_to_a_section(admin_client):
    roads = make_section("Roads")
    rows = [make_article(), make_article(), make_article(section=roads)]
    response = take(admin_client, "move", *rows, answer=roads.pk)
    assert messages_of(response) == ["2 stories are moved to Roads. 1 left as it was: Move to section does not apply."]
    assert Article.objects.in_section(roads).count() == 3
    assert rows[0].history.first().section == roads
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["Move to section: Roads"] * 2


def test_a_moved_story_keeps_all_else(admin_client):
    article = make_article(body="<p>Every word.</p>")
    before = Article.objects.values().get()
    section = make_section("Roads")
    take(admin_client, "move", article, answer=section.pk)
    assert Article.objects.values().get() == {**before, "section_id": section.pk}


@pytest.mark.parametrize("action", ["move", "add_tag", "remove_tag"])
def test_what_was_imported_stays_on_record_as_it_was(admin_client, action):
    article = make_article(tags=["Roads"])
    article.history.all().delete()  # as the import writes it: in bulk, without a version
    answers = {
        "move": make_section("Roads"),
        "add_tag": Tag.objects.create(name="Snow"),
        "remove_tag": article.tags.get(),
    }
    take(admin_client, action, article, answer=answers[action].pk)
    first = article.history.order_by("history_id").first()
    assert (first.history_change_reason, first.section.name, first.tag_list) == ("as imported", "Region", ["Roads"])


def test_stories_are_tagged(admin_client):
    tag = Tag.objects.create(name="Roads")
    rows = [make_article(tags=["Bridges"]), make_article(tags=["Roads"])]
    response = take(admin_client, "add_tag", *rows, answer=tag.pk)
    assert messages_of(response) == ["1 story is tagged Roads. 1 left as it was: Add tag does not apply."]
    assert tags_of(*rows) == [["Bridges", "Roads"], ["Roads"]]
    assert [row.history.count() for row in rows] == [2, 1]


def test_stories_are_untagged(admin_client):
    rows = [make_article(tags=["Bridges", "Roads"]), make_article(tags=["Bridges"])]
    response = take(admin_client, "remove_tag", *rows, answer=Tag.objects.get(name="Roads").pk)
    assert messages_of(response) == ["1 story is no longer tagged Roads. 1 left as it was: Remove tag does not apply."]
    assert tags_of(*rows) == [["Bridges"], ["Bridges"]]
    assert [row.history.count() for row in rows] == [2, 1]


ASKS = pytest.mark.parametrize("action", ["move", "add_tag", "remove_tag"])


@ASKS
def test_each_asks_first_and_changes_nothing_yet(admin_client, action):
    article = make_article(tags=["Roads"])
    before = Article.objects.values().get()
    page = take(admin_client, action, article)
    assert 'name="answer"' in page.text
    assert "errorlist" not in page.text
    assert (Article.objects.values().get(), tags_of(article)) == (before, [["Roads"]])


@ASKS
@pytest.mark.parametrize("answer", ["", "0", "x", "9" * 30, "<b>"])
def test_what_is_no_row_is_refused_on_the_page(admin_client, action, answer):
    article = make_article(tags=["Roads"])
    page = take(admin_client, action, article, answer=answer)
    assert page.status_code == 200
    assert "errorlist" in page.text
    assert "<b>" not in page.text
    assert (Article.objects.get().section.name, tags_of(article)) == ("Region", [["Roads"]])


@ASKS
def test_who_may_not_change_is_not_obeyed(client, action):
    account = User.objects.create_user("looks", is_staff=True)
    account.user_permissions.set(Permission.objects.filter(codename__in=["view_article", "publish_article"]))
    client.force_login(account)
    article = make_article(tags=["Roads"])
    answer = make_section("Roads").pk if action == "move" else Tag.objects.create(name="Bridges").pk
    take(client, action, article, answer=answer)
    assert (Article.objects.get().section.name, tags_of(article)) == ("Region", [["Roads"]])


def test_a_failure_halfway_leaves_all_as_they_were(admin_client, monkeypatch):
    rows = [make_article(), make_article()]
    save = Article.save

    def fail(article, *args, **kwargs):
        if article.pk == rows[1].pk:
            raise IntegrityError("a twin")
        save(article, *args, **kwargs)

    monkeypatch.setattr(Article, "save", fail)
    response = take(admin_client, "move", *rows, answer=make_section("Roads").pk)
    assert "nothing was saved" in messages_of(response)[0]
    assert {article.section.name for article in Article.objects.all()} == {"Region"}
    assert not LogEntry.objects.exists()


def test_all_stories_of_the_list_can_be_chosen_at_once(admin_client):
    for _ in range(3):
        make_article(tags=["Roads"])
    other, tag = make_article(), Tag.objects.get()
    address = f"{reverse(LIST)}?tag={tag.pk}"
    data = {"action": "remove_tag", "_selected_action": [Article.objects.first().pk], "select_across": "1"}
    page = admin_client.post(address, {**data, "index": 0})
    assert page.context["title"] == "Remove tag: 3 stories"
    assert '<input type="hidden" name="select_across" value="1">' in page.rendered_content
    admin_client.post(address, {**data, "answer": tag.pk})
    assert not Article.objects.tagged(tag).exists()
    assert Article.objects.filter(pk=other.pk).exists()


def test_of_many_stories_the_page_names_ten(admin_client):
    rows = [make_article(f"Story {number}.") for number in range(12)]
    page = take(admin_client, "move", *rows).text
    assert sum(f"<li>Story {number}.</li>" in page for number in range(12)) == 10
    assert "and 2 more" in page
