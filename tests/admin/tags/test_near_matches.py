"""A new tag that is nearly one there is: the editor is asked, uses that one with a click, or goes on."""

import pytest
from django.urls import reverse

from articles.models import Tag
from articles.text.similarity import near_names

ADD = "admin:articles_tag_add"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Armenain", ["Armenian"]),
        ("Armenija", ["Armenia"]),
        ("armenia", ["Armenia"]),
        ("Nagorno Karabakh", ["Nagorno-Karabakh"]),
        ("Nagorno-Karabach", ["Nagorno-Karabakh"]),
        ("Café", ["Cafe"]),
        ("Орёл", ["Орел"]),
        ("Երեւան", ["Երևան"]),
        ("Iraq", []),
        ("Chess", []),
        ("!", []),
    ],
)
def test_names_are_near_in_case_accents_punctuation_and_a_slip_or_two(name, near):
    there = ["Armenia", "Armenian", "Nagorno-Karabakh", "Cafe", "Iran", "Орел", "Երևան", "Checkers"]
    assert near_names(name, there)[: len(near)] == near
    assert bool(near_names(name, there)) == bool(near)


def test_the_nearest_stands_first():
    assert near_names("Armenian", ["Armenia", "Armenians", "Armenian"]) == ["Armenian", "Armenia", "Armenians"]


@pytest.fixture
def armenia(db):
    return Tag.objects.create(name="Armenia")


def add(client, **fields):
    return client.post(reverse(ADD), fields)


def test_a_slip_asks_and_makes_nothing(admin_client, armenia):
    page = add(admin_client, name="Armenai")
    assert "Do you mean one of these tags?" in page.text
    assert f'<button name="_use" value="{armenia.pk}">Use “Armenia”</button>' in page.text
    assert Tag.objects.get() == armenia


def test_saved_again_it_is_a_tag_of_its_own(admin_client, armenia):
    assert 'name="_anew" value="Armenai"' in add(admin_client, name="Armenai").text
    assert add(admin_client, name="Armenai", _anew="Armenai").status_code == 302
    assert sorted(tag.name for tag in Tag.objects.all()) == ["Armenai", "Armenia"]


def test_another_slip_asks_again(admin_client, armenia):
    assert add(admin_client, name="Armneia", _anew="Armenai").status_code == 200


def test_the_same_name_in_another_case_is_offered_and_never_made(admin_client, armenia):
    page = add(admin_client, name="ARMENIA", _anew="ARMENIA")
    assert f'“<a href="/admin/articles/tag/{armenia.pk}/change/">Armenia</a>” already. Use that one.' in page.text
    assert "Use “Armenia”" in page.text
    assert Tag.objects.get() == armenia


def test_in_the_popup_the_tag_there_is_goes_into_the_form(admin_client, armenia):
    page = add(admin_client, _popup="1", _to_field="id", _use=armenia.pk)
    assert page.template_name[-1] == "admin/popup_response.html"
    assert f"&quot;value&quot;: &quot;{armenia.pk}&quot;" in page.rendered_content
    assert Tag.objects.get() == armenia


def test_outside_a_popup_the_tag_there_is_opens(admin_client, armenia):
    assert add(admin_client, _use=armenia.pk)["Location"] == reverse("admin:articles_tag_change", args=[armenia.pk])


@pytest.mark.parametrize("used", ["0", "x", "9" * 30, ""])
def test_what_is_no_tag_is_not_used(admin_client, armenia, used):
    assert add(admin_client, _popup="1", _use=used).status_code == 200
    assert Tag.objects.get() == armenia
