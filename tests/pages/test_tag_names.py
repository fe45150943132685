"""The names that lead to a tag: its own, other ones, and those that it had before."""

import pytest
from django.urls import reverse

from articles.models import Tag, TagAlias
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db
ADD, CHANGE = "admin:articles_tag_add", "admin:articles_tag_change"


@pytest.fixture
def karabakh():
    make_article("A road", tags=["Karabakh"])
    return Tag.objects.get()


def change(client, tag, *aliases, name=None, slug=None):
    """Saves the tag's form with these other names beside those that it has."""
    old = list(tag.aliases.all())
    rows = {"aliases-TOTAL_FORMS": len(old) + len(aliases), "aliases-INITIAL_FORMS": len(old)}
    for n, alias in enumerate([*old, *aliases]):
        rows |= {f"aliases-{n}-name": str(alias), f"aliases-{n}-tag": tag.pk}
        rows |= {f"aliases-{n}-id": alias.pk} if isinstance(alias, TagAlias) else {}
    data = {"name": name or tag.name, "slug": tag.slug if slug is None else slug, **rows}
    return client.post(reverse(CHANGE, args=[tag.pk]), data)


def test_another_name_is_added_in_the_form_and_leads_to_the_tag(admin_client, karabakh):
    change(admin_client, karabakh, "Artsakh", "  Արցախ ")
    assert sorted(karabakh.aliases.values_list("name", flat=True)) == ["Artsakh", "Արցախ"]
    article = make_article(tags=["ARTSAKH", "արցախ", "Karabakh"])
    assert list(article.tags.names()) == ["Karabakh"]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("karabakh", "This is the tag&#x27;s own name."),
        ("SNOW", "There is a tag “Snow” already. Merge the two."),
        ("white", "“White” is another name of the tag “Snow” already."),
        ("--", "A tag needs a letter or a digit."),
    ],
)
def test_a_name_that_leads_somewhere_already_is_refused(admin_client, karabakh, name, error):
    snow = Tag.objects.create(name="Snow")
    snow.aliases.create(name="White")
    assert error in change(admin_client, karabakh, name).text
    assert not karabakh.aliases.exists()


def test_the_look_up_finds_a_tag_by_another_name(admin_client, karabakh):
    karabakh.aliases.create(name="Artsakh")
    query = {"app_label": "articles", "model_name": "article", "field_name": "tags", "term": "arts"}
    found = admin_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [tag["text"] for tag in found] == ["Karabakh"]


def test_who_adds_a_tag_by_another_name_gets_the_tag_itself(admin_client, karabakh):
    karabakh.aliases.create(name="Artsakh")
    page = admin_client.post(reverse(ADD), {"name": "artsakh"}, follow=True)
    assert "“artsakh” is another name of the tag “Karabakh”. No new tag was made." in page.text
    popup = admin_client.post(reverse(ADD), {"name": "Artsakh", "_popup": "1"})
    assert popup.context["popup_response_data"].startswith(f'{{"value": "{karabakh.pk}", "obj": "Karabakh"')
    assert Tag.objects.count() == 1


def test_a_new_name_brings_its_address_and_keeps_the_old_ones(admin_client, client, karabakh):
    change(admin_client, karabakh, name="Artsakh")
    karabakh.refresh_from_db()
    assert (karabakh.name, karabakh.slug) == ("Artsakh", "artsakh")
    assert list(karabakh.aliases.values_list("name", flat=True)) == ["Karabakh"]
    assert client.get("/tag/karabakh/")["Location"] == "/tag/artsakh/"


def test_an_address_that_an_editor_chose_stays_when_the_name_changes(admin_client, karabakh):
    karabakh.slug = "kb"
    karabakh.save()
    change(admin_client, karabakh, name="Artsakh")
    karabakh.refresh_from_db()
    assert karabakh.slug == "kb"


def test_a_tag_that_gets_its_former_name_back_has_it_alone(admin_client, karabakh):
    change(admin_client, karabakh, name="Artsakh")
    karabakh.refresh_from_db()
    change(admin_client, karabakh, name="Karabakh")
    assert list(karabakh.aliases.values_list("name", flat=True)) == ["Artsakh"]


def test_a_tag_does_not_take_another_ones_other_name(admin_client, karabakh):
    karabakh.aliases.create(name="Artsakh")
    snow = Tag.objects.create(name="Snow")
    text = "“Artsakh” is another name of the tag “Karabakh”. Use that one."
    assert text in change(admin_client, snow, name="Artsakh").text
