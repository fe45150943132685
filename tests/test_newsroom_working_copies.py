"""What is written and not saved is kept by the newsroom and offered again; and who else has a story open."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import editions
from articles.models import Article, WorkingCopy
from tests.factories import make_article, make_section
from tests.newsroom import ADD, CHANGE, article_fields, save

pytestmark = pytest.mark.django_db
KEEP = "admin:articles_article_keep"
NOW = datetime(2020, 10, 2, 10, 2, tzinfo=UTC)  # 14:02 by the site's clock
NEW = "new-abcdefgh1234"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def ani(client):
    """Another editor, logged in with `client`."""
    account = User.objects.create_superuser("ani", first_name="Ani", last_name="Sargsyan")
    client.force_login(account)
    return account


def keep(client, story, fields=None):
    """What the form sends every few seconds; None: nothing has changed."""
    data = {"_story": story.pk if isinstance(story, Article) else story}
    return client.post(reverse(KEEP), data | ({} if fields is None else {"_fields": fields}))


def written(article=None, **changes) -> str:
    return urlencode(article_fields(article, **changes), doseq=True)


def form_page(client, article=None, **data):
    address = reverse(CHANGE, args=[article.pk]) if article else reverse(ADD)
    return client.post(address, data) if data else client.get(address)


# Kept and offered


def test_unsaved_text_is_kept_with_its_time_and_changes_nothing_else(admin_client, admin_user):
    article = make_article("Rain")
    before, edition = Article.objects.values().get(), editions.current()
    answer = keep(admin_client, article, written(article, headline="Snow"))
    assert answer.json() == {"kept": "14:02", "others": []}
    copy = WorkingCopy.objects.get()
    assert (copy.account, copy.article, copy.kept_at) == (admin_user, article, NOW)
    assert (Article.objects.values().get(), article.history.count()) == (before, 1)
    assert editions.current() == edition


def test_it_is_offered_with_what_differs_to_whoever_wrote_it_alone(admin_client, client, ani):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    page = form_page(admin_client, article)
    assert "You have unsaved text, " in page.text
    assert "October 2, 2020 - 14:02 AMT" in page.text
    assert [difference.name for difference in page.context["offers"][0].differences] == ["Headline"]
    assert page.context["adminform"].form["headline"].value() == "Rain"
    assert form_page(client, article).context["offers"] == []


def test_taken_up_it_fills_the_form_and_saves_nothing(admin_client):
    article, section = make_article("Rain", tags=["Weather"]), make_section("Roads")
    fields = written(article, headline="Snow", section=section.pk, tags=[], body="<p>It snows.</p>")
    keep(admin_client, article, fields + "&_publish=1")
    page = form_page(admin_client, article, _take_up=article.pk)
    form = page.context["adminform"].form
    assert (form["headline"].value(), form["section"].value(), form["tags"].value()) == ("Snow", str(section.pk), [])
    assert "Your unsaved text is back in the form. Nothing of it is saved yet." in page.text
    assert "Please correct" not in page.text
    assert (Article.objects.get().headline, WorkingCopy.objects.count()) == ("Rain", 1)


def test_text_that_this_browser_kept_is_taken_up_likewise(admin_client):
    article = make_article("Rain")
    page = form_page(admin_client, article, _take_up=article.pk, _fields=written(article, headline="Snow"))
    assert page.context["adminform"].form["headline"].value() == "Snow"
    assert Article.objects.get().headline == "Rain"


def test_text_of_an_older_version_meets_the_newer_one(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    article.headline = "Hail"
    article.save()
    page = form_page(admin_client, article, _take_up=article.pk)
    assert page.context["conflict"].differences[0].name == "Headline"
    assert page.context["adminform"].form["headline"].value() == "Snow"


def test_discarded_it_is_gone(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    answer = form_page(admin_client, article, _discard=article.pk)
    assert answer["Location"] == reverse(CHANGE, args=[article.pk])
    assert not WorkingCopy.objects.exists()


def test_saving_the_story_lets_the_own_copy_go_and_not_anothers(admin_client, client, ani):
    article = make_article("Rain")
    for one in (admin_client, client):
        keep(one, article, written(article, headline="Snow"))
    save(admin_client, article, headline="Snow")
    assert [copy.account for copy in WorkingCopy.objects.all()] == [ani]


def test_a_save_that_is_refused_keeps_the_copy(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline=""))
    save(admin_client, article, headline="")
    assert WorkingCopy.objects.exists()


# New stories


def test_each_new_story_is_offered_and_taken_up_under_its_own_name(admin_client):
    keep(admin_client, NEW, written(headline="Rain"))
    keep(admin_client, "new-zyxwvuts9876", written(headline="Snow"))
    page = form_page(admin_client)
    assert {offer.headline for offer in page.context["offers"]} == {"Rain", "Snow"}
    page = form_page(admin_client, _take_up=NEW)
    assert (page.context["story"], page.context["adminform"].form["headline"].value()) == (NEW, "Rain")
    assert "This field is required" not in page.text


def test_a_new_story_that_is_saved_is_offered_no_more(admin_client):
    keep(admin_client, NEW, written(headline="Rain"))
    save(admin_client, None, headline="Rain", section=make_section().pk, _story=NEW)
    assert Article.objects.get().headline == "Rain"
    assert form_page(admin_client).context["offers"] == []


def test_text_of_a_story_that_was_deleted_is_offered_as_a_new_one(admin_client):
    article = make_article("Rain", published_at=None)
    keep(admin_client, article, written(article, headline="Snow"))
    article.delete()
    offers = form_page(admin_client).context["offers"]
    assert [offer.headline for offer in offers] == ["Snow"]
    page = form_page(admin_client, _take_up=offers[0].copy.story)
    assert page.context["story"].startswith("new-")
    assert WorkingCopy.objects.get().story == page.context["story"]


# Who else


def test_who_else_has_the_story_open_is_named_until_a_minute_without_a_sign(admin_client, client, ani, clock):
    article = make_article("Rain")
    keep(client, article)
    clock.move_to(NOW + timedelta(seconds=50), tick=False)
    assert keep(admin_client, article).json()["others"] == ["Ani Sargsyan, since 14:02"]
    assert "Open elsewhere: Ani Sargsyan, since 14:02" in form_page(admin_client, article).text
    clock.move_to(NOW + timedelta(seconds=70), tick=False)
    assert keep(admin_client, article).json()["others"] == []


def test_who_comes_back_is_there_since_then(admin_client, client, ani, clock):
    article = make_article("Rain")
    keep(client, article)
    clock.move_to(NOW + timedelta(hours=2), tick=False)
    keep(client, article)
    assert keep(admin_client, article).json()["others"] == ["Ani Sargsyan, since 16:02"]


def test_a_sign_of_life_keeps_the_text(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, "headline=Snow")
    keep(admin_client, article)
    assert WorkingCopy.objects.get().fields == "headline=Snow"


# Limits


def test_too_often_and_too_much_is_not_kept(admin_client, clock):
    article = make_article()
    assert keep(admin_client, article, "headline=1").status_code == 200
    assert keep(admin_client, article, "headline=2").json() == {"kept": None, "others": []}
    clock.move_to(NOW + timedelta(seconds=2), tick=False)
    assert keep(admin_client, article, "x" * 500_001).status_code == 413
    assert WorkingCopy.objects.get().fields == "headline=1"


def test_old_ones_go_and_new_stories_are_no_more_than_twenty(admin_client, admin_user, clock):
    keep(admin_client, NEW, "headline=Rain")
    clock.move_to(NOW + timedelta(days=7, seconds=1), tick=False)
    admin_client.force_login(admin_user)  # no session lasts as long
    assert form_page(admin_client).context["offers"] == []
    for number in range(22):
        keep(admin_client, f"new-{number:08}", "headline=Snow")
    assert WorkingCopy.objects.count() == 20
    assert not WorkingCopy.objects.filter(story=NEW).exists()


@pytest.mark.parametrize("story", ["", "x", "new-", "new-<b>aaaaaaaa", "new-" + "a" * 60, "-1"])
def test_what_is_no_story_is_refused(admin_client, story):
    assert keep(admin_client, story, "headline=Rain").status_code == 400


@pytest.mark.parametrize("story", ["0", "987654321"])
def test_a_story_that_is_gone_is_not_found(admin_client, story):
    assert keep(admin_client, story, "headline=Rain").status_code == 404


@pytest.mark.parametrize(
    "fields", ["", "%ff&&=&headline", "tags=x&section=9999999999999999999999&bylines-TOTAL_FORMS=x"]
)
def test_fields_that_fit_no_form_are_shown_as_they_are(admin_client, fields):
    article = make_article("Rain")
    assert form_page(admin_client, article, _take_up=article.pk, _fields=fields).status_code == 200
    assert Article.objects.get().headline == "Rain"


def test_nobody_takes_up_what_another_wrote(admin_client, client, ani):
    article = make_article("Rain")
    keep(client, article, written(article, headline="Secret"))
    assert "Secret" not in form_page(admin_client, article, _take_up=article.pk).text
    form_page(admin_client, article, _discard=article.pk)
    assert WorkingCopy.objects.count() == 1


def test_only_a_form_of_ours_sends(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert keep(client, NEW, "headline=Rain").status_code == 403


def test_whoever_is_logged_out_is_shown_to_the_door(client):
    answer = keep(client, NEW, "headline=Rain")
    assert (answer.status_code, answer["Location"].startswith("/admin/login/")) == (302, True)


@pytest.mark.parametrize("name", ["a\0b", "new-", "x" * 5000, "-1", "9" * 30])
def test_what_no_form_calls_a_story_names_no_copy(admin_client, name):
    keep(admin_client, NEW, written(headline="Snow"))
    assert keep(admin_client, name, "headline=Hail").status_code == 400
    assert form_page(admin_client, _discard=name).status_code == 302
    assert form_page(admin_client, _take_up=name).status_code == 200
    assert WorkingCopy.objects.get().story == NEW


def test_what_no_form_writes_is_not_kept(admin_client):
    assert keep(admin_client, NEW, "headline=a\0b").status_code == 400
    assert keep(admin_client, NEW, "headline=a%00b").status_code == 200
    assert form_page(admin_client, _take_up=NEW).status_code == 200
