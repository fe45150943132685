"""Tags in the newsroom: on the article's form, in its popup, in their own list."""

import pytest
from django.urls import reverse

from articles.models import Tag
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE, save

pytestmark = pytest.mark.django_db
ADD = "admin:articles_tag_add"


def test_the_form_sets_the_tags(admin_client):
    article = make_article(tags=["Gyumri", "Rain"])
    snow = Tag.objects.create(name="Snow")
    save(admin_client, article, tags=[Tag.objects.get(name="Rain").pk, snow.pk])
    assert sorted(article.tags.names()) == ["Rain", "Snow"]


def test_the_form_takes_all_tags_away(admin_client):
    article = make_article(tags=["Gyumri"])
    save(admin_client, article, tags=[])
    assert not article.tags.exists()


def test_the_form_shows_the_articles_tags_and_no_others(admin_client):
    article = make_article(tags=["Gyumri"])
    Tag.objects.create(name="Snow")
    page = admin_client.get(reverse(CHANGE, args=[article.pk])).content.decode()
    assert ">Gyumri</option>" in page
    assert "Snow" not in page


def test_tags_are_looked_up_by_a_part_of_their_name(admin_client):
    for name in ("Gyumri", "Gyumri railway", "Rain"):
        Tag.objects.create(name=name)
    query = {"app_label": "articles", "model_name": "article", "field_name": "tags", "term": "gyum"}
    found = admin_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [tag["text"] for tag in found] == ["Gyumri", "Gyumri railway"]


def test_a_new_tag_needs_a_name_alone(admin_client):
    admin_client.post(reverse(ADD), {"name": "  Գյումրի  "})
    assert list(Tag.objects.values_list("name", "slug")) == [("Գյումրի", "gyowmri")]


@pytest.mark.parametrize("name", ["lake sevan", "LAKE  SEVAN"])
def test_a_name_in_another_case_is_refused_by_naming_the_tag_that_there_is(admin_client, name):
    tag = Tag.objects.create(name="Lake Sevan")
    response = admin_client.post(reverse(ADD), {"name": name})
    link = f'<a href="/admin/articles/tag/{tag.pk}/change/">Lake Sevan</a>'
    assert response.context["errors"] == [[f"There is a tag “{link}” already. Use that one."]]
    assert Tag.objects.count() == 1


def test_a_tag_may_change_the_case_of_its_own_name(admin_client):
    tag = Tag.objects.create(name="lake sevan")
    admin_client.post(reverse("admin:articles_tag_change", args=[tag.pk]), {"name": "Lake Sevan", "slug": tag.slug})
    assert Tag.objects.get().name == "Lake Sevan"


def test_the_list_counts_each_tags_stories_in_one_query_for_all(admin_client, django_assert_num_queries):
    make_article(tags=["Rain", "Snow"])
    make_article(tags=["Rain"])
    Tag.objects.create(name="Unused")
    with django_assert_num_queries(4):
        rows = admin_client.get(reverse("admin:articles_tag_changelist")).context["cl"].result_list
    assert [(tag.name, tag.number) for tag in rows] == [("Rain", 2), ("Snow", 1), ("Unused", 0)]


def test_taggits_own_list_of_tags_is_not_offered(admin_client):
    assert "taggit" not in [app["app_label"] for app in admin_client.get(reverse("admin:index")).context["app_list"]]
