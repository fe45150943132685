"""Two editors at the same moment: one reads that nothing was saved, and no save undoes another."""

import threading
from datetime import timedelta
from errno import ENOSPC
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.admin import ModelAdmin, site
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from articles.admin.article.admin import ArticleAdmin
from articles.admin.common.transactions import FULL, AtomicViews
from articles.database import edition
from articles.front import curation
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.imports.seeds.writing.rows import Rows
from articles.models import Article, Front, Section, Tag, TopStory
from articles.models.front.arrangement import Arrangement, Placed
from tests.support.factories import make_article, make_section, make_top_story, seed_text, write_seeds
from tests.support.newsroom import ADD, CHANGE, article_fields, messages_of, post_during, save, take
from tests.support.pictures import make_photo

AGAIN = "Somebody else changed this at the same moment; nothing was saved. Try again."
pytestmark = pytest.mark.django_db


def texts(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def deadlock() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = DeadlockDetected()
    return error


def fail_once(real, error):
    """Does what `real` does, and fails then; from the second time on it does it alone."""
    failing = [error]

    def write(*args, **kwargs):
        done = real(*args, **kwargs)
        if failing:
            raise failing.pop()
        return done

    return write


def then_start(real, other):
    """Does what `real` does, and the first time lets `other` begin in a thread of its own, as far as it comes."""
    then_start.thread = None

    def run():
        try:
            other()
        finally:
            connection.close()

    def write(*args, **kwargs):
        done = real(*args, **kwargs)
        if then_start.thread is None:
            then_start.thread = threading.Thread(target=run)
            then_start.thread.start()
            then_start.thread.join(timeout=0.7)
        return done

    return write


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


@pytest.mark.parametrize(
    ("error", "said"),
    [(IntegrityError("twin"), AGAIN), (deadlock(), AGAIN), (OSError(ENOSPC, "No space left on device"), FULL)],
    ids=["twin", "deadlock", "full disk"],
)
def test_a_partner_that_cannot_be_saved_now_stays_in_the_form(admin_client, monkeypatch, error, said):
    monkeypatch.setattr(ModelAdmin, "save_model", fail_with(error))
    fields = {"name": "Aravot", "site_url": "https://aravot.am/", "interval": 30, "shows": 5}
    response = admin_client.post(reverse("admin:partners_partner_add"), fields)
    form = response.context["adminform"].form
    assert (form.non_field_errors(), form["name"].value(), texts(response)) == ([said], "Aravot", [])


def test_every_list_of_the_newsroom_writes_all_or_nothing():
    alone = {type(one).__name__ for one in site._registry.values() if not isinstance(one, AtomicViews)}
    assert not alone


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


def test_what_the_database_gave_up_for_anothers_sake_is_saved_after_all(admin_client, monkeypatch):
    before, story = make_top_story(), make_article("Rain")
    monkeypatch.setattr(ModelAdmin, "log_addition", fail_once(ModelAdmin.log_addition, deadlock()))
    data = {"article": story.pk, "blurb": "", "position": "1"}
    response = admin_client.post(reverse("admin:articles_topstory_add"), data)
    assert list(TopStory.objects.values_list("article", "position")) == [(story.pk, 1), (before.article_id, 2)]
    assert [text.partition(" “")[0] for text in texts(response)] == ["The top story"]  # said once, and once in the log
    assert LogEntry.objects.count() == Front.objects.filter(by__isnull=False).count() == 1


def test_what_writes_files_is_not_done_twice(admin_client, monkeypatch):
    photo = make_photo()
    tries = []
    monkeypatch.setattr(ModelAdmin, "save_model", lambda *args: tries.append(args) or fail_with(deadlock())())
    data = {"alt": "A wet bridge", "focal_x": 50, "focal_y": 50}
    response = admin_client.post(reverse("admin:articles_photo_change", args=[photo.pk]), data)
    assert AGAIN in response.text
    assert len(tries) == 1


def test_a_database_that_gives_it_up_again_and_again_is_not_asked_for_ever(admin_client, monkeypatch):
    tries = []
    monkeypatch.setattr(Tag, "save", lambda *args, **kwargs: tries.append(args) or fail_with(deadlock())())
    assert AGAIN in admin_client.post(reverse("admin:articles_tag_add"), {"name": "Rain"}).text
    assert len(tries) == 3


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("make", [make_article, make_section, make_top_story, make_photo])
def test_what_is_changed_is_read_under_lock(admin_client, make):
    row = make()
    name = row._meta.model_name
    with CaptureQueriesContext(connection) as queries:
        admin_client.post(reverse(f"admin:articles_{name}_change", args=[row.pk]), {})
    assert [query for query in queries if f'FOR NO KEY UPDATE OF "articles_{name}"' in query["sql"]]


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


MORNING, EVENING = "October 2, 2020 - 08:00 AMT", "October 2, 2020 - 20:00 AMT"
only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_the_edition_is_not_held_while_a_foreign_key_waits():
    """Of two who commit, one used to hold the edition and wait for the story, the other the other way round."""
    make_top_story()
    article, before = make_article("Rain"), edition.current()

    def change():
        Article.objects.select_for_update().get(pk=article.pk)  # as who deletes it
        Article.objects.filter(pk=article.pk).update(headline="Snow")

    def save_the_front_page(*args):
        with transaction.atomic():
            curation.put(Arrangement(top=[Placed(article.pk)]))
        return "saved"

    assert post_during(change, SimpleNamespace(post=save_the_front_page), "", {}) == "saved"
    assert TopStory.objects.get().article.headline == "Snow"
    assert edition.current() != before


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_public_change_does_not_wait_for_another(admin_client):
    story, tag = make_article("Rain"), Tag.objects.create(name="Roads")
    make_article("Snow", tags=[tag])
    with connections["default"].copy().cursor() as other:
        other.execute("BEGIN")
        other.execute("UPDATE articles_tag SET name = 'Streets'")
        other.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what COMMIT does first: the edition has moved
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        before = edition.current()
        Article.objects.filter(pk=story.pk).update(headline="Hail")
        between = edition.current()
        other.execute("COMMIT")
        assert len({before, between, edition.current()}) == 3
        other.connection.close()


@only_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["save", "withdraw many", "delete many"])
def test_who_has_a_story_in_hand_keeps_nobody_from_pointing_at_it(admin_client, deed):
    article = make_article("Rain", published_at=timezone.now() + timedelta(days=1))
    address, data = reverse("admin:articles_article_changelist"), {"_selected_action": [article.pk], "index": 0}
    change = {
        "save": lambda: save(admin_client, article, headline="Snow"),
        "withdraw many": lambda: admin_client.post(address, data | {"action": "withdraw", "answer": "Wrong."}),
        "delete many": lambda: admin_client.post(address, data | {"action": "delete_selected"}),
    }[deed]
    with transaction.atomic():
        change()  # its locks last as long as this transaction
        with connections["default"].copy().cursor() as other:
            other.execute("SET lock_timeout = '5s'")
            other.execute("INSERT INTO articles_redirect (number, article_id) VALUES (999, %s)", [article.pk])
            other.connection.close()


