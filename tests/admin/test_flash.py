"""A flash: from a headline to the site in one small form, which is never saved twice."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Breaking, Front, FrontSlot, Section
from articles.models.sent_form import new_token
from articles.models.story_type import StoryType
from tests.support.factories import make_article, make_section, open_language

pytestmark = pytest.mark.django_db
FLASH = "/admin/articles/article/flash/"


@pytest.fixture
def editor(client):
    """An editor who is logged in."""
    account = User.objects.create_user("ani", is_staff=True)
    account.groups.set(Group.objects.filter(name="Editor"))
    client.force_login(account)
    make_section("Region")
    return account


def send(client, headline="Quake shakes Gyumri", **fields):
    fields.setdefault("once", new_token())
    return client.post(FLASH, {"headline": headline, "section": "", "_publish": "1", **fields}, follow=True)


def test_a_headline_is_on_the_site_at_once(client, editor):
    page = send(client)
    article = Article.objects.get()
    assert page.redirect_chain == [(f"{FLASH}?story={article.pk}", 302)]
    assert (article.story_type, article.state, article.headline) == (
        StoryType.FLASH,
        "published",
        "Quake shakes Gyumri",
    )
    assert reverse("admin:articles_article_change", args=[article.pk]) in page.text
    assert "Quake shakes Gyumri" in client.get("/latest/").text
    version = article.history.get()
    assert (version.history_user, version.history_change_reason) == (editor, "published")
    assert LogEntry.objects.get().get_change_message() == "Publish now: a flash."
    assert not FrontSlot.objects.exists()


def test_it_leads_the_front_page_and_the_lead_before_steps_back(client, editor):
    before = make_article("Before")
    FrontSlot.objects.create(place=0, article=before)
    send(client, lead="on")
    places = dict(FrontSlot.objects.values_list("place", "article__headline"))
    assert places == {0: "Quake shakes Gyumri", 1: "Before"}
    entry = Front.objects.first()
    assert (entry.by, entry.arrangement.slots[0].headline) == (editor, "Quake shakes Gyumri")


def test_a_second_that_is_pinned_keeps_its_place(client, editor):
    for place, name in enumerate(("Before", "Second")):
        FrontSlot.objects.create(place=place, article=make_article(name))
    send(client, lead="on")
    places = dict(FrontSlot.objects.values_list("place", "article__headline"))
    assert places == {0: "Quake shakes Gyumri", 1: "Second"}


def test_it_is_breaking_news_until_a_moment(client, editor):
    page = send(client, breaking="on", minutes="60")
    line = Breaking.objects.get()
    assert (line.text, line.article, line.by) == ("Quake shakes Gyumri", Article.objects.get(), editor)
    assert timedelta(minutes=59) < line.until - timezone.now() <= timedelta(hours=1)
    assert "It is breaking news until" in page.text
    assert f'name="end" value="{line.pk}"' in page.text


def test_breaking_news_without_an_end_or_with_one_that_is_not_offered_are_refused(client, editor):
    for minutes in ("", "7", "soon"):
        assert send(client, breaking="on", minutes=minutes).status_code == 200
    assert not Article.objects.exists()


def test_minutes_that_nobody_asked_for_are_not_read(client, editor):
    send(client, minutes="")
    assert (Article.objects.count(), Breaking.objects.count()) == (1, 0)


def test_there_is_no_question_about_what_a_flash_cannot_have(client, editor):
    assert "Before this goes onto the site" not in send(client).text


@pytest.mark.parametrize("minutes", [5, 59])
def test_a_headline_that_was_published_minutes_ago_is_asked_about_once(client, editor, minutes):
    make_article("Quake shakes Gyumri", published_at=timezone.now() - timedelta(minutes=minutes))
    page = send(client, lead="on")
    assert "A headline of the last hour is nearly the same:" in page.text
    assert (Article.objects.count(), page.context["form"]["headline"].value()) == (1, "Quake shakes Gyumri")
    send(client, lead="on", _publish=page.context["answer"], once=page.context["once"])
    assert Article.objects.count() == 2


def test_one_of_yesterday_is_not_asked_about(client, editor):
    make_article("Quake shakes Gyumri", published_at=timezone.now() - timedelta(hours=3))
    send(client)
    assert Article.objects.count() == 2


def test_a_form_that_is_sent_twice_makes_one_story(client, editor):
    token = new_token()
    pages = [send(client, once=token, lead="on", breaking="on", minutes="60") for _ in range(2)]
    assert (Article.objects.count(), Breaking.objects.count()) == (1, 1)
    assert pages[0].redirect_chain == pages[1].redirect_chain


def test_a_section_that_was_guessed_between_two_presses_makes_no_second_story(client, editor):
    token = new_token()
    send(client, once=token)
    send(client, once=token, section=make_section("Culture").pk, lead="on")
    assert Article.objects.get().section.name == "Region"


def test_the_same_text_in_a_second_form_makes_one_story(client, editor):
    send(client)
    send(client)
    assert Article.objects.count() == 1


def test_a_headline_that_was_taken_off_the_site_can_be_sent_again(client, editor):
    send(client)
    Article.objects.get().withdraw("Too early.")
    send(client)
    assert Article.objects.published().count() == 1


def test_another_text_in_a_form_that_made_a_story_is_a_second_story_after_a_press(client, editor):
    token = new_token()
    send(client, once=token)
    page = send(client, "Mayor resigns", once=token)
    assert "This form has made “Quake shakes Gyumri” already" in page.text
    assert (Article.objects.count(), page.context["form"]["headline"].value()) == (1, "Mayor resigns")
    assert page.context["once"] != token
    send(client, "Mayor resigns", once=page.context["once"])
    assert Article.objects.count() == 2


@pytest.mark.parametrize("headline", ["", "   ", "\u200b", "…", "x" * 301])
def test_a_headline_that_cannot_be_one_is_shown_again(client, editor, headline):
    page = send(client, headline, lead="on", once="a" * 22)
    assert page.context["form"].errors["headline"]
    assert 'name="lead" id="flash-lead" checked' in page.text
    assert page.context["once"] == "a" * 22
    assert not Article.objects.exists()


def test_what_the_database_refuses_is_shown_again_with_what_was_typed(client, editor, monkeypatch):
    def collide(article):
        raise IntegrityError("a duplicate")

    monkeypatch.setattr("articles.front.curation.lead_with", collide)
    page = send(client, lead="on")
    assert "Somebody else changed this at the same moment; nothing was saved." in page.text
    assert page.context["form"]["headline"].value() == "Quake shakes Gyumri"
    assert not Article.objects.exists()


def test_nonsense_in_a_choice_is_an_error_and_no_500(client, editor):
    for section in ("99999", "x", "9" * 30, "\0"):
        assert send(client, section=section).context["form"].errors["section"]
    for number in ("x", "0", "9" * 30):
        assert client.get(f"{FLASH}?story={number}").status_code == 404


# The section


def test_the_section_is_chosen_by_the_headline_or_by_hand(client, editor):
    culture, region = make_section("Culture"), make_section("Region")
    send(client, "Museum opens an exhibition of paintings")
    send(client, "Theatre festival opens with a concert", section=region.pk)
    assert dict(Article.objects.values_list("headline", "section")) == {
        "Museum opens an exhibition of paintings": culture.pk,
        "Theatre festival opens with a concert": region.pk,
    }


def test_where_no_word_speaks_for_one_it_is_that_which_the_account_uses_most(client, editor):
    make_section("Culture")
    roads = make_section("Roads")
    for _ in range(2):
        make_article(section=roads).history.update(history_user=editor)
    send(client, "It is so")
    assert Article.objects.get(headline="It is so").section == roads


def test_without_any_section_the_form_says_so(client, editor):
    Section.objects.all().delete()
    assert "There is no section yet." in send(client).text


def test_a_script_is_told_the_section_and_the_language(client, editor):
    culture = make_section("Culture")
    answer = client.get(f"{FLASH}section/", {"headline": "Museum opens an exhibition of paintings"})
    assert answer.json() == {"section": culture.pk, "language": "en"}


# Languages


def test_on_a_site_of_one_language_the_form_asks_for_none(client, editor):
    assert "language" not in client.get(FLASH).context["form"].fields
    send(client, "Землетрясение в Гюмри")
    assert Article.objects.get().language == "ru"


def test_on_one_of_several_the_flash_goes_to_its_language(client, editor):
    open_language("ru")
    send(client, "Землетрясение в Гюмри", language="ru", lead="on", breaking="on", minutes="15")
    article = Article.objects.get()
    assert (article.language, article.site_language, article.language_doubtful) == ("ru", "ru", False)
    assert (FrontSlot.objects.get().language, Breaking.objects.get().language) == ("ru", "ru")
    assert send(client, "Another one", language="de").context["form"].errors["language"]


# Who may


def test_the_header_has_it_for_those_who_may(client, editor):
    assert 'data-flash="' in client.get("/admin/").text
    client.logout()
    assert "data-flash" not in client.get("/admin/login/").text
    reporter = User.objects.create_user("gor", is_staff=True)
    reporter.groups.set(Group.objects.filter(name="Reporter"))
    client.force_login(reporter)
    assert "data-flash" not in client.get("/admin/").text
    assert client.get(FLASH).status_code == client.get(f"{FLASH}section/").status_code == 403
    assert send(client).status_code == 403


def test_who_may_publish_and_not_arrange_is_not_asked_for_a_place_and_gets_none(client):
    make_section()
    account = User.objects.create_user("ani", is_staff=True)
    account.user_permissions.set(
        Permission.objects.filter(codename__in=["add_article", "publish_article", "view_article"])
    )
    client.force_login(account)
    assert list(client.get(FLASH).context["form"].fields) == ["headline", "section"]
    send(client, lead="on", breaking="on", minutes="60")
    assert (Article.objects.count(), FrontSlot.objects.count(), Breaking.objects.count()) == (1, 0, 0)


def test_a_headline_that_gets_too_long_in_nfc_is_refused_with_its_length(client, editor):
    page = send(client, "\u0958" * 200)  # two letters each, once they are cleaned
    assert "It would have 400 characters; 300 are allowed." in page.text
    assert not Article.objects.exists()
