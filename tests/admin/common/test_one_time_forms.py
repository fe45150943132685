"""A form that is sent twice (a double click, Back and Save again, a second tab) makes one row of everything."""

import re
import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles.admin.common.one_time_forms import CHANGED_SINCE, NOT_TAKEN, SAVED_ALREADY
from articles.models import Article, Author, Correction, Photo, PreviewLink, Section, SentForm, Tag
from portal.partners.models import Partner
from tests.support.factories import make_article, make_bylines, make_section
from tests.support.newsroom import article_fields, messages_of
from tests.support.pictures import encoded, upload

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="once" value="([\w-]{22})"')
STORY = {"headline": "Rain", "summary": "It rains.", "body": "<p>It rains.</p>"}
PASSWORD = "a long and winding one"
FORMS = {
    "article": (Article, lambda: article_fields(**STORY, section=make_section().pk)),
    "author": (Author, lambda: {"name": "Ani"}),
    "section": (Section, lambda: {"name": "Sport"}),
    "tag": (Tag, lambda: {"name": "Weather"}),
    "photo": (Photo, lambda: {"image": upload(), "alt": "A bridge", "focal_x": 50, "focal_y": 50}),
    "partner": (Partner, lambda: {"name": "Mediamax", "site_url": "https://example.org", "interval": 30, "shows": 5}),
    "user": (
        User,
        lambda: {"username": "ani", "role": "none", "password1": PASSWORD, "password2": PASSWORD},
    ),
}
ALL = pytest.mark.parametrize("name", FORMS)


