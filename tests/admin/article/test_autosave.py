"""What is written and not saved is kept by the newsroom and offered again; and who else has a story open."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group, User
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from articles.database import edition as editions
from articles.models import Article, WorkingCopy
from tests.support.factories import make_article, make_section
from tests.support.newsroom import ADD, CHANGE, article_fields, save

pytestmark = pytest.mark.django_db
KEEP = "admin:articles_article_keep"
NOW = datetime(2020, 10, 2, 10, 2, tzinfo=UTC)  # 14:02 by the site's clock
ONE, OTHER = "form-aaaaaaaaaaaa", "form-bbbbbbbbbbbb"  # two forms that are open


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


def keep(client, article=None, fields=None, form=ONE, **more):
    """What the form sends every few seconds; `fields` None: nothing has changed; `article` None: a new story."""
    data = {"_story": article.pk if article else "", "_form": form, **more}
    return client.post(reverse(KEEP), data | ({} if fields is None else {"_fields": fields}))


def written(article=None, **changes) -> str:
    return urlencode(article_fields(article, **changes), doseq=True)


def form_page(client, article=None, **data):
    address = reverse(CHANGE, args=[article.pk]) if article else reverse(ADD)
    return client.post(address, data) if data else client.get(address)


def kept() -> dict[str, str]:
    """Which headline is kept of which form."""
    return {copy.form: QueryDict(copy.fields).get("headline", "") for copy in WorkingCopy.objects.exclude(fields="")}


def offered(page) -> list[str]:
    return [offer.headline for offer in page.context["offers"]]


# Kept and offered


def test_unsaved_text_is_kept_with_its_time_and_changes_nothing_else(admin_client, admin_user):
    article = make_article("Rain")
    before, edition = Article.objects.values().get(), editions.current()
    answer = keep(admin_client, article, written(article, headline="Snow"))
    assert answer.json() == {"kept": "14:02", "holds": True, "others": []}
    copy = WorkingCopy.objects.get()
    assert (copy.account, copy.article, copy.form, copy.kept_at) == (admin_user, article, ONE, NOW)
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
    assert offered(form_page(client, article)) == []


def test_taken_up_it_fills_the_form_and_saves_nothing(admin_client):
    article, section = make_article("Rain", tags=["Weather"]), make_section("Roads")
    fields = written(article, headline="Snow", section=section.pk, tags=[], body="<p>It snows.</p>")
    keep(admin_client, article, fields + "&_publish=1")
    page = form_page(admin_client, article, _take_up=ONE)
    form = page.context["adminform"].form
    assert (form["headline"].value(), form["section"].value(), form["tags"].value()) == ("Snow", str(section.pk), [])
    assert "Your unsaved text is back in the form. Nothing of it is saved yet." in page.text
    assert "Please correct" not in page.text
    assert (Article.objects.get().headline, kept()) == ("Rain", {page.context["form_name"]: "Snow"})


def test_a_draft_with_a_time_is_taken_up_without_the_warnings_of_publishing(admin_client):
    article = make_article("Rain", published_at=None)
    keep(admin_client, article, written(article, headline="Snow", published_at=NOW + timedelta(days=1)))
    page = form_page(admin_client, article, _take_up=ONE)
    assert page.context["adminform"].form["headline"].value() == "Snow"
    assert "Publish anyway" not in page.text
    assert "Schedule anyway" not in page.text


def test_a_correction_that_was_begun_is_kept_and_taken_up(admin_client):
    article = make_article("Rain")
    rows = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-kind": "update"}
    keep(admin_client, article, written(article, **rows, **{"corrections-0-text": "It rained in Vanadzor."}))
    page = form_page(admin_client, article, _take_up=ONE)
    assert "It rained in Vanadzor." in page.text


def test_text_that_this_browser_kept_is_taken_up_likewise(admin_client):
    article = make_article("Rain")
    page = form_page(admin_client, article, _take_up_here=ONE, _fields=written(article, headline="Snow"))
    assert page.context["adminform"].form["headline"].value() == "Snow"
    assert Article.objects.get().headline == "Rain"


def test_text_of_an_older_version_meets_the_newer_one(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    article.headline = "Hail"
    article.save()
    page = form_page(admin_client, article, _take_up=ONE)
    assert page.context["conflict"].differences[0].name == "Headline"
    assert page.context["adminform"].form["headline"].value() == "Snow"


def test_discarded_it_is_gone(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    answer = form_page(admin_client, article, _discard=ONE)
    assert answer["Location"] == reverse(CHANGE, args=[article.pk])
    assert not WorkingCopy.objects.exists()


def test_it_is_discarded_without_leaving_the_page(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    assert keep(admin_client, _discard=ONE).status_code == 204
    assert kept() == {}


def test_what_was_written_on_since_the_page_was_made_is_not_discarded(admin_client, clock):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    shown = form_page(admin_client, article).context["offers"][0].copy.kept_at.isoformat()
    clock.move_to(NOW + timedelta(minutes=5), tick=False)
    keep(admin_client, article, written(article, headline="Snow and hail"))
    assert keep(admin_client, _discard=ONE, _kept_at=shown).status_code == 409
    form_page(admin_client, article, _discard=ONE, _kept_at=shown)
    assert "This text was written on since you looked" in form_page(admin_client, article).text
    assert kept() == {ONE: "Snow and hail"}
    assert keep(admin_client, _discard=ONE, _kept_at=(NOW + timedelta(minutes=5)).isoformat()).status_code == 204
    assert kept() == {}


def test_what_was_undone_is_offered_no_more(admin_client, clock):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    clock.move_to(NOW + timedelta(seconds=2), tick=False)
    assert keep(admin_client, article, "").json()["holds"] is False
    assert offered(form_page(admin_client, article)) == []


# A copy belongs to its form


def test_another_form_neither_overwrites_nor_lets_go_what_waits(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    keep(admin_client, article, written(article, headline="Hail"), form=OTHER)
    assert kept() == {ONE: "Snow", OTHER: "Hail"}
    save(admin_client, article, headline="Hail", _form=OTHER)
    assert (article.headline, kept()) == ("Hail", {ONE: "Snow"})


def test_saving_lets_the_own_copy_go_and_nobody_elses(admin_client, client, ani):
    article = make_article("Rain")
    for one in (admin_client, client):
        keep(one, article, written(article, headline="Snow"))
    save(admin_client, article, headline="Snow", _form=ONE)
    assert [copy.account for copy in WorkingCopy.objects.all()] == [ani]


def test_a_form_without_a_name_lets_nothing_go(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    save(admin_client, article, headline="Hail")
    assert kept() == {ONE: "Snow"}


def test_every_page_gives_its_form_a_name_of_its_own(admin_client):
    article = make_article("Rain")
    names = [form_page(admin_client, one).context["form_name"] for one in (article, article, None, None)]
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"form-[\w-]{16}", name) for name in names)


def test_several_wait_side_by_side_and_the_others_stay_when_one_is_taken_up(admin_client, clock):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    clock.move_to(NOW + timedelta(minutes=1), tick=False)
    keep(admin_client, article, written(article, headline="Hail"), form=OTHER)
    assert [offer.copy.form for offer in form_page(admin_client, article).context["offers"]] == [OTHER, ONE]
    page = form_page(admin_client, article, _take_up=ONE)
    assert page.context["adminform"].form["headline"].value() == "Snow"
    assert [offer.copy.form for offer in page.context["offers"]] == [OTHER]
    assert kept() == {page.context["form_name"]: "Snow", OTHER: "Hail"}


@pytest.mark.parametrize("fault", [{"headline": ""}, {"version": "0"}])
def test_a_save_that_is_refused_hands_the_copy_to_the_form_that_is_shown(admin_client, fault):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    keep(admin_client, article, written(article, headline="Hail"), form=OTHER)
    page = save(admin_client, article, **{"headline": "Snow", "_form": ONE, **fault})
    name = page.context["form_name"]
    assert kept() == {name: "Snow", OTHER: "Hail"}
    assert [offer.copy.form for offer in page.context["offers"]] == [OTHER]
    save(admin_client, article, headline="Snow", _form=name)
    assert kept() == {OTHER: "Hail"}


def test_a_refused_save_that_is_sent_again_leaves_what_was_typed_after_it(admin_client):
    """As when the page is reloaded: it has the older text, and a name of its own."""
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline=""))
    first = save(admin_client, article, headline="", _form=ONE).context["form_name"]
    keep(admin_client, article, written(article, headline="Snow"), form=first, _leaving=1)
    page = save(admin_client, article, headline="", _form=ONE)
    assert page.context["form_name"] != first
    assert kept() == {first: "Snow"}
    assert [offer.copy.form for offer in page.context["offers"]] == [first]


def test_taken_up_again_in_another_window_nothing_is_lost(admin_client, clock):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    fields = written(article, headline="Snow")
    first = form_page(admin_client, article, _take_up=ONE, _fields=fields).context["form_name"]
    clock.move_to(NOW + timedelta(minutes=1), tick=False)
    keep(admin_client, article, written(article, headline="Snow and hail"), form=first)
    page = form_page(admin_client, article, _take_up=ONE, _fields=fields)  # of a page made before
    assert page.context["adminform"].form["headline"].value() == "Snow"
    assert kept() == {first: "Snow and hail"}
    assert [offer.copy.form for offer in page.context["offers"]] == [first]


def test_what_was_written_on_since_the_page_was_made_is_taken_up_as_it_is_now(admin_client, clock):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    clock.move_to(NOW + timedelta(minutes=1), tick=False)
    keep(admin_client, article, written(article, headline="Snow and hail"))
    page = form_page(admin_client, article, _take_up=ONE, _fields=written(article, headline="Snow"))
    assert page.context["adminform"].form["headline"].value() == "Snow and hail"


def test_of_one_form_the_browser_has_the_newer_text(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    page = form_page(admin_client, article, _take_up_here=ONE, _fields=written(article, headline="Snow and hail"))
    assert page.context["adminform"].form["headline"].value() == "Snow and hail"
    assert list(kept()) == [page.context["form_name"]]


def test_the_form_learns_that_its_copy_was_discarded(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Snow"))
    assert keep(admin_client, article).json()["holds"] is True
    form_page(admin_client, article, _discard=ONE)
    assert keep(admin_client, article).json()["holds"] is False


def test_whoever_may_not_write_any_more_can_still_read_what_they_wrote(client):
    account = User.objects.create_user("gor", password="x", is_staff=True)
    account.groups.add(Group.objects.get(name="Reporter"))
    client.force_login(account)
    article = make_article("Rain", published_at=None)
    article.history.update(history_user=account)
    keep(client, article, written(article, headline="Snow"))
    article.publish()
    page = form_page(client, article)
    assert (page.context["has_change_permission"], offered(page)) == (False, ["Snow"])
    assert "You may not change this story any more" in page.text
    assert "Take it up" not in page.text
    form_page(client, article, _discard=ONE)
    assert kept() == {}


def test_a_page_of_another_account_keeps_nothing_here(admin_client, ani):
    """Somebody else has logged in with the same browser since: the text is not theirs."""
    assert keep(admin_client, None, written(headline="Rain"), _account=ani.pk).status_code == 403
    assert not WorkingCopy.objects.exists()


# Pages of the release before, which are open still


def test_a_form_of_before_keeps_its_copy_under_the_story_and_lets_it_go(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, written(article, headline="Hail"))
    for story, fields in ((article.pk, "headline=Snow"), ("new-abcdefgh1234", "headline=Wind")):
        assert admin_client.post(reverse(KEEP), {"_story": story, "_fields": fields}).status_code == 200
    assert kept() == {ONE: "Hail", str(article.pk): "Snow", "new-abcdefgh1234": "Wind"}
    assert offered(form_page(admin_client)) == ["Wind"]
    save(admin_client, article, headline="Snow", _story=article.pk)
    assert kept() == {ONE: "Hail", "new-abcdefgh1234": "Wind"}


# New stories


def test_each_new_story_is_offered_and_taken_up_by_itself(admin_client):
    keep(admin_client, None, written(headline="Rain"))
    keep(admin_client, None, written(headline="Snow"), form=OTHER)
    assert set(offered(form_page(admin_client))) == {"Rain", "Snow"}
    page = form_page(admin_client, _take_up=ONE)
    assert page.context["adminform"].form["headline"].value() == "Rain"
    assert "This field is required" not in page.text
    assert kept() == {page.context["form_name"]: "Rain", OTHER: "Snow"}


def test_a_new_story_that_is_saved_is_offered_no_more_and_the_others_are(admin_client):
    keep(admin_client, None, written(headline="Rain"))
    keep(admin_client, None, written(headline="Snow"), form=OTHER)
    save(admin_client, None, headline="Rain", section=make_section().pk, _form=ONE)
    assert Article.objects.get().headline == "Rain"
    assert offered(form_page(admin_client)) == ["Snow"]


def test_text_of_a_story_that_was_deleted_is_offered_as_a_new_one(admin_client):
    article = make_article("Rain", published_at=None)
    keep(admin_client, article, written(article, headline="Snow"))
    article.delete()
    assert offered(form_page(admin_client)) == ["Snow"]
    page = form_page(admin_client, _take_up=ONE)
    assert kept() == {page.context["form_name"]: "Snow"}
    save(admin_client, None, headline="Snow", section=make_section().pk, _form=page.context["form_name"])
    assert kept() == {}


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


def test_who_has_it_open_twice_is_named_once(admin_client, client, ani, clock):
    article = make_article("Rain")
    keep(client, article)
    clock.move_to(NOW + timedelta(seconds=50), tick=False)
    keep(client, article, form=OTHER)
    assert keep(admin_client, article).json()["others"] == ["Ani Sargsyan, since 14:02"]


def test_a_sign_of_life_keeps_the_text(admin_client):
    article = make_article("Rain")
    keep(admin_client, article, "headline=Snow")
    keep(admin_client, article)
    assert WorkingCopy.objects.get().fields == "headline=Snow"


# Limits


def test_too_often_and_too_much_is_not_kept(admin_client, clock):
    article = make_article()
    assert keep(admin_client, article, "headline=1").status_code == 200
    assert keep(admin_client, article, "headline=2").json() == {"kept": None, "holds": True, "others": []}
    clock.move_to(NOW + timedelta(seconds=2), tick=False)
    assert keep(admin_client, article, "x" * 500_001).status_code == 413
    assert kept() == {ONE: "1"}


def test_what_a_page_holds_that_is_left_is_kept_however_soon(admin_client):
    article = make_article()
    keep(admin_client, article, "headline=1")
    assert keep(admin_client, article, "headline=2", _leaving=1).json()["kept"] == "14:02"
    assert kept() == {ONE: "2"}


def test_text_goes_seven_days_after_its_form_was_last_open_and_the_page_says_so(admin_client, admin_user, clock):
    keep(admin_client, None, "headline=Rain")
    clock.move_to(NOW + timedelta(days=1), tick=False)
    admin_client.force_login(admin_user)  # no session lasts as long
    keep(admin_client, None)
    page = form_page(admin_client)
    assert "at the longest until <time" in page.text
    assert "October 10, 2020 - 14:02 AMT" in page.text
    assert "Unsaved text is kept for 7 days after its form was last open" in page.text
    assert "at most 20 texts of a story, and of new stories 20 together" in page.text
    clock.move_to(NOW + timedelta(days=8), tick=False)
    admin_client.force_login(admin_user)
    keep(admin_client, None, form=OTHER)
    assert kept() == {ONE: "Rain"}
    clock.move_to(NOW + timedelta(days=8, seconds=1), tick=False)
    assert offered(form_page(admin_client)) == []
    keep(admin_client, None, form="form-cccccccccccc")
    assert kept() == {}


@pytest.mark.parametrize("new", [False, True])
def test_the_twenty_first_text_is_refused_and_none_that_waits_makes_room(admin_client, client, ani, new, clock):
    article, elsewhere = make_article(), make_article()
    of = None if new else article
    for number in range(20):
        assert keep(admin_client, of, f"headline={number}", form=f"form-{number:08}").status_code == 200
    assert keep(admin_client, of, "headline=21").status_code == 409
    assert sorted(map(int, kept().values())) == list(range(20))
    assert keep(admin_client, of).status_code == 200  # an open form without text takes no place
    assert keep(client, of, "headline=of another account").status_code == 200
    assert keep(admin_client, elsewhere, "headline=of another story").status_code == 200
    clock.move_to(NOW + timedelta(seconds=2), tick=False)
    assert keep(admin_client, of, "headline=on", form="form-00000007").status_code == 200
    form_page(admin_client, of, _discard="form-00000003")
    assert keep(admin_client, of, "headline=21", form=OTHER).status_code == 200


def test_forms_that_were_only_opened_leave_no_rows(admin_client, clock):
    article = make_article()
    keep(admin_client, article)
    clock.move_to(NOW + timedelta(seconds=61), tick=False)
    keep(admin_client, article, form=OTHER)
    assert [copy.form for copy in WorkingCopy.objects.all()] == [OTHER]


@pytest.mark.parametrize("story", ["x", "new-", "new-<b>aaaaaaaa", "new-" + "a" * 60, "-1"])
def test_what_is_no_story_is_refused(admin_client, story):
    for data in ({"_story": story}, {"_story": story, "_form": ONE}):
        assert admin_client.post(reverse(KEEP), data | {"_fields": "headline=Rain"}).status_code == 400


@pytest.mark.parametrize("story", ["0", "987654321"])
def test_a_story_that_is_gone_is_not_found(admin_client, story):
    data = {"_story": story, "_form": ONE, "_fields": "headline=Rain"}
    assert admin_client.post(reverse(KEEP), data).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_deleted_while_its_copy_arrives_is_not_found(admin_client, monkeypatch):
    article = make_article("Rain", published_at=None)
    reads = ModelAdmin.get_object

    def read_what_goes_at_once(*given):
        found = reads(*given)
        Article.objects.all().delete()
        return found

    monkeypatch.setattr(ModelAdmin, "get_object", read_what_goes_at_once)
    assert keep(admin_client, article, "headline=Snow").status_code == 404
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize(
    "fields", ["", "%ff&&=&headline", "tags=x&section=9999999999999999999999&bylines-TOTAL_FORMS=x"]
)
def test_fields_that_fit_no_form_are_shown_as_they_are(admin_client, fields):
    article = make_article("Rain")
    assert form_page(admin_client, article, _take_up_here=ONE, _fields=fields).status_code == 200
    assert Article.objects.get().headline == "Rain"


def test_nobody_takes_up_what_another_wrote_nor_lets_it_go(admin_client, client, ani):
    article = make_article("Rain")
    keep(client, article, written(article, headline="Secret"))
    assert "Secret" not in form_page(admin_client, article, _take_up=ONE).text
    assert "Secret" not in form_page(admin_client, article, _take_up_here=ONE).text
    form_page(admin_client, article, _discard=ONE)
    keep(admin_client, article, written(article, headline="Snow"))
    save(admin_client, article, headline="Hail", _form=ONE)
    assert kept() == {ONE: "Secret"}


def test_only_a_form_of_ours_sends(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert keep(client, None, "headline=Rain").status_code == 403


def test_whoever_is_logged_out_is_sent_to_the_log_in_page(client):
    answer = keep(client, None, "headline=Rain")
    assert (answer.status_code, answer["Location"].startswith("/admin/login/")) == (302, True)


@pytest.mark.parametrize("name", ["a\0b", "", "form-", "x" * 5000, "-1", "9" * 30, "form-ձյունձյուն"])
def test_what_no_page_calls_a_form_names_no_copy(admin_client, name):
    keep(admin_client, None, written(headline="Snow"))
    assert keep(admin_client, None, "headline=Hail", form=name).status_code == 400
    assert form_page(admin_client, _discard=name).status_code == 302
    assert form_page(admin_client, _take_up=name).status_code == 200
    assert form_page(admin_client, _take_up_here=name).status_code == 200
    assert kept() == {ONE: "Snow"}


def test_what_no_form_writes_is_not_kept(admin_client):
    assert keep(admin_client, None, "headline=a\0b").status_code == 400
    assert keep(admin_client, None, "headline=a%00b").status_code == 200
    assert form_page(admin_client, _take_up=ONE).status_code == 200