@only_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["saves the story", "withdraws both"])
def test_an_import_and_an_editor_do_not_wait_for_each_other(admin_client, monkeypatch, tmp_path, deed):
    """The import has a story and wants what the editor has, another story or the names of tags; the editor wants it."""

    def run_import(**texts):
        import_seeds([write_seeds(tmp_path, **texts)], Vocabulary.load(settings.SEED_VOCABULARY))
        return Article.objects.order_by("-pk").first()

    evening, morning = {"headline": "Snow", "stamp": EVENING}, {"headline": "Rain", "stamp": MORNING}
    snow, rain = run_import(snow=seed_text(**evening)), run_import(rain=seed_text(**morning))
    both = {"action": "withdraw", "answer": "Wrong.", "_selected_action": [snow.pk, rain.pk], "index": 0}
    edit = {
        "saves the story": lambda: save(admin_client, rain, summary="It rains."),
        "withdraws both": lambda: admin_client.post(reverse("admin:articles_article_changelist"), both),
    }[deed]
    answers = []
    monkeypatch.setattr(Rows, "overwrite", then_start(Rows.overwrite, lambda: answers.append(edit())))
    dry, wet = (f"PanARMENIAN.Net - The festival of {place} opens." for place in ("wine", "Karabakh"))  # a new tag
    run_import(rain=seed_text(paragraphs=[dry], **morning), snow=seed_text(paragraphs=[wet], **evening))
    then_start.thread.join()
    expected = 200 if deed == "saves the story" else 302  # who saves is shown what the import has changed
    assert [(answer.status_code, AGAIN in answer.text) for answer in answers] == [(expected, False)]
    assert AGAIN not in texts(answers[0])
    assert Article.objects.filter(body__contains="festival").count() == 2
    assert Article.objects.get(tags__name="Karabakh").headline == "Snow"
