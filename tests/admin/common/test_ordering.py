"""Sections are put in order by their positions, in the form and in the list."""

import pytest
from django.urls import reverse

from articles.models import Section
from tests.support.factories import make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections():
    return [make_section(name) for name in ("A", "B", "C", "D")]


def order() -> str:
    """The sections' names in their order, whose positions are 1, 2, 3 …"""
    rows = list(Section.objects.values_list("name", "position"))
    assert [position for _, position in rows] == list(range(1, len(rows) + 1))
    return "".join(name for name, _ in rows)


def arrange(client, sections, **positions):
    """Types the positions into the list, by the sections' names, and saves."""
    data = {"form-TOTAL_FORMS": len(sections), "form-INITIAL_FORMS": len(sections), "_save": "Save"}
    for number, section in enumerate(sections):
        data[f"form-{number}-id"] = section.pk
        data[f"form-{number}-position"] = positions.get(section.name, section.position)
    assert client.post(reverse("admin:articles_section_changelist"), data).status_code == 302


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ({"C": 1}, "CABD"),
        ({"A": 4}, "BCDA"),
        ({"A": 2, "B": 1}, "BACD"),
        ({"A": 4, "B": 3, "C": 2, "D": 1}, "DCBA"),
        ({"D": 1, "A": 2}, "DABC"),
        ({"D": 2, "A": 3}, "BDAC"),
        ({"B": 99}, "ACDB"),
        ({"B": ""}, "ACDB"),
        ({"C": 0}, "CABD"),
        ({}, "ABCD"),
    ],
    ids=str,
)
def test_positions_typed_into_the_list_become_the_order(admin_client, sections, positions, expected):
    arrange(admin_client, sections, **positions)
    assert order() == expected


@pytest.mark.parametrize(("position", "expected"), [("1", "DABC"), ("2", "ADBC"), ("", "ABCD")])
def test_a_position_typed_into_the_form_moves_the_section(admin_client, sections, position, expected):
    address = reverse("admin:articles_section_change", args=[sections[3].pk])
    admin_client.post(address, {"name": "D", "slug": "d", "description": "", "position": position})
    assert order() == expected


@pytest.mark.parametrize(("position", "expected"), [("", "ABCDE"), ("1", "EABCD"), ("3", "ABECD")])
@pytest.mark.usefixtures("sections")
def test_a_new_section_goes_where_it_is_wanted_or_to_the_end(admin_client, position, expected):
    admin_client.post(reverse("admin:articles_section_add"), {"name": "E", "position": position})
    assert order() == expected


@pytest.mark.usefixtures("sections")
def test_a_section_whose_address_is_taken_is_refused_with_a_message(admin_client):
    response = admin_client.post(reverse("admin:articles_section_add"), {"name": "a!", "position": ""})
    assert response.context["errors"] == [["Section with this Slug already exists."]]


def test_another_change_in_the_form_leaves_the_order_alone(admin_client, sections):
    address = reverse("admin:articles_section_change", args=[sections[1].pk])
    admin_client.post(address, {"name": "Bee", "slug": "b", "description": "", "position": "2"})
    assert Section.objects.get(slug="b").name == "Bee"
    assert [section.slug for section in Section.objects.all()] == ["a", "b", "c", "d"]
