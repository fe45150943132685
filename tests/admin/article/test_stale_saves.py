"""No lost edits: a save that starts from an older version changes nothing and shows both texts."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection  # noqa: F401 the condition of a skip names it
from django.urls import reverse

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Byline, Correction
from articles.text.diff import DEL, INS, SAME
from tests.support.factories import make_article, make_bylines, make_section, seed_text, write_seeds
from tests.support.newsroom import CHANGE, article_fields, post_during, save, take

pytestmark = pytest.mark.django_db
STALE = "Nothing was saved: the story was changed while you wrote. Compare, and save again what shall stand."


@pytest.fixture
def karen(client):
    """Another editor's browser."""
    client.force_login(User.objects.create_superuser("karen"))
    return client


def post(client, article, fields):
    return client.post(reverse(CHANGE, args=[article.pk]), {**fields, "_save": "1"})


def errors(response) -> list[str]:
    return response.context["adminform"].form.non_field_errors()


def test_the_second_of_two_saves_changes_nothing_and_keeps_what_was_typed(admin_client, karen):
    article = make_article("Rain", body="<p>It rains in Yerevan.</p>")
    mine = article_fields(article, body="<p>It pours in Yerevan.</p>", summary="A wet day.")
    save(karen, article, body="<p>It rains in Gyumri.</p>")
    stored = Article.objects.values().get()
    response = post(admin_client, article, mine)
    assert errors(response) == [STALE]
    assert Article.objects.values().get() == stored
    form = response.context["adminform"].form
    assert (form["body"].value(), form["summary"].value()) == ("<p>It pours in Yerevan.</p>", "A wet day.")


def test_both_texts_are_shown_with_the_words_that_differ_and_who_saved(admin_client, karen):
    article = make_article("Rain", body="<p>It rains in Yerevan.</p>", summary="Wet.")
    mine = article_fields(article, body="<p>It pours in Yerevan.</p>")
    save(karen, article, body="<p>It rains in Gyumri.</p>")
    response = post(admin_client, article, mine)
    conflict = response.context["conflict"]
    assert conflict.who == "karen"
    assert [(one.name, one.paragraphs) for one in conflict.differences] == [
        ("Text", [[("It", SAME), ("rains", DEL), ("pours", INS), ("in", SAME), ("Gyumri.", DEL), ("Yerevan.", INS)]])
    ]
    assert "It <del>rains</del> in <del>Gyumri.</del>" in response.text
    assert "It <ins>pours</ins> in <ins>Yerevan.</ins>" in response.text


def test_saving_again_starts_from_the_newest_version(admin_client, karen):
    article = make_article("Rain")
    mine = article_fields(article, headline="Rain and wind")
    save(karen, article, headline="Rain and snow")
    response = post(admin_client, article, mine)
    version = response.context["version"]
    assert f'<input type="hidden" name="version" value="{version}">' in response.text
    assert post(admin_client, article, mine | {"version": version, "headline": "All of it"}).status_code == 302
    article.refresh_from_db()
    assert article.headline == "All of it"


def test_a_third_save_in_between_is_met_too(admin_client, karen):
    article = make_article("Rain")
    mine = article_fields(article, headline="Rain and wind")
    save(karen, article, headline="Snow")
    version = post(admin_client, article, mine).context["version"]
    save(karen, article, headline="Hail")
    response = post(admin_client, article, mine | {"version": version})
    assert errors(response) == [STALE]
    assert response.context["conflict"].differences[0].paragraphs == [[("Hail", DEL), ("Rain and wind", INS)]]


def test_section_and_tags_are_compared_too(admin_client, karen):
    article = make_article("Rain", tags=["Weather"])
    mine = article_fields(article, section=make_section("Sport").pk)
    save(karen, article, tags=[])
    response = post(admin_client, article, mine)
    assert response.context["conflict"].others == [("Section", "Region", "Sport"), ("Tags", "none", "Weather")]


@pytest.mark.parametrize("action", ["withdraw", "correct", "form's button"])
def test_an_action_meanwhile_is_a_change_too(admin_client, karen, action):
    article = make_article("Rain")
    mine = article_fields(article, headline="Snow")
    if action == "withdraw":
        take(karen, "withdraw", article, answer="It was wrong.")
    elif action == "correct":
        Correction.objects.create(article=article, text="It was two.")
    else:
        save(karen, article, "_withdraw", withdrawn_because="It was wrong.")
    response = post(admin_client, article, mine)
    assert errors(response) == [STALE]
    assert response.context["conflict"].reason == ("correction" if action == "correct" else "withdrawn")


def test_an_import_meanwhile_is_a_change_too(admin_client, tmp_path):
    vocabulary = Vocabulary.load(settings.SEED_VOCABULARY)
    import_seeds([write_seeds(tmp_path, a=seed_text())], vocabulary)
    article = Article.objects.get(headline="Museum opens new wing in Gyumri")
    mine = article_fields(article, headline="Museum opens a wing")
    assert mine["version"] == 0
    text = seed_text(paragraphs=["PanARMENIAN.Net - The museum opened two wings."])
    import_seeds([write_seeds(tmp_path, a=text)], vocabulary)
    response = post(admin_client, article, mine)
    assert errors(response) == [STALE]
    conflict = response.context["conflict"]
    assert (conflict.who, conflict.reason) == ("", "import_seeds")
    assert "two wings." in response.text


def test_a_form_that_does_not_say_where_it_started_saves_nothing(admin_client):
    article = make_article("Rain")
    fields = article_fields(article, headline="Snow")
    del fields["version"]
    assert errors(post(admin_client, article, fields)) == [STALE]


def test_the_same_text_twice_is_no_work_lost(admin_client, karen):
    article = make_article("Rain")
    mine = article_fields(article, headline="Snow")
    save(karen, article, headline="Snow")
    assert "It is the same as the saved one." in post(admin_client, article, mine).text


def test_a_name_that_was_taken_off_meanwhile_does_not_cost_the_text(admin_client):
    article = make_article("Rain")
    make_bylines(article, "Ani", "Karen")
    names = {
        f"bylines-{n}-{field}": value
        for n, one in enumerate(article.bylines.all())
        for field, value in {"id": one.pk, "author": one.author_id, "article": article.pk, "position": n}.items()
    }
    names |= {"bylines-TOTAL_FORMS": 2, "bylines-INITIAL_FORMS": 2}
    mine = article_fields(article, headline="Snow") | names
    Byline.objects.first().delete()
    article.save()
    response = post(admin_client, article, mine)
    assert errors(response) == [STALE]
    assert response.context["adminform"].form["headline"].value() == "Snow"


def test_what_was_typed_is_text_in_the_comparison(admin_client, karen):
    article = make_article("Rain")
    mine = article_fields(article, headline="<script>alert(1)</script>")
    save(karen, article, headline="Snow")
    page = post(admin_client, article, mine).text
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>" in page
    assert "<script>alert(1)" not in page


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_who_waits_for_another_save_to_end_then_meets_it(admin_client):
    article = make_article("Rain")
    fields = article_fields(article, headline="Snow") | {"_save": "1"}

    def change():
        other = Article.objects.select_for_update().get(pk=article.pk)
        other.headline = "Hail"
        other.save()

    response = post_during(change, admin_client, reverse(CHANGE, args=[article.pk]), fields)
    assert errors(response) == [STALE]
    article.refresh_from_db()
    assert article.headline == "Hail"
