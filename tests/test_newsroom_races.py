"""Two editors at the same moment: one reads that nothing was saved, and no save undoes another."""

import pytest
from django.contrib.admin import ModelAdmin
from django.contrib.messages import get_messages
from django.db import IntegrityError, OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from articles.admin.article import ArticleAdmin
from articles.models import Article, Section, Tag
from tests.factories import make_article, make_section, make_top_story
from tests.newsroom import ADD, CHANGE, article_fields, messages_of, post_during, save, take
from tests.pictures import make_photo

AGAIN = "Somebody else changed this at the same moment; nothing was saved. Try again."
pytestmark = pytest.mark.django_db


def texts(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def deadlock() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = DeadlockDetected()
    return error


def fail_with(error):
    def write(*args, **kwargs):
        raise error

    return write


@pytest.mark.parametrize("error", [IntegrityError("twin"), deadlock()], ids=["twin", "deadlock"])
@pytest.mark.parametrize(
    ("model", "data"), [("tag", {"name": "Rain"}), ("section", {"name": "Sport", "description": "", "slug": ""})]
)
def test_who_adds_the_same_at_the_same_moment_may_try_again(admin_client, monkeypatch, model, data, error):
    monkeypatch.setattr(ModelAdmin, "save_model", fail_with(error))
    address = reverse(f"admin:articles_{model}_add")
    response = admin_client.post(address, data)
    form = response.context["adminform"].form
    assert (form.non_field_errors(), form["name"].value(), texts(response)) == ([AGAIN], data["name"], [])


def test_what_was_typed_stays_in_the_form_and_is_saved_the_next_time(admin_client, monkeypatch):
    article = make_article("Rain")
    with monkeypatch.context() as patched:
        patched.setattr(Article, "save", fail_with(deadlock()))
        response = save(admin_client, article, headline="Snow", body="<p>Every word.</p>")
    form = response.context["adminform"].form
    assert (form["headline"].value(), form["body"].value()) == ("Snow", "<p>Every word.</p>")
    assert article.headline == "Rain"
    assert save(admin_client, article, headline="Snow").status_code == 302


def test_a_popup_stays_a_popup(admin_client, monkeypatch):
    monkeypatch.setattr(ModelAdmin, "save_model", fail_with(IntegrityError()))
    address = reverse("admin:articles_tag_add")
    response = admin_client.post(f"{address}?_to_field=id&_popup=1", {"name": "Rain", "_popup": "1"})
    assert response.context["is_popup"]
    assert AGAIN in response.text


def test_a_popup_whose_form_fits_no_more_stays_a_popup(admin_client, monkeypatch):
    monkeypatch.setattr(ModelAdmin, "_changeform_view", fail_with(IntegrityError()))
    address = reverse("admin:articles_tag_add")
    response = admin_client.post(f"{address}?_to_field=id&_popup=1", {"name": "Rain", "_popup": "1"})
    assert response["Location"] == f"{address}?_to_field=id&_popup=1"
    response = admin_client.post(address, {"name": "Rain", "_popup": "1"})
    assert (response["Location"], texts(response)[-1]) == (f"{address}?_popup=1", AGAIN)


def test_a_collision_at_the_very_end_takes_the_good_news_back(admin_client, monkeypatch):
    article = make_article("Rain")

    def commit_fails(self, request, article):
        self.report_outcome(request, article)
        raise IntegrityError("a tag is gone")

    monkeypatch.setattr(ArticleAdmin, "response_change", commit_fails)
    address = reverse(CHANGE, args=[article.pk])
    assert AGAIN in save(admin_client, article, headline="Snow").text
    assert messages_of(admin_client.get(address)) == []
    assert article.headline == "Rain"


def test_a_row_that_cannot_be_deleted_any_more_stays_whole(admin_client, monkeypatch):
    tag = Tag.objects.create(name="Rain")
    monkeypatch.setattr(ModelAdmin, "delete_model", fail_with(IntegrityError()))
    address = reverse("admin:articles_tag_delete", args=[tag.pk])
    response = admin_client.post(address, {"post": "yes"})
    assert (response["Location"], texts(response)) == (address, [AGAIN])


def test_actions_of_the_list_and_its_places_may_be_tried_again(admin_client, monkeypatch):
    article, section = make_article("Rain", published_at=None), make_section("Sport")
    monkeypatch.setattr(Article, "save", fail_with(deadlock()))
    assert AGAIN in take(admin_client, "publish", article).text
    monkeypatch.setattr(Section, "save", fail_with(IntegrityError()))
    rows = {f"form-{n}-id": row.pk for n, row in enumerate(Section.objects.all())}
    places = {f"form-{n}-position": str(2 - n) for n in range(2)}
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"} | rows | places
    response = admin_client.post(reverse("admin:articles_section_changelist"), data)
    assert texts(response) == [AGAIN]
    assert Section.objects.get(position=2) == section


def test_a_database_that_is_away_is_no_collision(admin_client, monkeypatch):
    monkeypatch.setattr(ModelAdmin, "save_model", fail_with(OperationalError("connection refused")))
    with pytest.raises(OperationalError):
        admin_client.post(reverse("admin:articles_tag_add"), {"name": "Rain"})


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("make", [make_article, make_section, make_top_story, make_photo])
def test_what_is_changed_is_read_under_lock(admin_client, make):
    row = make()
    name = row._meta.model_name
    with CaptureQueriesContext(connection) as queries:
        admin_client.post(reverse(f"admin:articles_{name}_change", args=[row.pk]), {})
    assert [query for query in queries if f'FOR UPDATE OF "articles_{name}"' in query["sql"]]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", ["tag twice", "section twice", "tag deleted", "section deleted"])
def test_who_comes_second_reads_a_message(admin_client, race):
    section, tag = make_section("World"), Tag.objects.create(name="Snow")
    story = article_fields(headline="Rain", section=section.pk) | {"tags": [tag.pk]}
    change, address, data = {
        "tag twice": (lambda: Tag.objects.create(name="Rain"), "admin:articles_tag_add", {"name": "rain"}),
        "section twice": (lambda: make_section("Sport"), "admin:articles_section_add", {"name": "Sport"}),
        "tag deleted": (tag.delete, ADD, story),
        "section deleted": (section.delete, ADD, story),
    }[race]
    response = post_during(change, admin_client, reverse(address), data)
    if race == "section twice":  # who arranges waits, and then finds the twin
        assert "already exists" in response.text
    else:
        assert AGAIN in response.context["adminform"].form.non_field_errors()
    assert not Article.objects.exists()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["form", "list"])
def test_a_story_that_is_being_withdrawn_does_not_come_back(admin_client, way):
    article = make_article("Rain")
    withdrawn_at = timezone.now()
    if way == "form":
        address, data = reverse(CHANGE, args=[article.pk]), article_fields(article, headline="Snow") | {"_save": "1"}
    else:
        address = reverse("admin:articles_article_changelist")
        data = {"action": "withdraw", "_selected_action": [article.pk], "answer": "Wrong person."}
    withdrawn = Article.objects.filter(pk=article.pk)
    post_during(lambda: withdrawn.update(withdrawn_at=withdrawn_at), admin_client, address, data)
    article.refresh_from_db()
    assert article.withdrawn_at == withdrawn_at
    assert article.headline == ("Snow" if way == "form" else "Rain")
