"""Lists and pickers find names and captions however they are written, in every alphabet and on both databases."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.models import Author, Photo, Section, Tag
from portal.partners.models import Partner, PartnerStory
from tests.support.combinations import once
from tests.support.factories import make_article, make_photo

pytestmark = pytest.mark.django_db
SPELLINGS = [
    ("Нагорный Карабах", "карабах"),
    ("Анна Петрова", "анна"),
    ("Пётр Ёлкин", "петр"),
    ("ԵՐԵՎԱՆ", "Երևան"),
    ("Երեւան", "երևան"),
    ("O’Brien", "o'brien"),
    ("Café", "CAFE"),
]
PICKERS = {
    "tags": ("article", "tags", lambda name: Tag.objects.create(name=name)),
    "authors": ("byline", "author", lambda name: Author.objects.create(name=name)),
    "sections": ("article", "section", lambda name: Section.objects.create(name=name)),
    "photos by alternative text": ("photouse", "photo", lambda name: make_photo(alt=name)),
    "photos by caption": ("photouse", "photo", lambda name: make_photo(caption=name)),
    "photos by credit": ("photouse", "photo", lambda name: make_photo(credit=name)),
    "stories": ("topstory", "article", lambda name: make_article(name)),
}
LISTS = {
    Author: lambda name: Author.objects.create(name=name),
    Group: lambda name: Group.objects.create(name=name),
    Partner: lambda name: Partner.objects.create(name=name, site_url="https://x.example/"),
    PartnerStory: lambda name: Partner.objects.create(name="X", site_url="https://x.example/").stories.create(
        title=name, url="https://x.example/1"
    ),
    Photo: lambda name: make_photo(caption=name),
    Section: lambda name: Section.objects.create(name=name),
    Tag: lambda name: Tag.objects.create(name=name),
    User: lambda name: User.objects.create(username="x", first_name=name),
}


def twice(places) -> list[tuple]:
    """Return each place with two spellings and each spelling in two places, or all with all."""
    return list(dict.fromkeys(once([*places], SPELLINGS) + once([*places], SPELLINGS[::-1])))


# tests/database/test_folded.py and tests/text/test_folding.py have every spelling; here each picker has two.
@pytest.mark.parametrize(("picker", "spelling"), twice(PICKERS))
def test_a_picker_finds_a_name_however_it_is_written(admin_client, picker, spelling):
    name, typed = spelling
    model, field, make = PICKERS[picker]
    wanted = make(name)
    make("Другое" if picker != "photos by credit" else "Фото")
    query = {"app_label": "articles", "model_name": model, "field_name": field, "term": typed}
    offered = admin_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in offered] == [str(wanted.pk)]


@pytest.mark.parametrize(("model", "spelling"), twice(LISTS))
def test_a_list_finds_a_name_however_it_is_written(admin_client, model, spelling):
    name, typed = spelling
    wanted = LISTS[model](name)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert list(admin_client.get(address, {"q": typed}).context["cl"].result_list) == [wanted]
    assert not admin_client.get(address, {"q": "нигде"}).context["cl"].result_list


def test_a_tag_is_found_by_another_name_of_it(admin_client):
    tag = Tag.objects.create(name="Artsakh")
    tag.aliases.create(name="Нагорный Карабах")
    rows = admin_client.get(reverse("admin:articles_tag_changelist"), {"q": "карабах"}).context["cl"].result_list
    assert list(rows) == [tag]


def test_no_admin_searches_texts_by_the_databases_own_case():
    for model, own in admin.site._registry.items():
        for name in own.get_search_fields(None):
            field = get_fields_from_path(model, name.removesuffix("__folded__contains"))[-1]
            is_text = field.get_internal_type() in ("CharField", "EmailField", "SlugField", "TextField", "URLField")
            assert name.endswith("__folded__contains") == is_text, f"{model}: {name}"


def test_more_words_than_a_name_has_are_no_error(admin_client):
    Author.objects.create(name="Ani")
    address = reverse("admin:articles_author_changelist")
    many = " ".join(f"word{number}" for number in range(1_500))
    assert admin_client.get(address, {"q": many}).status_code == 200
    assert list(admin_client.get(address, {"q": "ani " * 1_500}).context["cl"].result_list.values_list("name")) == [
        ("Ani",)
    ]
