"""A name that differs from another one in case, accents or spelling alone is that name; both databases say so."""

import pytest
from django.db import connection
from django.urls import reverse

from articles.database import folded_keys
from articles.models import Author, Section, Tag, TagAlias
from articles.models.tag_merging import merge_tags
from portal.partners.models import Partner
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db
SPELLINGS = [("Երևան", "ԵՐԵՎԱՆ"), ("Երևան", "Երեւան"), ("Пётр", "ПЕТР"), ("O’Brien", "o'brien"), ("Café", "CAFE")]
KINDS = {
    Section: ("a section", {"position": 1, "description": "", "slug": "other"}),
    Author: ("an author", {"bio": "", "slug": ""}),
    Tag: ("a tag", {}),
    Partner: ("a partner", {"site_url": "https://x.example/", "shows": 5, "interval": 15, "active": "on"}),
}


def make(model, name: str, **fields):
    if model is Partner:
        fields.setdefault("site_url", "https://x.example/")
    return model.objects.create(name=name, **fields)


def address(row, page="change") -> str:
    return reverse(
        f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk] if page == "change" else []
    )


def send(client, row, name: str, **fields):
    """Post the form of the row (a new one, if it has no number) with the name; return the response."""
    data = {**KINDS[type(row)][1], **fields, "name": name}
    return client.post(address(row, "change" if row.pk else "add"), data)


def errors(response) -> list[str]:
    return response.context["adminform"].form.errors.get("name", [])


@pytest.mark.parametrize(("there", "name"), SPELLINGS)
@pytest.mark.parametrize("model", KINDS)
def test_a_new_name_is_refused_with_a_link_to_the_row_that_has_it(admin_client, model, there, name):
    row = make(model, there)
    [message] = errors(send(admin_client, model(), name))
    assert message.startswith(f'There is {KINDS[model][0]} “<a href="{address(row)}">')
    assert "already. Use that one" in message
    assert model.objects.count() == 1


@pytest.mark.parametrize("model", KINDS)
def test_a_name_is_changed_to_another_ones_neither(admin_client, model):
    make(model, "Երևան")
    other = make(model, "Gyumri")
    fields = {"slug": other.slug} if hasattr(other, "slug") else {}
    assert "already" in errors(send(admin_client, other, "ԵՐԵՎԱՆ", **fields))[0]
    other.refresh_from_db()
    assert other.name == "Gyumri"


@pytest.mark.parametrize("model", KINDS)
def test_rows_that_have_one_name_already_are_saved_as_they_are(admin_client, model):
    first, second = make(model, "Орёл"), make(model, "Gyumri")
    values = {"name": "Орел"} | ({"key": "орёл"} if model is Tag else {})  # as they were before names were folded
    model.objects.filter(pk=second.pk).update(**values)
    for row, name in ((first, "Орёл"), (second, "Орел"), (second, "ОРЕЛ")):
        fields = {"slug": row.slug} if hasattr(row, "slug") else {}
        assert send(admin_client, row, name, **fields).status_code == 302, name
    assert sorted(model.objects.values_list("name", flat=True)) == ["ОРЕЛ", "Орёл"]


@pytest.mark.parametrize(("there", "name"), SPELLINGS)
def test_tags_are_found_by_any_spelling_of_their_names(there, name):
    tag = Tag.objects.create(name=there)
    assert Tag.objects.named([name]) == [tag]
    other = Tag.objects.create(name="Other")
    other.aliases.create(name="Гюмри-Ёлка")
    assert Tag.objects.named(["гюмри-елка"]) == [other]
    assert Tag.objects.count() == 2


def test_another_name_of_a_tag_is_no_other_tags_name(admin_client):
    yerevan, gyumri = Tag.objects.create(name="Երևան"), Tag.objects.create(name="Gyumri")
    data = {"name": "Gyumri", "slug": "gyumri", "aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 0}
    page = admin_client.post(address(gyumri), data | {"aliases-0-name": "ԵՐԵՎԱՆ", "aliases-0-tag": gyumri.pk}).text
    assert "There is a tag “Երևան” already. Merge the two." in page
    assert not yerevan.aliases.exists()


def test_keys_of_tags_from_before_names_were_folded_are_made_anew():
    tags = [Tag.objects.create(name=name) for name in ("Երևան", "Орёл", "Other")]
    Tag.objects.filter(pk=tags[0].pk).update(key="երեվան-old")
    Tag.objects.filter(pk=tags[1].pk).update(key="орёл")
    Tag.objects.filter(pk=tags[2].pk).update(name="Орел", key="орел")
    TagAlias.objects.create(tag=tags[0], name="Ёлка")
    TagAlias.objects.update(key="ёлка")
    for _ in range(2):
        folded_keys.install(connection)
        assert list(Tag.objects.order_by("pk").values_list("key", flat=True)) == ["երեւան", "орёл", "орел"]
        assert TagAlias.objects.get().key == "елка"
    assert Tag.objects.named(["Орёл", "ОРЕЛ", "ԵՐԵՎԱՆ"]) == [tags[2], tags[0]]


def test_two_tags_of_one_name_are_merged():
    stays, goes = Tag.objects.create(name="Орел"), Tag.objects.create(name="Other")
    Tag.objects.filter(pk=goes.pk).update(name="Орёл", key="орёл")
    goes.refresh_from_db()
    story = make_article()
    story.tags.add(goes)
    merge_tags(stays, [goes])
    assert list(story.tags.all()) == [stays]
    assert not TagAlias.objects.exists()
