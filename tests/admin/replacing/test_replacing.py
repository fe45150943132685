"""Search and replace across stories: what is found, and that each story is saved as its form saves it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.admin.replacing import finding, page
from articles.database import edition
from articles.front import curation
from articles.models import (
    Article,
    Correction,
    Front,
    PhotoUse,
    ReplacedRow,
    Replacement,
    Section,
    TopicPage,
    TopStory,
    WorkingCopy,
)
from articles.search import numbers
from articles.search.query_parser import parse
from tests.admin.replacing.desk import PAGE, RUN, found_in, places_of, press, replace, search, texts, undo
from tests.support.accounts import make_account
from tests.support.factories import (
    NOON,
    make_article,
    make_brief,
    make_section,
    make_topic_page,
    make_version,
    open_language,
    show,
)
from tests.support.newsroom import messages_of, save
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_account("anna", "Editor"))
    return client


def story(headline="Rain", body="<p>Arman came. It rained.</p>", **fields):
    return make_article(headline, body=body, **fields)


def test_every_text_of_a_story_is_searched(editor):
    photo = make_photo(alt="A bridge", caption="Arman at a bridge")
    article = story("Arman speaks", "<p><strong>Ar</strong>man came.</p>", summary="What Arman said.")
    show(article, photo, caption="Arman, left", credit="Photo: Arman", alt="Arman speaks")
    TopStory.objects.create(article=article, blurb="Arman said it.")
    page_ = search(editor)
    assert found_in(page_) == ["Arman speaks", f"Photo {photo.pk}: A bridge"]
    assert len(places_of(page_)) == 8
    press(editor, page_)
    assert texts(article) == ("Armen speaks", "What Armen said.", "<p><strong>Ar</strong>men came.</p>")
    use = PhotoUse.objects.get()
    assert (use.caption, use.credit, use.alt) == ("Armen, left", "Photo: Armen", "Armen speaks")
    assert TopStory.objects.get().blurb == "Armen said it."
    photo.refresh_from_db()
    assert (photo.alt, photo.caption) == ("A bridge", "Armen at a bridge")
    version = article.history.order_by("-history_id").first()
    assert (version.headline, version.photos[0]["caption"]) == ("Armen speaks", "Armen, left")
    undo(editor)
    assert texts(article) == ("Arman speaks", "What Arman said.", "<p><strong>Ar</strong>man came.</p>")
    use = PhotoUse.objects.get()
    assert (use.caption, use.credit, use.alt) == ("Arman, left", "Photo: Arman", "Arman speaks")
    photo.refresh_from_db()
    assert (TopStory.objects.get().blurb, photo.caption) == ("Arman said it.", "Arman at a bridge")


def test_topics_and_sections_are_searched_by_those_who_may_change_them(client):
    make_section("Region", description="By Arman.")
    make_article(tags=["Weather"])
    make_topic_page("Weather", introduction="<p>Arman measures it.</p>", facts="Measured by: Arman")
    client.force_login(make_account("anna", "Editor"))
    assert len(places_of(search(client))) == 2
    client.force_login(make_account("vera", "Chief editor"))
    press(client, search(client))
    topic = TopicPage.objects.get()
    assert (topic.introduction, topic.facts) == ("<p>Armen measures it.</p>", "Measured by: Armen")
    assert Section.objects.get(name="Region").description == "By Armen."
    client.force_login(make_account("ann", "Editor"))
    assert page.NOTHING_CHOSEN not in undo(client).text
    assert Replacement.objects.get().undone_at is None
    client.force_login(make_account("vera2", "Chief editor"))
    undo(client)
    assert Section.objects.get(name="Region").description == "By Arman."


def test_all_languages_and_states_are_reached_and_shown(editor):
    open_language("ru")
    english = story()
    make_version(english, "ru", "Дождь", body="<p>Арман пришел.</p>")
    now = timezone.now()
    for fields in ({"published_at": None}, {"published_at": now + timedelta(days=1)}, {"withdrawn_at": now}):
        story(**fields)
    text = search(editor).text
    assert all(f"state-{state}" in text for state in ("published", "draft", "scheduled", "withdrawn"))
    replace(editor)
    assert Article.objects.filter(body__contains="Armen came").count() == 4
    replace(editor, find="Арман", by="Армен")
    assert Article.objects.get(language="ru").body == "<p>Армен пришел.</p>"


def test_a_minor_edit_is_saved_as_the_form_saves_one(editor):
    by_form, article = story("By the form"), story("By replacing", tags=["Weather"])
    save(editor, by_form, body=by_form.body.replace("Arman", "Armen"), minor="yes")
    replace(editor)
    article.refresh_from_db()
    for name in ("updated_at", "slug", "text_version", "opening", "story_type", "language"):
        assert getattr(by_form, name) == getattr(article, name) or name == "slug"
    assert article.updated_at is None
    assert article.slug == "by-replacing"
    assert article.opening == "Armen came."
    reasons = [
        one.history.order_by("history_id").values_list("history_change_reason", flat=True) for one in (by_form, article)
    ]
    assert list(reasons[0]) == list(reasons[1])
    newest = article.history.order_by("-history_id").first()
    assert (newest.history_user.username, newest.tag_names) == ("anna", "Weather")
    assert LogEntry.objects.filter(object_id=article.pk).get().change_message == "Replaced “Arman” by “Armen”."
    assert numbers(connection, parse("Armen")) != numbers(connection, parse("Arman"))


def test_a_correction_stands_under_each_published_story_and_no_other(editor):
    published, retracted = story(), story(retracted_at=NOON)
    draft = story(published_at=None)
    replace(editor, press_with={"tell": "correction", "text": " The name is\r\nArmen. "})
    notes = Correction.objects.order_by("pk")
    assert {note.article_id for note in notes} == {published.pk, retracted.pk}
    assert {(note.kind, note.text) for note in notes} == {("correction", "The name is\nArmen.")}
    published.refresh_from_db()
    draft.refresh_from_db()
    assert published.updated_at == notes[0].made_at
    assert (published.text_version, draft.updated_at) == (2, None)
    assert published.history.order_by("-history_id").first().history_change_reason == "correction"


def test_a_correction_that_is_undone_is_followed_by_another_one(editor):
    article = story("Дождь", "<p>Armen пришел, и пошел дождь над всем городом.</p>", language="ru")
    open_language("ru")
    article.save()
    replace(editor, find="Armen", by="Arman", press_with={"tell": "correction", "text": "Имя: Арман."})
    undo(editor)
    first, second = article.corrections.all()
    assert first.text == "Имя: Арман."
    assert second.text.startswith("Исправление от ")
    assert "Armen" in texts(article)[2]


def test_some_places_alone(editor):
    article = story(body="<p>Arman, Arman.</p>", headline="Arman")
    page_ = search(editor)
    press(editor, page_, chosen=[places_of(page_)[2]])
    assert texts(article)[::2] == ("Arman", "<p>Arman, Armen.</p>")
    assert Replacement.objects.get().places == 1


def test_what_cannot_stand_is_left_and_named(editor):
    long = story("Arman" + " x" * 147)
    short = make_brief("Arman")
    fine = story()
    page_ = search(editor, by="Armenian")
    assert [bool(text.refused) for row in page_.context["findings"].rows for text in row.texts].count(True) == 1
    refused = f"story.{long.pk}:headline:0"
    assert refused not in places_of(page_)
    text = press(editor, page_, chosen=[*places_of(page_), refused]).text
    assert "Headline: It would have 302 characters; 300 are allowed." in text
    assert texts(long)[0].startswith("Arman x")
    assert "Armenian came" in texts(fine)[2]
    page_ = search(editor, by="", find="Armenian")
    assert [text.refused for row in page_.context["findings"].rows for text in row.texts if row.row.pk == short.pk] == [
        "Nothing would be left of it."
    ]


def test_a_story_that_somebody_has_open_is_left_and_named(editor):
    busy, free = story("Busy"), story("Free")
    vera = make_account("vera", "Editor")
    WorkingCopy.objects.keep(vera, "form-12345678", busy, None, timezone.now())
    page_ = search(editor)
    assert "Open elsewhere: vera" in page_.text
    text = press(editor, page_, chosen=[*places_of(page_), f"story.{busy.pk}:body:0"]).text
    assert "It is open elsewhere: vera" in text
    assert ("Arman" in texts(busy)[2], "Armen" in texts(free)[2]) == (True, True)


def test_one_that_was_changed_since_the_search_is_left_and_named(editor):
    changed, gone, fine = story("Changed"), story("Gone"), story("Fine")
    page_ = search(editor)
    save(editor, changed, summary="New.")
    gone.delete()
    text = press(editor, page_).text
    assert "It was changed since you searched." in text
    assert texts(changed) == ("Changed", "New.", "<p>Arman came. It rained.</p>")
    assert "Armen" in texts(fine)[2]
    assert [row.number for row in ReplacedRow.objects.all()] == [fine.pk]


def test_if_all_are_left_nothing_is_recorded_and_the_page_says_why(editor):
    article = story()
    page_ = search(editor)
    save(editor, article, summary="New.")
    response = press(editor, page_)
    assert "It was changed since you searched." in messages_of(response)[-1]
    assert not Replacement.objects.exists()
    assert found_in(response) == ["Rain"]


def test_a_form_that_was_open_before_is_stale(editor):
    article = story()
    replace(editor)
    response = save(editor, article, headline="Snow", version=article.history.order_by("history_id").first().history_id)
    assert response.status_code == 200
    assert texts(article)[0] == "Rain"


def test_back_reload_and_a_double_click_replace_once(editor):
    article = story(body="<p>Arman</p>")
    page_ = search(editor, by="Arman Arman")
    first = press(editor, page_)
    again = press(editor, page_)
    assert texts(article)[2] == "<p>Arman Arman</p>"
    assert messages_of(again) == [page.DONE_ALREADY]
    assert again.redirect_chain == first.redirect_chain
    assert Replacement.objects.count() == 1


def test_undo_leaves_what_was_changed_since(editor):
    changed, deleted, fine = story("Changed"), story("Draft", published_at=None), story("Fine")
    replace(editor)
    save(editor, Article.objects.get(pk=changed.pk), summary="New.")
    deleted.delete()
    text = undo(editor).text
    assert "It was changed since." in text
    assert "It is gone." in text
    assert ("Armen" in texts(changed)[2], "Arman" in texts(fine)[2]) == (True, True)
    assert "It was changed since." in undo(editor).text
    assert fine.history.count() == 3


def test_undo_is_pressed_once_and_again_for_what_was_open(editor):
    busy, free = story("Busy"), story("Free")
    replace(editor)
    WorkingCopy.objects.keep(make_account("vera", "Editor"), "form-12345678", busy, None, timezone.now())
    assert "It is open elsewhere: vera" in undo(editor).text
    assert ("Armen" in texts(busy)[2], "Arman" in texts(free)[2]) == (True, True)
    WorkingCopy.objects.all().delete()
    text = undo(editor).text
    assert "Left by Undo" not in text
    assert "Arman" in texts(busy)[2]
    assert messages_of(undo(editor)) == ["This was undone already. Nothing was changed."]
    assert free.history.count() == 3


def test_undo_of_an_unread_story_brings_its_address_back_too(editor):
    draft = story("Arman", published_at=None)
    replace(editor)
    draft.refresh_from_db()
    assert draft.slug == "armen"
    undo(editor)
    draft.refresh_from_db()
    assert (draft.headline, draft.slug) == ("Arman", "arman")


def test_a_published_story_keeps_its_address(editor):
    article = story("Arman", body="<p>x</p>")
    replace(editor)
    article.refresh_from_db()
    assert (article.headline, article.slug) == ("Armen", "arman")


def test_addresses_of_links(editor):
    article = story(body='<p><a href="https://old.am/a">Old</a> https://youtu.be/dQw4w9WgXcQ</p>')
    page_ = search(editor, find="https://old.am/", by="https://new.am/", what="links", reach="beginnings")
    press(editor, page_)
    assert 'href="https://new.am/a"' in texts(article)[2]
    page_ = search(editor, find="https://new.am/a", by="javascript:alert(1)", what="links")
    assert "Readers could not follow this." in page_.text
    assert "Nothing was replaced" in press_plain(editor, "find=https://new.am/a&by=javascript:x&what=links")


def press_plain(client, query, **data) -> str:
    return client.post(f"{reverse(PAGE)}?{query}", {"chosen": ["story.1:body:0"], "tell": "minor"} | data).text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("find=&by=x", "This field is required."),
        ("find=%C2%AD&by=x", "Write at least one letter"),
        ("find=x&by=x", "Both are the same."),
        ("find=x&by=y&reach=everywhere", "Select a valid choice."),
        ("find=ab&by=y&what=links", "has at least 4 letters"),
        (f"find={'x' * 301}", "at most 300 characters"),
        ("find=%00x&by=y", "Null characters"),
        ("find=%28%5B%5C&by=%5C1", "Nothing was found"),
        ("find=x&by=y&before=abc", "Nothing was found"),
        ("find=%25&by=y&reach=anywhere", "Nothing was found"),
    ],
)
def test_what_is_typed_wrong_is_said(editor, query, said):
    story()
    assert said in editor.get(f"{reverse(PAGE)}?{query}").text


def test_a_press_without_a_choice_or_a_correction_keeps_what_was_chosen(editor):
    article = story(body="<p>Arman, Arman.</p>")
    page_ = search(editor)
    response = press(editor, page_, chosen=[])
    assert messages_of(response) == [page.NOTHING_CHOSEN]
    one = places_of(page_)[0]
    response = press(editor, page_, chosen=[one], tell="correction", text=" ")
    assert messages_of(response) == [page.NO_TEXT]
    assert response.text.count(" checked") == 2  # the place, and "Correction"
    assert "Arman, Arman" in texts(article)[2]


@pytest.mark.parametrize(
    "sent", ["story.1", "story.x:body:0", "photo.9:alt:0", "x:::", "story.99:body:0:0", "story.99:body:99999999"]
)
def test_crafted_choices_change_nothing(editor, sent):
    article = story()
    press(editor, search(editor), chosen=[sent])
    assert "Arman" in texts(article)[2]
    assert not Replacement.objects.exists()


def test_the_edition_moves_once_and_only_for_what_readers_see(editor):
    draft = story(published_at=None)
    before = edition.current()
    replace(editor)
    assert edition.current() == before
    Article.objects.filter(pk=draft.pk).update(published_at=NOON)
    replace(editor, find="Armen", by="Arman")
    assert edition.current() != before


def test_the_record_of_the_front_page_has_the_new_blurb(editor):
    TopStory.objects.create(article=story(), blurb="Arman said it.")
    replace(editor)
    newest = Front.objects.order_by("-pk").first()
    assert curation.stored().to_json() == newest.told
    assert newest.by.username == "anna"


def test_a_page_has_as_many_places_as_fit_and_leads_to_older_stories(editor, monkeypatch):
    monkeypatch.setattr(finding, "STORIES_MAX", 2)
    stories = [story(f"Rain {number}") for number in range(5)]
    page_ = search(editor)
    assert found_in(page_) == ["Rain 4", "Rain 3"]
    older = editor.get(f"{reverse(PAGE)}?{page_.context['next']}")
    assert found_in(older) == ["Rain 2", "Rain 1"]
    press(editor, page_)
    assert found_in(search(editor)) == ["Rain 2", "Rain 1"]
    monkeypatch.setattr(finding, "STORIES_MAX", 10)
    assert found_in(search(editor, before=stories[1].pk)) == ["Rain 0"]


def test_a_second_version_in_one_language_is_refused(editor):
    open_language("ru")
    english = make_article("The government met on Monday", body="<p>Arman said so in the house.</p>", language="en")
    russian = make_version(english, "ru", "Дождь", body="")
    wanted = {"find": "Дождь", "by": "The rain falls on the houses of the town and the people"}
    assert "It would be a second version in its language." in messages_of(replace(editor, **wanted))[0]
    assert texts(russian)[0] == "Дождь"


def test_the_list_and_the_menu_lead_there(editor):
    text = editor.get(reverse("admin:articles_article_changelist")).text
    assert text.count(f'href="{reverse(PAGE)}"') == 2
    assert "Nothing yet. What you replace is listed here" in editor.get(reverse(PAGE)).text


def test_reporters_neither_see_nor_do_it(client, editor):
    article = story()
    page_ = search(editor)
    replace(editor, find="came", by="went")
    made = Replacement.objects.get()
    client.force_login(make_account("rita", "Reporter"))
    assert client.get(reverse(PAGE)).status_code == 403
    assert press(client, page_).status_code == 403
    assert client.get(reverse(RUN, args=[made.pk])).status_code == 403
    assert undo(client, made).status_code == 403
    assert reverse(PAGE) not in client.get(reverse("admin:articles_article_changelist")).text
    assert "Arman went" in texts(article)[2]


def test_a_page_of_no_replacement(editor):
    assert editor.get(reverse(RUN, args=[999])).status_code == 404
    assert editor.get("/admin/articles/replacement/x/change/").status_code == 404
    assert editor.get("/admin/articles/replacement/add/").status_code == 403


def test_a_form_never_has_more_fields_than_django_takes(editor, settings):
    story(body=f"<p>{'Arman ' * 2000}</p>")
    for number in range(8):
        make_photo(alt="Arman", caption="Arman " * 60, credit=f"{number}")
    page_ = search(editor)
    assert len(places_of(page_)) + 6 <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert "More photos, topics or sections have it" in page_.text
    assert press(editor, page_).status_code == 200
    assert Replacement.objects.get().places == len(places_of(page_))
