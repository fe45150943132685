"""The names of sections, tags and authors in the site's languages, below their forms."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.models import Author, AuthorName, Language, SectionName, Tag, TagName
from articles.models.tag_merging import merge_tags
from tests.support.factories import make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def languages():
    return [Language.objects.create(tag=tag) for tag in ("ru", "hy")]


def address(subject):
    return reverse(f"admin:articles_{subject._meta.model_name}_change", args=[subject.pk])


def own_fields(subject) -> dict:
    names = {
        "section": ("name", "description", "position", "slug"),
        "tag": ("name", "slug"),
        "author": ("name", "bio", "slug"),
    }
    return {name: getattr(subject, name) for name in names[subject._meta.model_name]}


def rows(*names, existing=()) -> dict:
    """What the form posts: rows of (language, name) and more fields; `existing` are the ids of the first ones."""
    data = {"names-TOTAL_FORMS": len(names), "names-INITIAL_FORMS": len(existing)}
    for number, (language, name, more) in enumerate(names):
        data |= {f"names-{number}-language": language, f"names-{number}-name": name}
        data |= {f"names-{number}-{field}": value for field, value in more.items()}
        if number < len(existing):
            data[f"names-{number}-id"] = existing[number]
    return data


def errors_of(page) -> list[dict]:
    return [dict(form.errors) for form in page.context["inline_admin_formsets"][-1].formset.forms]


@pytest.mark.parametrize(
    "make", [make_section, lambda: Tag.objects.create(name="Rain"), lambda: Author.objects.create(name="Ani")]
)
def test_a_site_of_one_language_asks_for_no_names(admin_client, make):
    assert "names-TOTAL_FORMS" not in admin_client.get(address(make())).text


def test_there_is_a_row_for_each_language(admin_client, languages):
    section = make_section("Sport")
    SectionName.objects.create(section=section, language="hy", name="Սպորտ")
    page = admin_client.get(address(section))
    forms = page.context["inline_admin_formsets"][0].formset.forms
    assert [form["language"].value() for form in forms] == ["hy", "ru"]
    assert 'lang="ru"' in str(forms[1]["name"])


def test_a_section_gets_names_and_their_addresses(admin_client, languages):
    section = make_section("Sport")
    data = rows(("ru", "Спорт", {"description": "О спорте."}), ("hy", "", {"description": "", "slug": ""}))
    response = admin_client.post(address(section), own_fields(section) | data)
    assert response.status_code == 302
    assert list(SectionName.objects.values_list("section", "language", "name", "slug", "description")) == [
        (section.pk, "ru", "Спорт", "sport", "О спорте.")
    ]


def test_tags_and_authors_get_names(admin_client, languages):
    tag, author = Tag.objects.create(name="Rain"), Author.objects.create(name="Ani")
    aliases = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    admin_client.post(address(tag), own_fields(tag) | aliases | rows(("ru", "Дождь", {"slug": "dozhd"})))
    admin_client.post(address(author), own_fields(author) | rows(("hy", "Անի", {"bio": "Լրագրող։"})))
    assert TagName.objects.get().name == "Дождь"
    assert (AuthorName.objects.get().name, AuthorName.objects.get().bio) == ("Անի", "Լրագրող։")


def test_a_name_that_is_taken_in_the_language_names_its_holder(admin_client, languages):
    sport, region = make_section("Sport"), make_section("Region")
    SectionName.objects.create(section=sport, language="ru", name="Спорт", slug="sport-ru")
    page = admin_client.post(address(region), own_fields(region) | rows(("ru", "Спорт", {})))
    assert errors_of(page) == [{"name": ["“Sport” has this name in Russian already. Choose another one."]}]
    page = admin_client.post(address(region), own_fields(region) | rows(("ru", "Край", {"slug": "sport-ru"})))
    assert errors_of(page) == [{"slug": ["“Sport” has this address in Russian already. Choose another one."]}]


def test_an_address_that_serves_for_another_section_is_refused(admin_client, languages):
    make_section("Sport")
    region = make_section("Region")
    page = admin_client.post(address(region), own_fields(region) | rows(("ru", "Спорт", {})))
    assert "“Sport” has this address, which serves in Russian until" in errors_of(page)[0]["slug"][0]


def test_a_language_that_the_site_does_not_have_is_refused(admin_client, languages):
    section = make_section("Sport")
    page = admin_client.post(address(section), own_fields(section) | rows(("xx", "Спорт", {})))
    assert "language" in errors_of(page)[0]
    assert not SectionName.objects.exists()


def test_a_form_that_was_opened_before_there_were_languages_is_saved(admin_client):
    section = make_section("Sport")
    data = own_fields(section) | {"description": "All of it."}
    Language.objects.create(tag="ru")
    assert admin_client.post(address(section), data).status_code == 302
    section.refresh_from_db()
    assert section.description == "All of it."


@pytest.mark.parametrize(("role", "names_tags"), [("Reporter", False), ("Editor", True)])
def test_whoever_may_change_a_tag_may_name_it(client, languages, role, names_tags):
    account = User.objects.create_user("ani", is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    tag = Tag.objects.create(name="Rain")
    aliases = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    client.post(address(tag), own_fields(tag) | aliases | rows(("ru", "Дождь", {})))
    assert TagName.objects.exists() == names_tags


def test_merging_tags_keeps_the_names_that_the_remaining_one_lacks():
    stays, goes = Tag.objects.create(name="Rain"), Tag.objects.create(name="Rains")
    TagName.objects.create(tag=stays, language="ru", name="Дождь")
    TagName.objects.create(tag=goes, language="ru", name="Дожди")
    TagName.objects.create(tag=goes, language="hy", name="Անձրև")
    merge_tags(stays, [goes])
    assert dict(stays.names.values_list("language", "name")) == {"ru": "Дождь", "hy": "Անձրև"}
