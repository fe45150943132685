"""The newsroom speaks its own plain words, not its framework's."""

import re

import pytest
from django.urls import reverse

from tests.support.factories import make_article, make_top_story
from tests.support.newsroom import ADD, CHANGE, LIST

pytestmark = pytest.mark.django_db
FOREIGN = [
    *("to change", "Change article", "Add article", "Django", "Authentication and Authorization", "quality time"),
    *("Start typing to filter", "Site administration", "Models in the", "Recent actions"),
]


def heading(page) -> str:
    """The page's one h1."""
    (found,) = re.findall(r"<h1>(.*?)</h1>", page.content.decode())
    return found


def title(page) -> str:
    return re.search(r"<title>\s*(.*?)\s*</title>", page.content.decode(), re.DOTALL)[1]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (reverse("admin:index"), "Newsroom"),
        (reverse(LIST), "Articles"),
        (reverse(ADD), "New article"),
        (reverse("admin:articles_section_changelist"), "Sections"),
        (reverse("admin:articles_topstory_changelist"), "Top stories"),
        (reverse("admin:articles_topstory_add"), "New top story"),
        (reverse("admin:articles_tag_changelist"), "Tags"),
        (reverse("admin:partners_partner_changelist"), "Partners"),
        (reverse("admin:auth_user_changelist"), "Users"),
    ],
)
def test_each_page_is_called_by_what_it_shows(admin_client, address, expected):
    make_top_story()
    page = admin_client.get(address)
    assert (heading(page), title(page)) == (expected, f"{expected} | The Portal")
    assert [words for words in FOREIGN if words in page.content.decode()] == []


def test_the_form_of_a_story_carries_its_headline_in_the_browsers_tab(admin_client):
    page = admin_client.get(reverse(CHANGE, args=[make_article("Rain & snow").pk]))
    assert (heading(page), title(page)) == ("Edit article", "Rain &amp; snow | The Portal")


def test_the_way_in_says_where_it_leads(client):
    assert heading(client.get(reverse("admin:login"))) == "Newsroom"


def test_the_way_out_says_so_and_leads_back(admin_client):
    page = admin_client.post(reverse("admin:logout"))
    assert heading(page) == "You are logged out"
    assert f'<a href="{reverse("admin:login")}">Log in again</a>' in page.content.decode()
    assert "quality time" not in page.content.decode()


def test_each_list_is_one_step_away_and_the_current_one_is_marked(admin_client):
    page = admin_client.get(reverse(ADD)).content.decode()
    line = re.search(r'<nav class="rooms".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r">([^<>]+)</a>", line) == [
        *("Newsroom", "Articles", "Authors", "Embeds", "Files", "Front page", "Imports", "Languages"),
        *("Pages", "Photos", "Search and replace", "Sections", "Tags"),
        *("Partner stories", "Partners", "Messages", "Groups", "Users", "Log entries", "Failed log-ins"),
    ]
    assert re.findall(r'aria-current="page">(\w+)<', line) == ["Articles"]


def test_the_day_and_the_clock_have_names_for_those_who_hear_the_form(admin_client):
    page = admin_client.get(reverse(ADD)).content.decode()
    for field, name in (("published_at_0", "Date"), ("published_at_1", "Time")):
        (box,) = re.findall(rf'<input[^>]*name="{field}"[^>]*>', page)
        assert f'aria-label="{name}"' in box
