"""A site with stories takes the schema changes of a later release, and goes on being searched and counted."""

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles import search
from articles.database import edition
from articles.models import Author, Photo, WorkingCopy
from articles.search.query_parser import parse
from tests.support.factories import make_article, make_photo, make_top_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _back_to_this_release():
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.usefixtures("_back_to_this_release")
def test_a_rebuilt_table_keeps_its_rows_and_its_triggers():
    article = make_article("Rain", tags=["Weather"])
    make_top_story(article)
    call_command("migrate", "articles", "0004_roles", verbosity=0)
    call_command("migrate", verbosity=0)
    assert search.numbers(connection, parse("rain"), search.Scope(tag="weather")) == [article.pk]
    before = edition.current()
    article.headline = "Snow"
    article.save()
    assert edition.current() != before
    assert search.numbers(connection, parse("snow")) == [article.pk]


@pytest.mark.usefixtures("_back_to_this_release")
def test_texts_that_wait_survive_and_the_release_before_may_write_meanwhile(admin_client, admin_user):
    story = make_article("Rain")
    call_command("migrate", "articles", "0012_changed_covered", verbosity=0)
    insert = "INSERT INTO articles_workingcopy (account_id, article_id, story, fields, opened_at, seen_at, kept_at)"
    values = "VALUES (%s, %s, %s, %s, %s, %s, %s)"
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"{insert} {values}", [admin_user.pk, story.pk, str(story.pk), "headline=Snow", now, now, now])
        call_command("migrate", verbosity=0)
        cursor.execute(f"{insert} {values}", [admin_user.pk, None, "new-abcdefgh1234", "headline=Hail", now, now, now])
    assert WorkingCopy.objects.get(article=story).form == str(story.pk)
    address = reverse("admin:articles_article_change", args=[story.pk])
    assert [one.headline for one in admin_client.get(address).context["offers"]] == ["Snow"]
    page = admin_client.post(address, {"_take_up": story.pk})
    assert page.context["adminform"].form["headline"].value() == "Snow"
    new = admin_client.get(reverse("admin:articles_article_add"))
    assert [one.headline for one in new.context["offers"]] == ["Hail"]


@pytest.mark.usefixtures("_back_to_this_release")
def test_the_log_says_who_added_the_photos_of_earlier_releases(admin_user):
    gor = User.objects.create_user("gor")
    of_gor, of_admin, changed, _ = (make_photo() for _ in range(4))
    author = Author.objects.create(name="Gor", account=gor, photo=of_gor)
    make_article(photo=of_gor)
    for account, photo, flag in ((gor, of_gor, ADDITION), (admin_user, of_admin, ADDITION), (gor, changed, CHANGE)):
        LogEntry.objects.log_actions(account.pk, [photo], flag, "", single_object=True)
    LogEntry.objects.log_actions(gor.pk, [author], ADDITION, "", single_object=True)
    LogEntry.objects.create(
        user=gor, content_type=ContentType.objects.get_for_model(of_gor), object_id="x", action_flag=ADDITION
    )
    call_command("migrate", "articles", "0015_photo_chores", verbosity=0)
    call_command("migrate", verbosity=0)
    assert list(Photo.objects.order_by("pk").values_list("added_by", flat=True)) == [
        *(gor.pk, admin_user.pk, None, None)
    ]
    author.refresh_from_db()
    assert (author.name, author.account, author.photo) == ("Gor", None, of_gor)
    before = edition.current()
    Photo.objects.update(caption="By night")
    assert edition.current() != before


def test_a_migrate_with_nothing_to_do_leaves_the_edition_as_it_is():
    make_article("Rain")
    before = edition.current()
    call_command("migrate", verbosity=0)
    assert edition.current() == before
