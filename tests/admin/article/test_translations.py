"""Language versions in the newsroom: translate, link, unlink, check; one version in each language."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.models import Article, Author, Correction, Language, ShownPhoto, Tag, Translation
from articles.models.languages.linking import link
from tests.support.factories import make_article, make_bylines, make_photo, make_section, show
from tests.support.newsroom import CHANGE, messages_of, save, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def languages():
    Language.objects.create(tag="ru").open()
    Language.objects.create(tag="hy")  # prepared, not open


def page_of(article):
    return reverse("admin:articles_article_versions", args=[article.pk])


def press(client, article, **pressed):
    return client.post(page_of(article), pressed, follow=True)


def reporter(client):
    account = User.objects.create_user("ani", is_staff=True)
    account.groups.add(Group.objects.get(name="Reporter"))
    client.force_login(account)
    return account


def pair(**fields):
    source, article = make_article("Rain", language="en"), make_article("Дождь", language="ru", **fields)
    link(article, source)
    for one in (source, article):
        one.refresh_from_db()
    return source, article


def test_the_form_offers_the_languages_that_are_missing(admin_client):
    source = make_article("Rain", language="en")
    page = admin_client.get(reverse(CHANGE, args=[source.pk]))
    assert [offer.name for offer in page.context["translate_into"]] == ["Russian", "Armenian"]
    assert "Translate into Russian" in page.text
    russian = make_article("Дождь", language="ru-KZ")
    page = admin_client.get(reverse(CHANGE, args=[russian.pk]))
    assert [offer.name for offer in page.context["translate_into"]] == ["English", "Armenian"]


def test_a_site_of_one_language_shows_nothing_of_it(admin_client):
    Language.objects.all().delete()
    page = admin_client.get(reverse(CHANGE, args=[make_article().pk])).text
    assert "Translate into" not in page
    assert "Language versions" not in page


def test_translate_makes_a_draft_with_all_that_is_not_language(admin_client, admin_user):
    author = Author.objects.create(name="Translator", account=admin_user)
    rain = Tag.objects.create(name="Rain")
    source = make_article(
        "Rain",
        language="en",
        summary="It rains.",
        section=make_section("Weather"),
        dateline_place="YEREVAN",
        tags=[rain],
    )
    make_bylines(source, "Ani", "Gor")
    photo = make_photo()
    show(source, photo, caption="Rain in Gyumri")
    note = Correction.objects.create(article=source, text="It was Tuesday.")
    source.refresh_from_db()
    page = press(admin_client, source, translate="ru")

    draft = Article.objects.get(language="ru")
    assert page.redirect_chain[-1][0] == reverse(CHANGE, args=[draft.pk])
    assert (draft.state, draft.site_language) == ("draft", "ru")
    assert (draft.headline, draft.summary, draft.body) == (source.headline, source.summary, source.body)
    assert (draft.section, draft.dateline_place, draft.source) == (source.section, "YEREVAN", source.source)
    assert list(draft.tags.all()) == [rain]
    assert [one.name for one in draft.authors.all()] == ["Ani", "Gor"]
    assert draft.photo_uses.get().photo == photo
    assert draft.photo_uses.get().caption == ""
    assert draft.history.get().shown_photos == [ShownPhoto(photo.pk)]
    followed = draft.translation
    assert (followed.source, followed.source_version, followed.source_correction) == (source, 1, note.pk)
    assert (followed.translator, followed.by) == (author, admin_user)
    source.refresh_from_db()
    assert draft.translation_group == source.translation_group is not None
    assert "Still in the words of the source: headline, summary, text." in page.text


def test_readers_see_nothing_of_the_draft(admin_client, client):
    source = make_article("Rain", language="en")
    press(admin_client, source, translate="ru")
    draft = Article.objects.get(language="ru")
    assert client.get(draft.get_absolute_url()).status_code == 404
    for address in ("/", "/ru/", source.get_absolute_url(), "/ru/latest/"):
        assert draft.get_absolute_url() not in client.get(address).text


def test_translating_twice_opens_the_version_that_is_there(admin_client):
    source = make_article("Rain", language="en")
    press(admin_client, source, translate="ru")
    page = press(admin_client, source, translate="ru")
    assert Article.objects.count() == 2
    assert messages_of(page) == ["This is the version in Russian. Nothing was made twice."]


@pytest.mark.parametrize("language", ["en", "de", "xx", ""])
def test_a_language_that_is_not_offered_is_refused(admin_client, language):
    response = press(admin_client, make_article("Rain", language="en"), translate=language)
    assert response.status_code == 404
    assert Article.objects.count() == 1


def test_a_translated_draft_keeps_its_language_and_gets_an_address_of_its_own(admin_client):
    source = make_article("Rain in Gyumri", language="en")
    press(admin_client, source, translate="ru")
    draft = Article.objects.get(language="ru")
    text = "<p>В Гюмри прошёл сильный дождь, сообщила метеослужба республики в пятницу утром.</p>"
    sent = {"headline": "Дождь в Гюмри", "body": text, "summary": "", "language": "ru"}
    page = admin_client.get(reverse(CHANGE, args=[draft.pk]))
    assert page.context["adminform"].form["language"].value() == "ru"
    save(admin_client, draft, **sent)
    assert (draft.language, draft.site_language, draft.slug) == ("ru", "ru", "dozhd-v-gyumri")


def test_publishing_what_is_not_translated_asks(admin_client):
    source = make_article("Rain in Gyumri", language="en", summary="It rains.")
    press(admin_client, source, translate="ru")
    draft = Article.objects.get(language="ru")
    sent = {"headline": "Дождь в Гюмри", "summary": "It rains.", "body": source.body, "language": "ru"}
    page = save(admin_client, draft, "_publish", **sent)
    assert "Still in the words of the source: summary, text." in [one.text for one in page.context["warnings"]]
    assert draft.state == "draft"
    page = take(admin_client, "publish", draft)
    assert "Still in the words of the source: headline, summary, text." in page.text
    save(admin_client, draft, "_publish", **sent | {"summary": "Идёт дождь.", "body": "<p>В Гюмри идёт дождь.</p>"})
    assert draft.state == "published"


def test_a_reporter_translates_what_is_published_into_a_draft_of_their_own(client):
    account = reporter(client)
    source = make_article("Rain", language="en")
    press(client, source, translate="ru")
    draft = Article.objects.get(language="ru")
    assert Article.objects.written_by(account).get() == draft
    hidden = make_article("Secret", language="en", published_at=None)
    assert client.post(page_of(hidden), {"translate": "ru"}).status_code == 404


def test_a_reporter_does_not_link_what_others_wrote(client):
    reporter(client)
    source, russian = make_article("Rain", language="en"), make_article("Дождь", language="ru")
    for pressed in ({"link": "1", "source": source.pk}, {"unlink": "1"}, {"check": "1-0"}):
        assert client.post(page_of(russian), pressed).status_code == 403
    assert not Translation.objects.exists()


@pytest.mark.parametrize(
    "written", ["{pk}", "#{pk}", "https://news.example/news/{pk}/rain/", "/admin/articles/article/{pk}/change/"]
)
def test_a_story_is_linked_by_number_or_address(admin_client, written):
    source, russian = make_article("Rain", language="en"), make_article("Дождь", language="ru")
    page = press(admin_client, russian, link="1", source=written.format(pk=source.pk))
    assert messages_of(page) == ["“Дождь” is a version of “Rain” from now on."]
    assert russian.translation.source == source


@pytest.mark.parametrize("written", ["", "rain", "0", "999999", "9" * 30, "\\0"])
def test_what_names_no_story_is_answered_with_the_cure(admin_client, written):
    russian = make_article("Дождь", language="ru")
    page = press(admin_client, russian, link="1", source=written)
    assert "is no story. Write its number" in messages_of(page)[0]


def test_a_second_version_in_a_language_links_to_the_first(admin_client):
    source, first = pair()
    second = make_article("Ливень", language="ru")
    page = press(admin_client, second, link="1", source=source.pk)
    assert reverse(CHANGE, args=[first.pk]) in messages_of(page)[0]
    assert not Translation.objects.filter(article=second).exists()


def test_unlinking_leaves_both_as_they_are(admin_client):
    _, russian = pair()
    press(admin_client, russian, unlink="1")
    assert not Translation.objects.exists()
    assert list(Article.objects.values_list("translation_group", flat=True)) == [None, None]
    assert messages_of(press(admin_client, russian, unlink="1"))[0].startswith("The story follows no other one")


def test_the_form_of_a_version_says_what_is_new_in_its_source(admin_client):
    source, russian = pair()
    save(admin_client, source, body="<p>It rains in Gyumri.</p>")
    Correction.objects.create(article=source, text="It was Tuesday.")
    page = admin_client.get(reverse(CHANGE, args=[russian.pk]))
    following = page.context["following"]
    assert (following.behind, following.orphaned, [note.text for note in following.corrections]) == (
        True,
        "",
        ["It was Tuesday."],
    )
    assert [difference.name for difference in following.differences] == ["Text"]
    assert re.search(r"<ins>[^<]*Gyumri", page.text)
    assert "Checked, still right" in page.text


def test_checked_clears_it_without_an_edit(admin_client, admin_user):
    source, russian = pair()
    save(admin_client, source, body="<p>It rains in Gyumri.</p>")
    seen = admin_client.get(reverse(CHANGE, args=[russian.pk])).context["following"].seen
    versions = russian.history.count()
    page = press(admin_client, russian, check=seen, back="1")
    assert page.redirect_chain[-1][0] == reverse(CHANGE, args=[russian.pk])
    assert "is still right" in messages_of(page)[0]
    assert not Translation.objects.in_need().exists()
    assert russian.history.count() == versions


def test_checked_does_not_hide_what_came_while_the_page_was_open(admin_client):
    source, russian = pair()
    save(admin_client, source, body="<p>It rains in Gyumri.</p>")
    seen = admin_client.get(reverse(CHANGE, args=[russian.pk])).context["following"].seen
    save(admin_client, source, body="<p>It rains and snows in Gyumri and in Vanadzor.</p>")
    assert "changed meanwhile" in messages_of(press(admin_client, russian, check=seen))[-1]
    assert Translation.objects.behind().exists()


@pytest.mark.parametrize("seen", ["", "1", "x-y", "1-2-3", "9" * 20 + "-1"])
def test_a_crafted_check_is_no_server_error(admin_client, seen):
    _, russian = pair()
    assert admin_client.post(page_of(russian), {"check": seen}).status_code == 404


def test_a_language_that_another_version_has_is_refused_in_the_form(admin_client):
    source, russian = pair()
    response = save(admin_client, russian, language="en")
    errors = response.context["adminform"].form.errors["language"]
    assert reverse(CHANGE, args=[source.pk]) in errors[0]
    assert russian.language == "ru"


@pytest.mark.parametrize("way", ["form", "list"])
def test_a_withdrawn_version_is_not_restored_beside_another(admin_client, way):
    source, first = pair()
    first.withdraw("a mistake")
    second = make_article("Ливень", language="ru")
    link(second, source)
    if way == "form":
        save(admin_client, first, "_restore", language="ru")
    else:
        take(admin_client, "restore", first)
    first.refresh_from_db()
    assert first.state == "withdrawn"


def test_two_versions_in_one_language_are_not_restored_in_one_press(admin_client):
    source, first = pair()
    first.withdraw("a mistake")
    second = make_article("Ливень", language="ru")
    link(second, source)
    second.refresh_from_db()
    second.withdraw("a mistake, too")
    other = make_article("Snow")
    other.withdraw("a mistake")
    page = take(admin_client, "restore", first, second, other)
    [said] = messages_of(page)
    assert "are both the Russian version of one story" in said
    assert "Nothing was restored. Restore one of them" in said
    assert reverse(CHANGE, args=[second.pk]) in said
    assert Article.objects.withdrawn().count() == 3
    assert messages_of(take(admin_client, "restore", second, other)) == ["2 stories are back on the site."]


def test_a_version_is_not_restored_into_a_language_that_another_one_has(admin_client):
    _, russian = pair()
    old = russian.history.earliest()
    russian.history.filter(pk=old.pk).update(language="en")
    address = reverse("admin:articles_article_version", args=[russian.pk, old.history_id])
    page = admin_client.post(address, {"version": russian.version}, follow=True)
    assert "is the version in English already" in messages_of(page)[0]
    russian.refresh_from_db()
    assert russian.language == "ru"
