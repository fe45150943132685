"""A story's language in its form: judged by the text while nobody says otherwise."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, WorkingCopy
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE, save

pytestmark = pytest.mark.django_db
RUSSIAN = "<p>Библиотека открылась после ремонта, который занял два года.</p>"
ENGLISH = "<p>The library was closed for two years, and readers came back on Monday.</p>"


@pytest.fixture
def story():
    return make_article("Mashtots", body=ENGLISH)


def shown(client, article):
    """The form's field of the language."""
    return client.get(reverse(CHANGE, args=[article.pk])).context["adminform"].form["language"]


def test_a_new_story_is_in_the_language_of_its_text(admin_client, story):
    save(admin_client, None, headline="Маштоц", body=RUSSIAN, section=story.section.pk)
    assert Article.objects.get(headline="Маштоц").language == "ru"


def test_the_field_is_empty_while_the_text_decides(admin_client, story):
    field = shown(admin_client, story)
    assert (field.value(), field.field.widget.attrs["placeholder"]) == ("", "en")
    assert '<option value="hyw">Western Armenian</option>' in str(field)


def test_the_language_follows_the_text(admin_client, story):
    save(admin_client, story, body=RUSSIAN, language="")
    assert story.language == "ru"


def test_what_an_editor_says_holds_whatever_the_text_becomes(admin_client, story):
    save(admin_client, story, language="EN-gb")
    assert (story.language, shown(admin_client, story).value()) == ("en-GB", "en-GB")
    save(admin_client, story, body=RUSSIAN, language="en-GB")
    assert story.language == "en-GB"


def test_an_emptied_field_lets_the_text_decide_again(admin_client, story):
    save(admin_client, story, language="hyw")
    save(admin_client, story, language="")
    assert story.language == "en"


def test_what_is_no_language_is_refused_with_the_cure(admin_client, story):
    response = save(admin_client, story, language="ua")
    assert response.context["adminform"].form.errors == {"language": ["Language: “ua” is no language tag. Write uk."]}
    assert story.language == "en"


def test_a_form_without_the_field_leaves_the_language_alone(admin_client, story):
    save(admin_client, story, language="hyw")
    save(admin_client, story, source="Reuters")
    assert (story.source, story.language) == ("Reuters", "hyw")


def test_versions_say_and_restore_the_language(admin_client, story):
    save(admin_client, story, language="hyw")
    save(admin_client, story, language="fr")
    page = admin_client.get(reverse("admin:articles_article_history", args=[story.pk])).text
    assert "<b>Language</b> <del>hyw</del> <ins>fr</ins>" in page
    before = story.history.order_by("-history_id")[1].history_id
    address = reverse("admin:articles_article_version", args=[story.pk, before])
    assert admin_client.post(address, {"version": story.version}).status_code == 302
    story.refresh_from_db()
    assert story.language == "hyw"


def test_two_who_say_different_languages_see_both(admin_client, story):
    save(admin_client, story, language="hyw")
    version = story.version
    save(admin_client, story, language="fr")
    conflict = save(admin_client, story, language="de", version=version).context["conflict"]
    assert conflict.others == [("Language", "fr", "de")]


def test_unsaved_text_keeps_the_language(admin_client, admin_user, story):
    fields = f"headline=Mashtots&body=&section={story.section.pk}&language=ka&source=&summary=&slug="
    named = {"account": admin_user, "article": story, "form": "form-abcdefgh1234"}
    WorkingCopy.objects.create(**named, fields=fields, seen_at=timezone.now())
    address = reverse(CHANGE, args=[story.pk])
    form = admin_client.post(address, {"_take_up": "form-abcdefgh1234"}).context["adminform"].form
    assert form["language"].value() == "ka"
