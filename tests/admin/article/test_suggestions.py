"""What the form of a story suggests while somebody writes: tags that the text speaks of, the address it will have."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from articles.models import Tag

pytestmark = pytest.mark.django_db
SUGGEST = "admin:articles_article_suggest"


def suggest(client, **fields):
    return client.post(reverse(SUGGEST), fields)


def names(response) -> list[str]:
    return [tag["name"] for tag in response.json()["tags"]]


def test_tags_of_the_vocabulary_are_found_by_their_other_names_and_come_after_those_there_are(admin_client):
    tag = Tag.objects.create(name="Chess")
    response = suggest(admin_client, headline="Gyumri plays", body="<p>A <em>chess</em> club in Yerevan.</p>")
    assert response.json()["tags"] == [
        {"id": tag.pk, "name": "Chess"},
        {"id": None, "name": "Gyumri"},
        {"id": None, "name": "Yerevan"},
    ]


def test_a_tag_there_is_is_found_in_any_case_of_any_alphabet_and_across_words(admin_client):
    for name in ("Aerial Rescue Service", "Дилижан", "COVID-19", "Մատենադարան", "Chess"):
        Tag.objects.create(name=name)
    text = "<p>The aerial rescue service, (covid-19),</p><p>ДИЛИЖАН «մատենադարան»</p>"
    found = names(suggest(admin_client, headline="No boards here", body=text))
    assert found[:4] == ["Aerial Rescue Service", "COVID-19", "Дилижан", "Մատենադարան"]
    assert "Chess" not in found


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Rain in Gyumri", "rain-in-gyumri"),
        ("Երևանում", "erevanowm"),
        ("Дождь", "dozhd"),
        ("History", "history-story"),
        (" ", ""),
    ],
)
def test_the_address_is_the_one_that_saving_will_make(admin_client, headline, slug):
    assert suggest(admin_client, headline=headline).json()["slug"] == slug


def test_nothing_and_much_too_much_are_answered(admin_client):
    assert suggest(admin_client).json() == {"slug": "", "language": "en", "tags": []}
    assert suggest(admin_client, headline="x" * 9_000, body="<b>" + "snow " * 300_000).status_code == 200


def test_a_tag_that_the_text_speaks_of_is_made_with_a_click_and_once(admin_client):
    for _ in range(2):
        made = suggest(admin_client, headline="Rain in Gyumri", make="Gyumri").json()
        assert made == {"id": Tag.objects.get().pk, "name": "Gyumri"}


def test_no_other_tag_is_made(admin_client):
    assert suggest(admin_client, headline="Rain in Gyumri", make="Spam").status_code == 403
    assert not Tag.objects.exists()


def test_who_may_not_make_tags_is_offered_those_there_are(client):
    reporter = User.objects.create_user("ani", is_staff=True)
    reporter.user_permissions.set(Permission.objects.filter(codename__in=["add_article", "draft_article"]))
    client.force_login(reporter)
    Tag.objects.create(name="Chess")
    assert names(suggest(client, headline="Chess in Gyumri")) == ["Chess"]
    assert suggest(client, headline="Chess in Gyumri", make="Gyumri").status_code == 403


def test_who_may_not_write_is_not_answered(client):
    reader = User.objects.create_user("ani", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(reader)
    assert suggest(client, headline="Rain").status_code == 403


def test_only_a_form_of_ours_asks(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert suggest(client, headline="Rain").status_code == 403
    assert client.get(reverse(SUGGEST)).status_code == 405


@pytest.mark.parametrize(
    ("headline", "body", "language"),
    [
        ("Rain in Gyumri", "<p>It rained.</p>", "en"),
        ("Дождь в Гюмри", "<p>Шёл дождь.</p>", "ru"),
        ("Գյումրիում անձրև է", "<p>Անձրև էր։</p>", "hy"),
        ("NATO", "<p>Генеральный секретарь прибыл.</p>", "ru"),
    ],
)
def test_the_spell_checker_is_told_the_storys_language(admin_client, headline, body, language):
    assert suggest(admin_client, headline=headline, body=body).json()["language"] == language
