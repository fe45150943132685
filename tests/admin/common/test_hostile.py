"""What nobody types but somebody sends: the newsroom answers with a message, never with an error of its own."""

import pytest
from django.urls import reverse

from articles.models import Article, Section, TopStory
from tests.support.factories import NOON, make_article, make_section, make_top_story
from tests.support.newsroom import ADD, LIST, article_fields, save

pytestmark = pytest.mark.django_db
TOP = "admin:articles_topstory_add"
OUT_OF_TIME = ["0001-01-01", "1000-01-01", "2300-01-01", "9999-12-31"]
FAR = "9" * 30


def errors(response) -> dict:
    """The errors of the form that came back, by field."""
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def top_story(article, **fields) -> dict:
    return {"article": article, "blurb": "", "until_0": "", "until_1": "", "position": ""} | fields


@pytest.mark.parametrize("day", OUT_OF_TIME)
@pytest.mark.parametrize("clock", ["00:00:00", "23:59:59"])
def test_no_story_appears_outside_of_our_time(admin_client, day, clock):
    data = article_fields(section=make_section().pk, headline="Rain") | {"published_at_0": day, "published_at_1": clock}
    assert list(errors(admin_client.post(reverse(ADD), data))) == ["published_at"]
    assert not Article.objects.exists()


@pytest.mark.parametrize("day", OUT_OF_TIME)
@pytest.mark.parametrize("clock", ["00:00:00", "23:59:59"])
def test_no_top_story_ends_outside_of_our_time(admin_client, day, clock):
    data = top_story(make_article().pk, until_0=day, until_1=clock)
    assert list(errors(admin_client.post(reverse(TOP), data))) == ["until"]
    assert not TopStory.objects.exists()


@pytest.mark.parametrize(
    "query", [{"tag": "9" * 5000}, {"tag": FAR}, {"tag": "x"}, {"tag": "٣"}], ids="long far x ٣".split()
)
def test_a_tag_that_cannot_be_filters_nothing(admin_client, query):
    make_article()
    assert len(admin_client.get(reverse(LIST), query).context["cl"].result_list) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"published_at__year": "1"},
        {"published_at__year": "9999"},
        {"published_at__year": "9999", "published_at__month": "12"},
        {"published_at__year": "9999", "published_at__month": "12", "published_at__day": "31"},
        {"published_at__year": FAR},
        {"published_at__gte": "0001-01-01 00:00+04:00"},
        {"section__id__exact": FAR},
    ],
    ids=str,
)
def test_a_filter_that_cannot_be_leads_to_the_whole_list(admin_client, query):
    response = admin_client.get(reverse(LIST), query)
    if response.status_code == 302:  # else the database could answer: there is none
        assert response["Location"] == f"{reverse(LIST)}?e=1"
    else:
        assert not response.context["cl"].result_list


@pytest.mark.parametrize("value", ["x", FAR, "-1", "٣", "1"])
@pytest.mark.parametrize("field", ["section", "tags"])
def test_what_is_no_section_and_no_tag_is_no_choice(admin_client, field, value):
    section = make_section()
    value = str(section.pk + 1) if value == "1" else value
    data = article_fields(section=section.pk, headline="Rain") | {field: value}
    assert list(errors(admin_client.post(reverse(ADD), data))) == [field]


@pytest.mark.parametrize("value", ["x", FAR])
def test_what_is_no_row_cannot_be_ticked_or_moved(admin_client, value):
    make_section()
    data = {"action": "publish", "_selected_action": [value], "index": 0}
    assert admin_client.post(reverse(LIST), data).status_code == 400
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": value, "form-0-position": 1, "_save": "Save"}
    assert admin_client.post(reverse("admin:articles_section_changelist"), data).status_code == 400


@pytest.mark.parametrize("value", ["x", FAR, "-1"])
def test_what_is_no_article_is_no_choice(admin_client, value):
    assert list(errors(admin_client.post(reverse(TOP), top_story(value)))) == ["article"]


@pytest.mark.parametrize("query", ["tags=x", f"tags={FAR}", "section=x", f"section={FAR}", "published_at=x"])
def test_an_address_that_fills_the_form_with_nonsense_fills_nothing(admin_client, query):
    assert admin_client.get(f"{reverse(ADD)}?{query}").status_code == 200


@pytest.mark.parametrize("headline", ["\u200b\u200b", "\u202e", "—", "..."], ids=ascii)
def test_a_headline_that_says_nothing_is_refused(admin_client, headline):
    response = save(admin_client, None, section=make_section().pk, headline=headline)
    assert list(errors(response)) == ["headline"]


def test_a_headline_holds_nothing_invisible(admin_client):
    save(admin_client, None, section=make_section().pk, headline="\u202eRain  in\u200b Gyumri")
    assert Article.objects.get().headline == "Rain in Gyumri"


def test_a_headline_that_an_editor_only_passed_through_stays(admin_client):
    article = make_article("Rain\u200b")
    save(admin_client, article, summary="Other words.")
    assert (article.headline, article.summary) == ("Rain\u200b", "Other words.")


def test_the_name_of_a_section_can_be_read(admin_client):
    address, data = reverse("admin:articles_section_add"), {"description": "", "slug": "", "position": ""}
    assert list(errors(admin_client.post(address, data | {"name": "\u200b\u200b"}))) == ["name"]
    admin_client.post(address, data | {"name": "\u202eSport  news"})
    assert Section.objects.get().name == "Sport news"
    assert "name" in errors(admin_client.post(address, data | {"name": "Sport\u200b news"}))


@pytest.mark.parametrize("fields", [{"published_at": None}, {"withdrawn_at": NOON}], ids=["draft", "withdrawn"])
def test_what_is_not_on_the_site_is_no_top_story(admin_client, fields):
    assert list(errors(admin_client.post(reverse(TOP), top_story(make_article(**fields).pk)))) == ["article"]


def test_a_top_story_whose_article_was_withdrawn_can_still_be_edited(admin_client):
    row = make_top_story(make_article(withdrawn_at=NOON))
    address = reverse("admin:articles_topstory_change", args=[row.pk])
    admin_client.post(address, top_story(row.article_id, blurb="Sharper", position=1))
    assert TopStory.objects.get().blurb == "Sharper"


def test_a_name_is_not_looked_up_by_what_none_can_hold(admin_client):
    of_authors = {"app_label": "articles", "model_name": "byline", "field_name": "author"}
    for term, status in {"a": 200, "a\0": 400}.items():
        assert admin_client.get("/admin/autocomplete/", of_authors | {"term": term}).status_code == status


LISTS_OF_OTHERS = ["auth_user", "auth_group", "partners_partner", "partners_partnerstory"]


@pytest.mark.parametrize("name", LISTS_OF_OTHERS)
def test_a_ticked_value_that_is_no_row_is_a_bad_request_in_every_list(admin_client, name):
    data = {"action": "delete_selected", "_selected_action": ["x"], "index": 0}
    assert admin_client.post(reverse(f"admin:{name}_changelist"), data).status_code == 400
