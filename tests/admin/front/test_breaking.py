"""Breaking news in the newsroom: set and ended in one press, by whom is on record."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles.models import Breaking
from tests.support.factories import make_article, make_breaking, make_section, open_language
from tests.support.newsroom import messages_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/breaking/"
DESK = "/admin/articles/front/"


@pytest.fixture
def editor(client):
    """An editor who is logged in."""
    account = User.objects.create_user("ani", is_staff=True)
    account.groups.set(Group.objects.filter(name="Editor"))
    client.force_login(account)
    make_section()
    return account


def announce(client, **fields):
    return client.post(
        PAGE, {"text": "Quake", "language": "en", "minutes": 60, "back": "/admin/", **fields}, follow=True
    )


@pytest.mark.parametrize("page", ["/admin/", DESK, PAGE])
def test_each_of_these_pages_sets_it_and_ends_it_in_one_press(client, editor, page):
    text = client.get(page).text
    assert 'name="set"' in text
    assert "No breaking news now." in text
    answer = announce(client, back=page)
    assert answer.redirect_chain == [(page, 302)]
    line = Breaking.objects.get()
    assert f'name="end" value="{line.pk}"' in answer.text
    assert "Quake" in client.get("/latest/").text
    answer = client.post(PAGE, {"end": line.pk, "back": page}, follow=True)
    assert (answer.redirect_chain, messages_of(answer)) == ([(page, 302)], ["“Quake” is off the pages."])
    assert "Quake" not in client.get("/latest/").text


def test_it_shows_for_an_hour_if_nothing_else_is_chosen(client, editor):
    assert client.get(PAGE).context["breaking"]["form"]["minutes"].value() == 60
    announce(client)
    assert timedelta(minutes=59) < Breaking.objects.get().until - timezone.now() <= timedelta(hours=1)


@pytest.mark.parametrize("minutes", ["", "0", "-5", "soon", "100000"])
def test_there_is_none_without_an_end(client, editor, minutes):
    page = announce(client, minutes=minutes)
    assert page.context["breaking"]["form"].errors["minutes"]
    assert page.context["breaking"]["form"]["text"].value() == "Quake"
    assert not Breaking.objects.exists()


def test_a_story_is_named_by_any_of_its_addresses_and_gives_its_headline(client, editor):
    story = make_article("Quake in Gyumri")
    for typed in (story.pk, f"#{story.pk}", f"https://example.org{story.get_absolute_url()}", f" /news/{story.pk}.md "):
        announce(client, text="", story=typed, minutes=30)
        line = Breaking.objects.first()
        assert (line.text, line.article) == ("Quake in Gyumri", story), typed


@pytest.mark.parametrize("typed", ["99999", "https://example.org/", "nothing", "9" * 40, "\0", "draft"])
def test_what_names_no_story_is_an_error_with_what_was_typed(client, editor, typed):
    typed = str(make_article(published_at=None).pk) if typed == "draft" else typed
    page = announce(client, story=typed)
    assert page.context["breaking"]["form"].errors["story"]
    assert "Quake" in page.text
    assert not Breaking.objects.exists()


def test_neither_words_nor_a_story_is_an_error(client, editor):
    assert announce(client, text="  ").context["breaking"]["form"].errors["text"]
    assert announce(client, text="…").context["breaking"]["form"].errors["text"]


def test_a_story_of_another_language_is_an_error_that_says_which(client, editor):
    open_language("ru")
    story = make_article("Землетрясение", language="ru")
    page = announce(client, story=story.pk)
    assert page.context["breaking"]["form"].errors["story"] == [
        "Readers find this story in Russian. Choose that language, or another story."
    ]
    announce(client, text="", story=story.pk, language="ru")
    assert Breaking.objects.get().language == "ru"


def test_one_that_waits_for_its_story_says_so(client, editor):
    story = make_article("Quake", published_at=timezone.now() + timedelta(hours=1))
    page = announce(client, story=story.pk)
    assert "It appears together with its story, which is scheduled." in messages_of(page)
    assert "Readers do not see it: its story is not on the site." in page.text


def test_a_double_press_makes_one(client, editor):
    for _ in range(2):
        announce(client)
    assert Breaking.objects.count() == 1


def test_one_that_has_ended_meanwhile_is_not_ended_in_place_of_the_next(client, editor):
    old = make_breaking("Old")
    make_breaking("New")
    for number in (old.pk, 99999, "x", ""):
        page = client.post(PAGE, {"end": number}, follow=True)
        assert messages_of(page) == ["This line had ended already, or another one had come."]
    assert Breaking.objects.standing().get().text == "New"


def test_the_record_says_who_set_and_ended_what(client, editor):
    gor = User.objects.create_user("gor")
    story = make_article("Quake in Gyumri")
    make_breaking("First", by=gor, article=story)
    make_breaking("Second", by=editor)
    Breaking.objects.end("en", gor)
    make_breaking("Third", by=gor)
    Breaking.objects.filter(text="Third").update(until=timezone.now())
    text = " ".join(client.get(PAGE).text.split('id="record"')[1].split())
    for said in ("<b>Third</b>", "<b>Second</b>", "<b>First</b> leads to", "by gor, ended", "by ani, ended"):
        assert said in text
    assert client.get(f"{PAGE}?page=x").status_code == 200


def test_it_leads_back_to_no_other_site(client, editor):
    for address in ("https://evil.example/", "//evil.example/admin/", "/news/1/"):
        assert announce(client, back=address).redirect_chain == [(PAGE, 302)]


def test_a_reporter_neither_sees_the_form_nor_sends_it(client):
    line = make_breaking("Quake", article=make_article())
    reporter = User.objects.create_user("gor", is_staff=True)
    reporter.groups.set(Group.objects.filter(name="Reporter"))
    client.force_login(reporter)
    assert 'name="set"' not in client.get("/admin/").text
    assert [client.get(PAGE).status_code, announce(client).status_code] == [403, 403]
    assert client.post(PAGE, {"end": line.pk}).status_code == 403
    assert Breaking.objects.get().ended_at is None


def test_a_line_that_gets_too_long_in_nfc_is_refused_with_its_length(client, editor):
    page = announce(client, text="\u0958" * 200)  # two letters each, once they are cleaned
    assert "It would have 400 characters; 300 are allowed." in page.text
    assert not Breaking.objects.exists()


def test_the_start_page_has_it_above_what_waits_only_while_a_line_stands(client, editor):
    def first(text: str) -> str:
        return min(("breaking-panel", "desk-columns"), key=text.index)

    assert first(client.get("/admin/").text) == "desk-columns"
    assert first(announce(client).text) == "breaking-panel"