def add_address(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def change_address(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def token_of(client, address) -> str:
    return TOKEN.search(client.get(address).text)[1]


def fields_of(name) -> dict:
    fields = FORMS[name][1]()
    return fields | ({"language": Partner._meta.get_field("language").get_default()} if name == "partner" else {})


@ALL
def test_a_form_that_is_sent_twice_makes_one_row(admin_client, media, name):
    model = FORMS[name][0]
    address, before = add_address(model), model.objects.count()
    token = token_of(admin_client, address)
    answers = [admin_client.post(address, {**fields_of(name), "once": token, "_save": "1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert model.objects.count() == before + 1
    row = model.objects.latest("pk")
    assert answers[1]["Location"] == change_address(row)
    assert messages_of(admin_client.get("/admin/"))[-1] == SAVED_ALREADY.format(row)


@ALL
def test_the_same_text_in_the_form_that_back_asked_for_again_makes_one_row(admin_client, media, name):
    model = FORMS[name][0]
    address, before = add_address(model), model.objects.count()
    for _ in range(2):
        fields = {**fields_of(name), "once": token_of(admin_client, address), "_save": "1"}
        answer = admin_client.post(address, fields)
    assert model.objects.count() == before + 1
    if name != "user":  # a name that is taken is an error of its own
        assert answer["Location"] == change_address(model.objects.latest("pk"))


@pytest.mark.parametrize("name", ["author", "tag", "photo"])
def test_a_popup_that_is_sent_twice_closes_with_the_one_row(admin_client, media, name):
    model = FORMS[name][0]
    address = f"{add_address(model)}?_popup=1"
    token = token_of(admin_client, address)
    fields = {"once": token, "_popup": "1"}
    answers = [admin_client.post(address, fields_of(name) | fields) for _ in range(2)]
    row = model.objects.get()
    assert [f"&quot;value&quot;: &quot;{row.pk}&quot;" in answer.text for answer in answers] == [True, True]


def test_two_forms_make_two_rows(admin_client):
    address = add_address(Author)
    for name in ("Ani", "Narek"):
        admin_client.post(address, {"name": name, "once": token_of(admin_client, address)})
    assert Author.objects.count() == 2


def test_a_form_that_was_refused_is_sent_again_and_saved(admin_client):
    address = add_address(Author)
    token = token_of(admin_client, address)
    refused = admin_client.post(address, {"name": "", "once": token})
    assert TOKEN.search(refused.text)[1] == token
    assert not SentForm.objects.exists()
    assert admin_client.post(address, {"name": "Ani", "once": token})["Location"] == "/admin/articles/author/"
    assert Author.objects.count() == 1


def test_back_with_a_change_shows_the_change_in_the_form_of_the_one_row(admin_client):
    address = add_address(Author)
    token = token_of(admin_client, address)
    admin_client.post(address, {"name": "Ani", "once": token})
    author = Author.objects.get()
    page = admin_client.post(address, {"name": "Ani", "bio": "Writes.", "slug": "ani", "once": token})
    assert CHANGED_SINCE.format(author) in page.text
    assert f'action="{change_address(author)}"' in page.text
    assert ("Writes." in page.text, TOKEN.search(page.text)[1] == token) == (True, False)
    assert Author.objects.values_list("name", "bio").get() == ("Ani", "")
    again = {"name": "Ani", "bio": "Writes.", "slug": "ani", "once": TOKEN.search(page.text)[1]}
    assert admin_client.post(change_address(author), again).status_code == 302
    assert Author.objects.values_list("name", "bio").get() == ("Ani", "Writes.")


def test_back_and_another_text_makes_another_row_by_a_button_that_says_so(admin_client):
    address = add_address(Author)
    token = token_of(admin_client, address)
    admin_client.post(address, {"name": "Ani", "once": token})
    page = admin_client.post(address, {"name": "Narek", "slug": "", "once": token})
    assert f'formaction="{address}">Make another author of it</button>' in page.text
    assert Author.objects.count() == 1
    admin_client.post(address, {"name": "Narek", "slug": "", "once": TOKEN.search(page.text)[1]})
    assert sorted(Author.objects.values_list("name", flat=True)) == ["Ani", "Narek"]


def test_back_with_a_change_of_a_story_shows_what_differs_and_keeps_its_authors(admin_client):
    address, fields = add_address(Article), fields_of("article")
    fields |= {"once": token_of(admin_client, address), "bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0}
    admin_client.post(address, fields)
    article = Article.objects.get()
    make_bylines(article, "Ani")
    page = admin_client.post(address, fields | {"body": "<p>It rains and snows.</p>"})
    assert CHANGED_SINCE.format("Rain") in page.text
    assert "Saved meanwhile" in page.text
    assert page.context["adminform"].form["body"].value() == "<p>It rains and snows.</p>"
    assert Article.objects.values_list("body").get() == ("<p>It rains.</p>",)
    assert [byline.author.name for byline in article.bylines.all()] == ["Ani"]


def test_a_form_whose_fields_are_others_than_the_rows_leads_to_the_row(admin_client):
    address = add_address(User)
    fields = fields_of("user") | {"once": token_of(admin_client, address)}
    admin_client.post(address, fields)
    account = User.objects.get(username="ani")
    answer = admin_client.post(address, fields | {"username": "narek"})
    assert (answer["Location"], User.objects.count()) == (change_address(account), 2)
    assert messages_of(admin_client.get("/admin/"))[-1] == NOT_TAKEN.format("ani")


def test_the_row_is_made_anew_if_it_was_deleted_meanwhile(admin_client):
    address = add_address(Author)
    fields = {"name": "Ani", "once": token_of(admin_client, address)}
    admin_client.post(address, fields)
    Author.objects.all().delete()
    admin_client.post(address, fields)
    assert Author.objects.count() == 1


def test_a_story_that_another_tab_took_up_and_saved_is_not_made_again(admin_client):
    address = add_address(Article)
    first = fields_of("article") | {"once": token_of(admin_client, address)}
    copy = "&".join(f"{name}={value}" for name, value in first.items() if name in ("headline", "section", "once"))
    taken_up = admin_client.post(address, {"_take_up_here": "form-12345678", "_fields": copy})
    assert TOKEN.search(taken_up.text)[1] == first["once"]
    admin_client.post(address, first | {"summary": "Taken up."})
    admin_client.post(address, first)
    assert Article.objects.values_list("summary").get() == ("Taken up.",)


def test_a_correction_that_is_sent_twice_stands_once(admin_client):
    article = make_article("Rain")
    rows = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-kind": "correction"}
    address = change_address(article)
    token = token_of(admin_client, address)
    fields = article_fields(article, **rows, **{"corrections-0-text": "It was Tuesday."}) | {
        "once": token,
        "_save": "1",
    }
    answers = [admin_client.post(address, fields) for _ in range(2)]
    assert Correction.objects.count() == 1
    assert answers[1]["Location"] == address
    assert messages_of(admin_client.get("/admin/"))[-1] == SAVED_ALREADY.format("Rain")


def test_a_correction_that_stands_already_is_refused_at_its_row(admin_client):
    article = make_article("Rain")
    Correction.objects.create(article=article, text="It was Tuesday.")
    rows = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-kind": "correction"}
    fields = article_fields(Article.objects.get(), **rows, **{"corrections-0-text": "It was Tuesday. "})
    page = admin_client.post(change_address(article), fields)
    assert "The same note stands under the story already." in page.text
    assert Correction.objects.count() == 1


def test_another_button_of_a_form_that_was_saved_is_not_taken_for_a_double_click(admin_client):
    article = make_article("Rain", published_at=None)
    address = change_address(article)
    fields = article_fields(article, summary="Wet.") | {"once": token_of(admin_client, address)}
    admin_client.post(address, fields | {"_save": "1"})
    page = admin_client.post(address, fields | {"_publish": "1"})
    assert "Nothing was saved: the story was changed while you wrote." in page.text


def test_a_preview_link_is_made_once(admin_client):
    article = make_article("Rain", published_at=None)
    address = reverse("admin:articles_article_preview_links", args=[article.pk])
    token = token_of(admin_client, address)
    pages = [admin_client.post(address, {"make": "1", "once": token}, follow=True) for _ in range(2)]
    assert PreviewLink.objects.count() == 1
    told = "The link was made when you pressed the button the first time. Nothing was made twice."
    assert messages_of(pages[1]) == [told]
    admin_client.post(address, {"make": "1", "once": token_of(admin_client, address)})
    assert PreviewLink.objects.count() == 2


def test_another_accounts_form_is_its_own(admin_client, client):
    address = add_address(Author)
    token = token_of(admin_client, address)
    other = User.objects.create_superuser("narek")
    client.force_login(other)
    for browser, name in ((admin_client, "Ani"), (client, "Narek")):
        browser.post(address, {"name": name, "once": token})
    assert sorted(Author.objects.values_list("name", flat=True)) == ["Ani", "Narek"]


def test_who_may_not_add_is_told_nothing(client):
    account = User.objects.create_user("narek", is_staff=True)
    account.groups.add(Group.objects.get(name="Reporter"))
    client.force_login(account)
    assert client.post(add_address(Author), {"name": "Ani", "once": "x" * 22}).status_code == 403
    assert not SentForm.objects.exists()


def test_old_forms_are_forgotten(admin_client, admin_user, monkeypatch):
    monkeypatch.setattr("articles.models.sent_form.CLEARED_EVERY", 1)
    address = add_address(Author)
    old = timezone.now() - timedelta(days=31)
    SentForm.objects.create(account=admin_user, token="o" * 22, sent_at=old)
    SentForm.objects.create(account=admin_user, token="n" * 22, sent_at=old + timedelta(days=2))
    token = token_of(admin_client, address)
    admin_client.post(address, {"name": "Ani", "once": token})
    assert set(SentForm.objects.values_list("token", flat=True)) == {"n" * 22, token}


def test_the_database_holds_nothing_of_a_password(admin_client):
    address = add_address(User)
    fields = fields_of("user") | {"once": token_of(admin_client, address)}
    admin_client.post(address, fields)
    digest = SentForm.objects.get().digest
    SentForm.objects.all().delete()
    User.objects.filter(username="ani").delete()
    admin_client.post(address, fields | {"password1": "another long one", "password2": "another long one"})
    assert SentForm.objects.get().digest == digest


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_the_same_moment_make_one_story(admin_user):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("SQLite in memory has one connection; PostgreSQL runs this")
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(admin_user)
    address = add_address(Article)
    fields = fields_of("article") | {"once": token_of(browsers[0], address)}
    together, answers = threading.Barrier(2), []

    def post(browser):
        together.wait()
        answers.append(browser.post(address, fields))
        connection.close()

    threads = [threading.Thread(target=post, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Article.objects.count() == 1
    assert {answer["Location"] for answer in answers} == {
        "/admin/articles/article/",
        change_address(Article.objects.get()),
    }


def test_two_pictures_of_one_name_and_size_are_two_photos(admin_client, media):
    address = add_address(Photo)
    for colour in ("red", "tan"):
        picture = upload(encoded(Image.new("RGB", (60, 40), colour), "PNG", compress_level=0), "image.png")
        fields = fields_of("photo") | {"image": picture, "once": token_of(admin_client, address)}
        admin_client.post(address, fields)
    assert Photo.objects.count() == 2
